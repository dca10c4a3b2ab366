namespace LoopJournal.Verdicts.Rules;

/// <summary>The last attempt went back to the files and the failure of an earlier one, after something else had been tried.</summary>
internal static class Return
{
    public static Verdict? Judge(Window window, Verdict facts) => facts.ReturnsTo is not { } earlier ? null : facts with
    {
        Kind = VerdictKind.Oscillating,
        Severity = VerdictSeverity.Warning,
        Recommend = Recommendations.ChangeApproach,
        Reason = $"the files and the failure are those of attempt {earlier.Iteration} again",
        Evidence = [earlier, window.Judged[^1]],
    };

    /// <summary>
    /// The first attempt that had the last one's tree and failure, with another tree between. Only the attempt that comes back counts:
    /// one that stays on its tree has not returned to it.
    /// </summary>
    public static Attempt? To(Window window)
    {
        if (window.Judged is not [.., var last] || last.Tree.Length == 0 || window.Failures[^1].Length == 0)
        {
            return null;
        }

        var before = window.Judged[..^1].FindLast(attempt => attempt.Tree.Length > 0);
        return before is null || before.Tree == last.Tree
            ? null
            : window.Judged[..^1].Find(attempt => attempt.Tree == last.Tree && window.FailureOf(attempt) == window.Failures[^1]);
    }
}
