using LoopJournal.Fingerprints.Seed;

namespace LoopJournal.Verdicts;

/// <summary>The facts that do not depend on a rule. A rule that holds adds its own.</summary>
internal static class Facts
{
    public static Verdict Of(Window window)
    {
        var run = window.Run;
        var best = Standing.BestOf(window.Judged);
        return new Verdict
        {
            Kind = VerdictKind.Progress,
            StallCount = run.Count,
            Fingerprint = FingerprintOf(window, run),
            DeadEnds = Verdicts.DeadEnds.Of(window, run),
            Evidence = run,
            ReturnsTo = Rules.Return.To(window),
            Best = best is { } at ? window.Judged[at] : null,
            AttemptsSinceBest = window.Judged.Count - 1 - best,
            Delta = DeltaOf(window),
            Flaky = CodePointOrder.Sorted(window.Flaky),
            ValuesMoved = ValuesMoved(run, window.K),
            AttemptsOnTree = Window.TailOf(window.Judged, window.Judged.ConvertAll(attempt => attempt.Tree)).Count,
        };
    }

    /// <summary>The fingerprint of the real failure: of the newest attempt of the run in which no flaky test failed too.</summary>
    private static string FingerprintOf(Window window, List<Attempt> run) => run.Count == 0 ? "" :
        (run.FindLast(attempt => !attempt.Failures.Any(failure => window.Flaky.Contains(failure.Id))) ?? run[^1]).Fingerprint;

    private static bool ValuesMoved(List<Attempt> run, int k)
    {
        var last = run[^Math.Min(k, run.Count)..];
        var details = new HashSet<string>(last.Select(attempt => attempt.Detail), StringComparer.Ordinal);
        return last.Count > 1 && details.Count == last.Count && !details.Contains("");
    }

    /// <summary>
    /// Silent where the last attempt could not be judged, or the two came differently far: a test that was not run is not fixed.
    /// </summary>
    private static FailureDelta? DeltaOf(Window window)
    {
        if (window.All[^1].IsHostBlocked || window.Judged is not [.., var before, var last]
            || before.Stage != last.Stage || before.Algorithm != last.Algorithm
            || !FlakyTests.KnowsAll(before) || !FlakyTests.KnowsAll(last))
        {
            return null;
        }

        var (old, now) = (FlakyTests.Failing(before), FlakyTests.Failing(last));
        return new FailureDelta(Ids(old, id => !now.Contains(id)), Ids(now, id => !old.Contains(id)), Ids(now, old.Contains));
    }

    private static List<string> Ids(HashSet<string> failing, Func<string, bool> which) => CodePointOrder.Sorted(failing.Where(which));
}
