namespace LoopJournal.Verdicts.Rules;

/// <summary>2K attempts without a new best: the failure moves, but the loop does not come nearer.</summary>
internal static class Plateau
{
    public static Verdict? Judge(StreamWindow window, Verdict facts) =>
        facts is not { AttemptsSinceBest: { } since } || since < 2 * window.K ? null : facts with
        {
            Kind = VerdictKind.Plateau,
            Severity = VerdictSeverity.Warning,
            Recommend = Recommendations.SwitchStrategy,
            Reason = $"{since} attempts without a new best since attempt {window.JudgedAttempts[^(since + 1)].Iteration}",
            Evidence = window.JudgedAttempts[^(since + 1)..],
        };
}
