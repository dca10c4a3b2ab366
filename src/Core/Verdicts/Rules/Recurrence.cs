namespace LoopJournal.Verdicts.Rules;

/// <summary>
/// The last failure has come back: it occurred K times, with others between. Not held against a loop that has reached a new best
/// since it was last here: between two steps forward the same slip of the pen may happen again and again.
/// </summary>
internal static class Recurrence
{
    public static Verdict? Judge(Window window, Verdict facts)
    {
        var failures = window.Failures;
        if (failures.Count == 0 || failures[^1].Length == 0)
        {
            return null;
        }

        var occurrences = OccurrencesOfLast(window);
        if (occurrences.Count < window.K
            || !failures[occurrences[^window.K]..].Exists(failure => failure.Length > 0 && failure != failures[^1])
            || failures.Count - 1 - facts.AttemptsSinceBest > occurrences[^2])
        {
            return null;
        }

        return facts with
        {
            Kind = VerdictKind.Oscillating,
            Severity = VerdictSeverity.Error,
            Recommend = Recommendations.ChangeApproach,
            Reason = $"the fingerprint {facts.Fingerprint} came back: {occurrences.Count} times, with others between",
            Evidence = occurrences.ConvertAll(i => window.Judged[i]),
        };
    }

    /// <summary>
    /// The attempts with the last one's failure. Of several on one tree only the last: who looks at the base and comes back
    /// (<c>git stash</c>) has not brought the failure about again.
    /// </summary>
    private static List<int> OccurrencesOfLast(Window window)
    {
        var trees = new HashSet<string>(StringComparer.Ordinal);
        var newestFirst = Enumerable.Range(0, window.Failures.Count).Reverse().Where(i =>
            window.Failures[i] == window.Failures[^1] && (window.Judged[i].Tree.Length == 0 || trees.Add(window.Judged[i].Tree)));
        return [.. newestFirst.ToList().AsEnumerable().Reverse()];
    }
}
