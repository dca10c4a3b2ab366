namespace LoopJournal.Stalls.Rules;

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

        var occurrences = Enumerable.Range(0, failures.Count).Where(i => failures[i] == failures[^1]).ToList();
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
}
