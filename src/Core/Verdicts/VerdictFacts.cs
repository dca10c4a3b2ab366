using LoopJournal.Fingerprints.Seed;
using LoopJournal.Text;

namespace LoopJournal.Verdicts;

/// <summary>The facts that do not depend on a rule. A rule that holds adds its own.</summary>
internal static class VerdictFacts
{
    public static Verdict Compute(StreamWindow window)
    {
        var run = window.TrailingRun;
        var ranks = AttemptRank.FindAll(window.JudgedAttempts);
        var best = AttemptRank.FindBest(ranks, window.JudgedAttempts);
        var moved = HasMovedValues(run, window.K);
        var onTree = StreamWindow.GetTail(window.WindowAttempts, window.WindowAttempts.ConvertAll(window.GetTree)).Count;
        var noChange = onTree >= Math.Max(window.K, 2);
        return new Verdict
        {
            Kind = VerdictKind.Progress,
            StallCount = run.Count,
            Fingerprint = FindFingerprint(window, run),
            DeadEnds = Verdicts.DeadEnds.Find(window, run),
            Evidence = run,
            ReturnsTo = Rules.Return.FindEarlier(window),
            Best = best is { } at ? window.JudgedAttempts[at.Last] : null,
            AttemptsSinceBest = window.JudgedAttempts.Count - 1 - best?.First,
            WasBetter = best is not null && ranks![best.Value.First] != ranks[^1],
            Pairs = SwappedPair.FindAll(window.JudgedAttempts, window.GetTree),
            Delta = ComputeDelta(window),
            Untouched = FindUntouched(run),
            Flaky = CodePointOrder.Sort(window.Flaky),
            ValuesMoved = moved,
            MovingLimit = moved && !noChange && run.Count >= window.K ? 2 * window.K : null,
            AttemptsOnTree = onTree,
            EvidenceKind = run is [.., var last] ? FindEvidenceKind(last) : "",
            NoChange = noChange,
            Pass = PassFacts.Find(window.Stream),
            Spent = Cost.Sum(window.Stream),
        };
    }

    /// <summary>The fingerprint of the real failure: of the newest attempt of the run in which no flaky test failed too.</summary>
    private static string FindFingerprint(StreamWindow window, List<Attempt> run) => run.Count == 0 ? "" :
        (run.FindLast(attempt => !attempt.Failures.Any(failure => window.Flaky.Contains(failure.Id))) ?? run[^1]).Fingerprint;

    /// <summary>
    /// Nothing where one of the attempts may have edited a file that its record does not name: it names at most
    /// <see cref="Attempt.MaxChanged"/>, and of the stream's first attempt none.
    /// </summary>
    private static List<string> FindUntouched(List<Attempt> run)
    {
        var edited = run.Skip(1).SelectMany(attempt => attempt.Changed ?? []).ToHashSet(StringComparer.Ordinal);
        var isKnown = run.Skip(1).All(attempt => attempt.Changed is { Count: < Attempt.MaxChanged })
            && run is [{ Changed: null or { Count: < Attempt.MaxChanged } }, ..];
        return !isKnown || edited.Count == 0 ? []
            : [.. run[^1].Frames.Where(file => !edited.Contains(file) && run[0].Changed?.Contains(file) != true)];
    }

    private static string FindEvidenceKind(Attempt attempt) =>
        attempt.Evidence.Length > 0 ? attempt.Evidence : EvidenceLines.Classify(attempt);

    private static bool HasMovedValues(List<Attempt> run, int k)
    {
        var last = run[^Math.Min(k, run.Count)..];
        var details = new HashSet<string>(last.Select(attempt => attempt.Detail), StringComparer.Ordinal);
        return last.Count > 1 && details.Count == last.Count && !details.Contains("");
    }

    /// <summary>Null when the last attempt could not be judged: see <see cref="FailureDelta.Compare"/>.</summary>
    private static FailureDelta? ComputeDelta(StreamWindow window) =>
        !window.Attempts[^1].IsHostBlocked && window.JudgedAttempts is [.., var before, var last]
            ? FailureDelta.Compare(before, last) : null;
}
