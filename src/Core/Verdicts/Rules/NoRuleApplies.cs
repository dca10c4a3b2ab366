namespace LoopJournal.Verdicts.Rules;

/// <summary>No rule holds: the loop fails, but may go on.</summary>
internal static class NoRuleApplies
{
    public static Verdict Judge(StreamWindow window, Verdict facts)
    {
        var blocked = BlockedHost.FindRun(window);
        return blocked.Count > 0
            ? BlockedHost.MakeVerdict(blocked, window, facts) with
            {
                Reason = $"the tests could not be run, but under the threshold ({blocked.Count}/{window.K})",
            }
            : facts with { Reason = GetReason(window, facts) };
    }

    private static string GetReason(StreamWindow window, Verdict facts) =>
        facts.StallCount == 0 ? "last attempt passed or had no failure signature"
        : facts.NoChange ? $"the last {facts.AttemptsOnTree} attempts were on the same files and failed in different ways: "
            + "the environment moved, or the gate is flaky"
        : facts.StallCount < window.K ? $"failing, but under the stall threshold ({facts.StallCount}/{window.K})"
        : AttemptRank.Improves(window.LastK) ? "failing the same way, but with fewer failures each time"
        : $"failing the same way, but values differ each time: {facts.StallCount} of {facts.MovingLimit}";
}
