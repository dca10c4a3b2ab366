using LoopJournal.Text;

namespace LoopJournal.Verdicts;

/// <summary>
/// Two tests of which exactly one failed in every attempt, now the one and now the other: each repair breaks the other test, or the two ask
/// for opposite results.
/// </summary>
/// <param name="First">The id of the test that failed first.</param>
/// <param name="Second">The id of the other one.</param>
/// <param name="Attempts">In how many attempts exactly one of the two failed.</param>
/// <param name="Swaps">The attempts in which the failing one changed, oldest first; two or more.</param>
internal sealed record SwappedPair(string First, string Second, int Attempts, IReadOnlyList<Attempt> Swaps)
{
    /// <summary>How many swaps make a pair: with one, a repair may just have had a side effect.</summary>
    private const int MinSwaps = 2;

    /// <summary>In a longer loop no pair is looked for: the time grows with attempts and failing tests.</summary>
    private const int MaxAttempts = 1000;

    /// <summary>
    /// The pairs of the attempts that ran to their end, of which the last or the last but one swapped the two; those that swapped most
    /// often first.
    /// </summary>
    /// <param name="judged">The attempts.</param>
    /// <param name="getTree">Gives the tree of an attempt, without what gates wrote.</param>
    public static List<SwappedPair> FindAll(IEnumerable<Attempt> judged, Func<Attempt, string> getTree)
    {
        // An attempt on files that were judged before has not swapped the tests again
        var runs = judged.Where(attempt => attempt.Stage is Stages.Test or "" && attempt.IsClean)
            .Index().DistinctBy(run => getTree(run.Item) is { Length: > 0 } tree ? tree : $"{run.Index}").Select(run => run.Item).ToList();
        if (runs.Count is <= MinSwaps or > MaxAttempts || runs.TakeLast(MinSwaps + 1).DistinctBy(run => run.Fingerprint).Count() == 1)
        {
            return [];
        }

        // the last swap is one or two attempts ago, so each of the two failed in one of the last three
        var names = runs.TakeLast(MinSwaps + 1).SelectMany(run => run.Failures).Select(failure => failure.Id)
            .ToHashSet(StringComparer.Ordinal);
        var hashes = new Lazy<Dictionary<string, ulong>>(() => names.ToDictionary(name => name, FailedIds.Hash, StringComparer.Ordinal));
        var failing = runs.ConvertAll(run => MakeTest(run, hashes));
        return failing.Contains(null) ? [] : FindAll(runs, names.ToLookup(
            name => new string([.. failing.Select(hasFailed => hasFailed!(name) ? '1' : '0')]), StringComparer.Ordinal));
    }

    private static List<SwappedPair> FindAll(List<Attempt> runs, ILookup<string, string> namesByPattern) =>
    [
        .. from pattern in namesByPattern
           where pattern.Key[0] == '1' && IsSwapping(pattern.Key)
           from first in pattern
           from second in namesByPattern[new([.. pattern.Key.Select(failed => failed == '1' ? '0' : '1')])]
           let swaps = Enumerable.Range(1, runs.Count - 1).Where(i => pattern.Key[i] != pattern.Key[i - 1]).Select(i => runs[i]).ToList()
           orderby swaps.Count descending, first, second
           select new SwappedPair(first, second, runs.Count, swaps),
    ];

    // Whether a test failed in an attempt; null where the record does not have all failing tests.
    private static Func<string, bool>? MakeTest(Attempt attempt, Lazy<Dictionary<string, ulong>> hashes)
    {
        if (FlakyTests.KnowsAll(attempt))
        {
            return FlakyTests.GetFailingIds(attempt).Contains;
        }

        return FailedIds.Read(attempt.FailedIds) is { } ids ? name => ids.Contains(hashes.Value[name]) : null;
    }

    private static bool IsSwapping(string pattern)
    {
        var swaps = Enumerable.Range(1, pattern.Length - 1).Where(i => pattern[i] != pattern[i - 1]).ToList();
        return swaps.Count >= MinSwaps && swaps[^1] >= pattern.Length - 2;
    }
}
