namespace LoopJournal.Text;

/// <summary>
/// Failing tests as a record has them: for each the hash of its id, as in <see cref="FailedIds"/>, the hashes by which a later run's footer
/// names it, and the fingerprint of its failure: see <see cref="NumberText"/>.
/// </summary>
internal static class FailedTests
{
    private const int Numbers = 4; // the id, class and method together, the name, the fingerprint

    /// <summary>The text of a set of tests; empty where they are more than <see cref="FailedIds.MaxCount"/>.</summary>
    public static string Write(IEnumerable<FailedTest> tests)
    {
        List<FailedTest> entries = [.. tests.Distinct().Take(FailedIds.MaxCount + 1)];
        return entries.Count is 0 or > FailedIds.MaxCount ? "" : NumberText.Write(
            [.. entries.Select(ToNumbers).Order(Comparer<ulong[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b))).SelectMany(n => n)]);
    }

    private static ulong[] ToNumbers(FailedTest test) =>
    [
        test.Id,
        ((ulong)test.Key.Type << 32) | test.Key.Method,
        test.Key.Name,
        ulong.Parse(test.Fingerprint, NumberStyles.HexNumber, CultureInfo.InvariantCulture),
    ];

    /// <summary>How many tests a text has.</summary>
    public static int Count(string? text) => (text?.Length ?? 0) / 4 * 3 / (Numbers * sizeof(ulong));

    /// <summary>The tests in a record; none where it has none, or a text that is not theirs.</summary>
    public static IEnumerable<FailedTest> Read(string text) =>
        NumberText.Read(text) is { } numbers && numbers.Length % Numbers == 0 && numbers.Length <= FailedIds.MaxCount * Numbers
            ? numbers.Chunk(Numbers).Select(entry => new FailedTest(
                entry[0],
                new((uint)(entry[1] >> 32), (uint)entry[1], entry[2]),
                entry[3].ToString("x12", CultureInfo.InvariantCulture)))
            : [];
}
