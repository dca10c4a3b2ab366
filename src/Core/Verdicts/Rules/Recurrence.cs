namespace LoopJournal.Verdicts.Rules;

/// <summary>
/// The last failure has come back: it occurred K times, with others between. The rule does not hold for a loop that has reached a new best
/// since the failure's last occurrence: the same small mistake may happen again between two steps forward.
/// </summary>
internal static class Recurrence
{
    public static Verdict? Judge(StreamWindow window, Verdict facts)
    {
        var failures = window.Failures;
        if (failures.Count == 0 || failures[^1].Length == 0)
        {
            return null;
        }

        var occurrences = FindOccurrences(window);
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
            Evidence = occurrences.ConvertAll(i => window.JudgedAttempts[i]),
        };
    }

    /// <summary>
    /// The attempts with the last one's failure. Of several on one tree only the last counts: a loop that looks at the base and comes back
    /// (<c>git stash</c>) has not caused the failure again.
    /// </summary>
    private static List<int> FindOccurrences(StreamWindow window)
    {
        var trees = new HashSet<string>(StringComparer.Ordinal);
        bool IsOccurrence(int i) => window.Failures[i] == window.Failures[^1]
            && (window.GetTree(window.JudgedAttempts[i]) is not { Length: > 0 } tree || trees.Add(tree));
        var occurrences = Enumerable.Range(0, window.Failures.Count).Reverse().Where(IsOccurrence).ToList();
        occurrences.Reverse();
        return occurrences;
    }
}
