namespace LoopJournal.Verdicts.Rules;

/// <summary>
/// The last K attempts failed in the same way. Excused while each reports fewer failures than the one before, and up to 2K attempts
/// while the values in the failure move. Values that move although nothing was edited are no excuse. A warning where only the last lines
/// of a log tell the failures apart.
/// </summary>
internal static class Repetition
{
    public static Verdict? Judge(StreamWindow window, Verdict facts)
    {
        var count = facts.StallCount;
        return count < (facts.MovingLimit ?? window.K) || AttemptRank.Improves(window.LastK) ? null : facts with
        {
            Kind = VerdictKind.Stalled,
            Severity = facts.EvidenceKind == EvidenceKinds.LastLines ? VerdictSeverity.Warning : VerdictSeverity.Error,
            Recommend = facts.EvidenceKind == EvidenceKinds.Environment ? Recommendations.FixEnvironment
                : count > window.K ? Recommendations.Escalate
                : Recommendations.SwitchStrategy,
            Reason = $"{count} consecutive failures with the same fingerprint {facts.Fingerprint}"
                + (facts.NoChange ? $", the last {facts.AttemptsOnTree} on the same files: nothing was edited between them" : ""),
        };
    }
}
