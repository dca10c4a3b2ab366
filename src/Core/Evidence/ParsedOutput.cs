using LoopJournal.Evidence.Logs;
using LoopJournal.Evidence.Results;
using LoopJournal.Text;

namespace LoopJournal.Evidence;

/// <summary>The failures in a file that a gate left.</summary>
/// <param name="Algorithm">The one of <see cref="Algorithms"/> that fits the evidence.</param>
/// <param name="Failures">At most 10,000 failures; empty when nothing failed, or when the file does not name a failure.</param>
/// <param name="Tests">The test counts, where the file has them.</param>
/// <param name="IsAborted">Whether the run did not come to its end: the test host died, or the file can be read only in part.</param>
internal sealed record ParsedOutput(string Algorithm, IReadOnlyList<Failure> Failures, TestCounts? Tests, bool IsAborted)
{
    /// <summary>The formats that can be read, for people.</summary>
    public const string Formats = "a log, a file of test results (TRX, JUnit XML, CTRF), a SARIF file or a capture";

    private const int HeadLength = 4096;
    private const int MaxReason = 200;

    /// <summary>How many failures the file names. An error of a compiler at two places counts twice.</summary>
    public int Count { get; init; } = Failures.Count;

    /// <summary>
    /// How many failures the gate reported: failing tests, else the places of all diagnostics, else the number in a runner's summary; null
    /// where the file does not say.
    /// </summary>
    public int? Reported { get; init; } = Tests?.Failed;

    /// <summary>
    /// Whether no line of a log names a test, an error or a cause: the failures are its last lines, if it has any but counts.
    /// </summary>
    public bool IsLastLines { get; init; }

    /// <summary>The causes of all of them; empty where the evidence is not grouped.</summary>
    public IReadOnlyList<FailureCause> Causes { get; init; } = [];

    /// <summary>The tests that have a result; null where they are not known in full.</summary>
    public IReadOnlyList<RanTest>? Ran { get; init; }

    /// <summary>How many different failures the file names beyond those in <see cref="Failures"/>.</summary>
    public int Omitted { get; init; }

    /// <summary>A sentence that says where and why the file cannot be read to its end, on one line; empty when it can.</summary>
    public string Problem { get; init; } = "";

    /// <summary>
    /// Reads a file of one of the <see cref="Formats"/>, recognized by its content and not its name. Never throws because of the
    /// file: the failures before a fault count, and <see cref="Problem"/> names the fault.
    /// </summary>
    /// <param name="stream">Read to its end, and left open; need not be seekable.</param>
    /// <param name="repository">Distinguishes the repository's own files from others.</param>
    /// <param name="onlyTests">Whether to read only a file that lists all tests of a run, and of another nothing.</param>
    public static ParsedOutput Read(Stream stream, RepositoryPaths repository, bool onlyTests = false)
    {
        var algorithm = Algorithms.Text;
        ParsedOutput output;
        try
        {
            using var file = new PrefixedStream(stream);
            (algorithm, var read) = FindReader(file.Peek(HeadLength));
            output = onlyTests && algorithm != Algorithms.Failures ? new(algorithm, [], null, IsAborted: false) : read(file, repository);
            output = file.Fault is { } fault ? output with { Problem = DescribeFault(fault.Message, "") } : output;
        }
        catch (Exception e)
        {
            // The gate has ended and its exit code is known, so the attempt can be recorded whatever the file does to its reader.
            output = new(algorithm, [], null, IsAborted: true) { Problem = DescribeFault($"{e.GetType().Name}: {e.Message}", "") };
        }

        return output.Problem.Length == 0 ? output : output with { Problem = DescribeProblem(stream, output.Problem) };
    }

    /// <summary>Reads several files as one: the failures of all files of the same kind as the first one with failures.</summary>
    /// <inheritdoc cref="Read(Stream, RepositoryPaths, bool)"/>
    /// <returns>Null without a file. <see cref="Problem"/> is that of the first file that has one.</returns>
    public static ParsedOutput? Read(IReadOnlyList<Stream> streams, RepositoryPaths repository, bool onlyTests = false)
    {
        if (streams is [var only])
        {
            return Read(only, repository, onlyTests);
        }

        var outputs = streams.Select(stream => Read(stream, repository, onlyTests)).ToList();
        if ((outputs.Find(output => output.Failures.Count > 0) ?? outputs.FirstOrDefault()) is not { } first)
        {
            return null;
        }

        var same = outputs.FindAll(output => output.Algorithm == first.Algorithm);
        var failures = new BoundedFailureSet();
        foreach (var failure in same.SelectMany(output => output.Failures))
        {
            failures.Add(failure, failure.Message);
        }

        return first with
        {
            Failures = failures.ToList(),
            Count = same.Sum(output => output.Count),
            Tests = TestCounts.Sum(same.Select(output => output.Tests)) ?? first.Tests,
            Reported = same.TrueForAll(output => output.Reported is not null) ? same.Sum(output => output.Reported) : null,
            Omitted = same.Sum(output => output.Omitted) + failures.Omitted,
            Causes = FailureCause.Merge(same.SelectMany(output => output.Causes)),
            Problem = outputs.Select(output => output.Problem).FirstOrDefault(problem => problem.Length > 0, ""),
            Ran = outputs.TrueForAll(output => output.Ran is not null) ? [.. outputs.SelectMany(output => output.Ran!)] : null,
        };
    }

    private static (string Algorithm, Func<Stream, RepositoryPaths, ParsedOutput> Read) FindReader(ReadOnlySpan<byte> head)
    {
        // a UTF-16 file is recognized by the same characters
        var start = Encoding.Latin1.GetString(head).Replace("\0", "", StringComparison.Ordinal)
            .TrimStart('ï', '»', '¿', 'ÿ', 'þ', ' ', '\r', '\n', '\t');
        return start switch
        {
            ['<', ..] when start.Contains("<TestRun", StringComparison.Ordinal) => (Algorithms.Failures, TrxReader.ReadFile),
            ['<', ..] when start.Contains("<testsuite", StringComparison.Ordinal) => (Algorithms.Failures, JUnitReader.ReadFile),
            ['{', ..] when start.StartsWith("{\"capture\":", StringComparison.Ordinal) =>
                (Algorithms.Failures, (file, _) => CaptureFile.ReadOutput(file)),
            ['{', ..] when CtrfFile.IsHead(start) => (Algorithms.Failures, CtrfFile.Read),
            ['{', ..] when IsSarif(start) => (Algorithms.Diagnostics, SarifFile.Read),
            _ => (Algorithms.Text, TextLog.Read),
        };
    }

    private static bool IsSarif(string start) =>
        start.Contains("sarif", StringComparison.OrdinalIgnoreCase)
        || (start.Contains("\"runs\"", StringComparison.Ordinal) && start.Contains("\"version\"", StringComparison.Ordinal));

    /// <summary>A reader's description of a fault; the name of the file is put before it.</summary>
    /// <param name="reason">May quote the file, at any length.</param>
    /// <param name="place">Where the fault is; empty where that is not known.</param>
    internal static string DescribeFault(string reason, string place) => $"{Quoted.From(reason, MaxReason)} {place}".TrimEnd();

    private static string DescribeProblem(Stream stream, string fault)
    {
        var name = stream is FileStream file ? Quoted.From(file.Name) : "The gate's output";
        return $"{name} can be read only in part, and that part counts: {fault}";
    }
}
