namespace LoopJournal.Evidence;

/// <summary>The tests that have a result in a run.</summary>
internal static class RanTests
{
    /// <summary>The hashes of a test by which <see cref="RanTest"/> names it.</summary>
    public static TestKey GetKey(this RanTest test) => new(test.Type, test.Method, test.Name);

    /// <summary>The hashes of a failing test, made as the loggers make them; null where it is not a test.</summary>
    public static TestKey? GetKey(string name, string display) =>
        RanTest.From(name, display, RanOutcome.Failed) is { IsTest: true } test ? test.GetKey() : null;

    /// <summary>Reads the text of a footer; null where it is another text.</summary>
    public static IReadOnlyList<RanTest>? Read(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? RanTest.FromBytes(bytes[..length]) : null;
    }

    /// <summary>The tests after a further try, which ran some of them again: its outcomes count.</summary>
    public static IReadOnlyList<RanTest>? Combine(IReadOnlyList<RanTest>? before, IReadOnlyList<RanTest>? next)
    {
        var again = next?.Select(GetKey).ToHashSet();
        return before is null || again is null ? null : [.. before.Where(test => !again.Contains(test.GetKey())), .. next!];
    }
}
