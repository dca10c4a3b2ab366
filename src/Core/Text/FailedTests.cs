namespace LoopJournal.Text;

/// <summary>
/// The failing tests of an attempt as a record has them: for each the hash of its id, as in <see cref="FailedIds"/>, and the hashes by
/// which a later run's footer names it: see <see cref="NumberText"/>.
/// </summary>
internal static class FailedTests
{
    private const int Numbers = 3; // the id, class and method together, the name

    /// <summary>The text of a set of tests; empty where they are more than <see cref="FailedIds.MaxCount"/>.</summary>
    public static string Write(IEnumerable<(string Id, TestKey Key)> tests)
    {
        var entries = tests
            .Select(test => (Id: FailedIds.Hash(test.Id), Row: ((ulong)test.Key.Type << 32) | test.Key.Method, test.Key.Name))
            .Distinct().Order().ToList();
        return entries.Count > FailedIds.MaxCount
            ? ""
            : NumberText.Write([.. entries.SelectMany(entry => new[] { entry.Id, entry.Row, entry.Name })]);
    }

    /// <summary>The tests in a record; none where it has none, or a text that is not theirs.</summary>
    public static IEnumerable<(ulong Id, TestKey Key)> Read(string text) =>
        NumberText.Read(text) is { } numbers && numbers.Length % Numbers == 0 && numbers.Length <= FailedIds.MaxCount * Numbers
            ? numbers.Chunk(Numbers).Select(entry => (entry[0], new TestKey((uint)(entry[1] >> 32), (uint)entry[1], entry[2])))
            : [];
}
