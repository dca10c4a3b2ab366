namespace LoopJournal.Verdicts.Rules;

/// <summary>The last attempt went back to the files and the failure of an earlier one, after something else had been tried.</summary>
internal static class Return
{
    public static Verdict? Judge(StreamWindow window, Verdict facts) => facts.ReturnsTo is not { } earlier ? null : facts with
    {
        Kind = VerdictKind.Oscillating,
        Severity = VerdictSeverity.Warning,
        Recommend = Recommendations.ChangeApproach,
        Reason = $"the files and the failure are those of attempt {earlier.Iteration} again",
        Evidence = [earlier, window.JudgedAttempts[^1]],
    };

    /// <summary>
    /// The first attempt that had the last one's tree and failure, with another tree between. Only the attempt that comes back counts:
    /// one that stays on its tree has not returned to it.
    /// </summary>
    public static Attempt? FindEarlier(StreamWindow window)
    {
        if (window.JudgedAttempts is not [.., var last] || last.Tree.Length == 0 || window.Failures[^1].Length == 0)
        {
            return null;
        }

        var tree = window.GetTree(last);
        var before = window.JudgedAttempts[..^1].FindLast(attempt => attempt.Tree.Length > 0);
        return before is null || window.GetTree(before) == tree
            ? null
            : window.JudgedAttempts[..^1].Find(
                attempt => window.GetTree(attempt) == tree && window.GetFailure(attempt) == window.Failures[^1]);
    }
}
