using LoopJournal.Verdicts.Rules;

namespace LoopJournal.Verdicts;

/// <summary>Judges the attempts of one stream. Pure: the same attempts give the same verdict.</summary>
internal static class StallDetector
{
    /// <summary>The threshold K when the user sets none.</summary>
    public const int DefaultThreshold = 3;

    /// <summary>The largest threshold K; the smallest is 1.</summary>
    public const int MaxThreshold = 100;

    /// <summary>Judges a stream by its end: the first rule that holds decides, the gravest come first.</summary>
    /// <param name="attempts">
    /// The attempts that <see cref="StreamKey.Has"/> selects, oldest first. One whose id was seen before does not count. No row set is an
    /// error.
    /// </param>
    /// <param name="k">After how many attempts of one kind the loop counts as stalled, 1 to <see cref="MaxThreshold"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is out of its range.</exception>
    public static Verdict Analyze(IReadOnlyList<Attempt> attempts, int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(k, MaxThreshold);

        var window = new StreamWindow(attempts, k);
        if (window.Attempts.Count == 0)
        {
            return MakeCleared(window.Stream);
        }

        var facts = VerdictFacts.Compute(window);
        return BlockedHost.Judge(window, facts)
            ?? Repetition.Judge(window, facts)
            ?? Cycle.Judge(window, facts)
            ?? Recurrence.Judge(window, facts)
            ?? Swap.Judge(window, facts)
            ?? Return.Judge(window, facts)
            ?? Plateau.Judge(window, facts)
            ?? NoRuleApplies.Judge(window, facts);
    }

    private static Verdict MakeCleared(List<Attempt> attempts) => new()
    {
        Kind = VerdictKind.Progress,
        Pass = PassFacts.Find(attempts),
        Reason = attempts.Count == 0 ? "empty journal"
            : attempts[^1].Gate is Gates.Reset ? "the last record is a reset: counting starts again"
            : "last attempt passed or had no failure signature",
    };
}
