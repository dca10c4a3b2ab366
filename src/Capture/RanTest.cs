using System.Security.Cryptography;

namespace LoopJournal.Capture;

/// <summary>
/// A test that has a result, as hashes: a footer names all tests of a run, and their names would make it long. The hashes are made of the
/// names as the test platform gives them, because loggers know no masks.
/// </summary>
/// <remarks>A class, because the JIT compiles the generic methods of lists and LINQ again for each struct, in every test run.</remarks>
internal sealed class RanTest(uint type, uint method, ulong name, RanOutcome outcome, bool isTest = true)
{
    /// <summary>In bytes: class, method, name and outcome.</summary>
    public const int Size = 17;

    /// <summary>How many tests are written; of more none is, because a part would look like the whole.</summary>
    public const int MaxCount = 100_000;

#if !NET
    [ThreadStatic]
    private static SHA256? _sha;
#endif

    /// <summary>The hash of the test's class, with the arguments of a fixture.</summary>
    public uint Type { get; } = type;

    /// <summary>The hash of the test's method.</summary>
    public uint Method { get; } = method;

    /// <summary>The hash of the name that the runner shows, with the arguments of a data row.</summary>
    public ulong Name { get; } = name;

    /// <summary>How the test ended.</summary>
    public RanOutcome Outcome { get; } = outcome;

    /// <summary>
    /// Whether it is a test. Frameworks report a fixture that fails after its tests as a result of its own, with brackets around its name:
    /// <c>[Z.CartTests ClassCleanup]</c> (MSTest), <c>[Test Class Cleanup Failure (Z.CartTests.Total)]</c> (xUnit).
    /// </summary>
    public bool IsTest { get; } = isTest;

    /// <summary>Hashes a test.</summary>
    /// <param name="name">The fully qualified name of the test's method, perhaps with arguments.</param>
    /// <param name="display">What the runner shows; may be empty.</param>
    /// <param name="outcome">How the test ended.</param>
    public static RanTest From(string name, string display, RanOutcome outcome)
    {
        name = name.Trim();
        var end = MethodName.FindArguments(name);
        var dot = name.LastIndexOf('.', Math.Max(end - 1, 0), end);
        var method = name.Substring(dot + 1, end - dot - 1).TrimEnd();
        var shown = display.Trim() is { Length: > 0 } text ? text : name;
        return From(name.Substring(0, Math.Max(dot, 0)), method, shown, outcome, isTest: shown.Length == 0 || shown[0] != '[');
    }

    /// <summary>Hashes a test of which each part is known.</summary>
    public static RanTest From(string type, string method, string shown, RanOutcome outcome, bool isTest = true) =>
        new((uint)(Hash(type) >> 32), (uint)(Hash(method) >> 32), Hash(shown), outcome, isTest);

    /// <summary>The tests in base64, without results that are not of a test; null where they are too many.</summary>
    public static string? Write(IEnumerable<RanTest> results)
    {
        var tests = results.Where(result => result.IsTest).ToList();
        return tests.Count > MaxCount ? null : Convert.ToBase64String(ToBytes(tests));
    }

    /// <summary>The tests as bytes, numbers with the highest byte first.</summary>
    public static byte[] ToBytes(IReadOnlyCollection<RanTest> tests)
    {
        var bytes = new byte[tests.Count * Size];
        var at = 0;
        foreach (var test in tests)
        {
            at = Put(bytes, at, test.Type, 4);
            at = Put(bytes, at, test.Method, 4);
            at = Put(bytes, at, test.Name, 8);
            bytes[at++] = (byte)test.Outcome;
        }

        return bytes;
    }

    /// <summary>Reads <see cref="ToBytes"/>; null where the bytes are others.</summary>
    public static List<RanTest>? FromBytes(byte[] bytes)
    {
        if (bytes.Length % Size != 0 || bytes.Length / Size > MaxCount)
        {
            return null;
        }

        var tests = new List<RanTest>(bytes.Length / Size);
        for (var at = 0; at < bytes.Length; at += Size)
        {
            var outcome = (RanOutcome)bytes[at + Size - 1];
            if (outcome is not (RanOutcome.Passed or RanOutcome.Failed or RanOutcome.Skipped or RanOutcome.NewlySkipped))
            {
                return null;
            }

            tests.Add(new((uint)Get(bytes, at, 4), (uint)Get(bytes, at + 4, 4), Get(bytes, at + 8, 8), outcome));
        }

        return tests;
    }

    private static ulong Hash(string text)
    {
        var bytes = new UTF8Encoding(false).GetBytes(text);
#if NET
        return Get(SHA256.HashData(bytes), 0, 8);
#else
        return Get((_sha ??= SHA256.Create()).ComputeHash(bytes), 0, 8);
#endif
    }

    private static int Put(byte[] bytes, int at, ulong number, int count)
    {
        for (var i = count - 1; i >= 0; i--)
        {
            bytes[at++] = (byte)(number >> (8 * i));
        }

        return at;
    }

    private static ulong Get(byte[] bytes, int at, int count)
    {
        var number = 0UL;
        for (var i = at; i < at + count; i++)
        {
            number = (number << 8) | bytes[i];
        }

        return number;
    }
}

/// <summary>How a test ended.</summary>
internal enum RanOutcome : byte
{
    /// <summary>It passed.</summary>
    Passed = (byte)'p',

    /// <summary>It failed.</summary>
    Failed = (byte)'f',

    /// <summary>It was skipped, or has no result that decides: inconclusive, explicit.</summary>
    Skipped = (byte)'s',

    /// <summary>It was skipped, and its method has run in an earlier run. Only the recorder knows it: captures do not have it.</summary>
    NewlySkipped = (byte)'n',
}
