using LoopJournal.Text;

namespace LoopJournal.Verdicts.Rules;

/// <summary>
/// The last K attempts could not run the tests, all for one reason. The environment is at fault, unless the crash has a site in the
/// repository.
/// </summary>
internal static class BlockedHost
{
    public static Verdict? Judge(StreamWindow window, Verdict facts)
    {
        var run = FindRun(window);
        return run.Count < window.K ? null : MakeVerdict(run, window, facts) with
        {
            Kind = VerdictKind.Blocked,
            Severity = VerdictSeverity.Error,
            Recommend = FindSite(run[^1]).Length > 0 ? Recommendations.SwitchStrategy : Recommendations.FixEnvironment,
            Reason = $"{run.Count} consecutive attempts could not run the tests, all with the fingerprint {run[^1].Fingerprint}",
        };
    }

    /// <summary>The attempts at the end of the stream that were blocked at the host with one fingerprint; often empty.</summary>
    public static List<Attempt> FindRun(StreamWindow window) =>
        StreamWindow.GetTail(window.Attempts, window.Attempts.ConvertAll(attempt => attempt.IsHostBlocked ? attempt.Fingerprint : ""));

    /// <summary>Where the repository's code ended the test host; empty where that is not known.</summary>
    public static string FindSite(Attempt attempt) =>
        attempt.Failures is [{ Site: { Length: > 0 } site }] && !site.StartsWithAny(KnownNames.PlatformAndFrameworks) ? site : "";

    /// <summary>The same facts, about the attempts that were blocked.</summary>
    public static Verdict MakeVerdict(List<Attempt> run, StreamWindow window, Verdict facts) => facts with
    {
        Fingerprint = run[^1].Fingerprint,
        StallCount = run.Count,
        DeadEnds = DeadEnds.Find(window, run),
        Evidence = run,
        ValuesMoved = false,
        MovingLimit = null,
    };
}
