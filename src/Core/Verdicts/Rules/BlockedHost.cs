namespace LoopJournal.Verdicts.Rules;

/// <summary>The last K attempts could not run the tests, all for one reason: the environment is at fault, not the code.</summary>
internal static class BlockedHost
{
    public static Verdict? Judge(Window window, Verdict facts)
    {
        var run = RunOf(window);
        return run.Count < window.K ? null : About(run, window, facts) with
        {
            Kind = VerdictKind.Blocked,
            Severity = VerdictSeverity.Error,
            Recommend = Recommendations.FixEnvironment,
            Reason = $"{run.Count} consecutive attempts could not run the tests, all with the fingerprint {run[^1].Fingerprint}",
        };
    }

    /// <summary>The attempts at the end of the stream that were blocked at the host with one fingerprint; often empty.</summary>
    public static List<Attempt> RunOf(Window window) =>
        Window.TailOf(window.All, window.All.ConvertAll(attempt => attempt.IsHostBlocked ? attempt.Fingerprint : ""));

    /// <summary>The same facts, but speaking of the attempts that were blocked.</summary>
    public static Verdict About(List<Attempt> run, Window window, Verdict facts) => facts with
    {
        Fingerprint = run[^1].Fingerprint,
        StallCount = run.Count,
        DeadEnds = DeadEnds.Of(window, run),
        Evidence = run,
        ValuesMoved = false,
    };
}
