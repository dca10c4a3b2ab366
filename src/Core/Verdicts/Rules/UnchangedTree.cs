namespace LoopJournal.Verdicts.Rules;

/// <summary>
/// The last K attempts ran on one tree: nothing was edited between them, so nothing was tried, whatever they failed with.
/// </summary>
internal static class UnchangedTree
{
    public static Verdict? Judge(StreamWindow window, Verdict facts) =>
        facts.AttemptsOnTree < Math.Max(window.K, 2) || AttemptRank.Improves(window.LastK) ? null : facts with
        {
            Kind = VerdictKind.Stalled,
            Severity = VerdictSeverity.Error,
            Recommend = facts.AttemptsOnTree > window.K ? Recommendations.Escalate : Recommendations.SwitchStrategy,
            Reason = $"{facts.AttemptsOnTree} consecutive failures on the same files: nothing was edited between them",
            Evidence = window.JudgedAttempts[^facts.AttemptsOnTree..],
            NoChange = true,
        };
}
