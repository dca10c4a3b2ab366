using LoopJournal.Journal;

namespace LoopJournal.Stalls;

/// <summary>What is known beside any rule. A rule that holds adds its own to it.</summary>
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
            DeadEnds = Stalls.DeadEnds.Of(window, run),
            Evidence = run,
            ReturnsTo = Rules.Return.To(window),
            Best = best is { } at ? window.Judged[at] : null,
            AttemptsSinceBest = window.Judged.Count - 1 - best,
            Delta = DeltaOf(window),
            Flaky = [.. window.Flaky.Order(CodePointOrder.Instance)],
            ValuesMoved = ValuesMoved(run, window.K),
            AttemptsOnTree = Window.TailOf(window.Judged, window.Judged.ConvertAll(attempt => attempt.Tree)).Count,
        };
    }

    /// <summary>The fingerprint of the real failure: of the newest attempt of the run in which no flaky test failed beside it.</summary>
    private static string FingerprintOf(Window window, List<Attempt> run) => run.Count == 0 ? "" :
        (run.FindLast(attempt => !attempt.Failures.Any(failure => window.Flaky.Contains(failure.Id))) ?? run[^1]).Fingerprint;

    private static bool ValuesMoved(List<Attempt> run, int k)
    {
        var details = run.TakeLast(k).Select(attempt => attempt.Detail).ToList();
        return details.Count > 1 && !details.Contains("") && details.Distinct(StringComparer.Ordinal).Count() == details.Count;
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

        var (old, now) = (Ids(before), Ids(last));
        return new FailureDelta([.. old.Except(now)], [.. now.Except(old)], [.. now.Intersect(old)]);
    }

    private static List<string> Ids(Attempt attempt) =>
        [.. attempt.Failures.Select(failure => failure.Id).Distinct().Order(CodePointOrder.Instance)];
}
