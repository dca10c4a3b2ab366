namespace LoopJournal.Verdicts.Rules;

/// <summary>Two tests have never passed together: a warning at two swaps, an error at K.</summary>
internal static class Swap
{
    public static Verdict? Judge(StreamWindow window, Verdict facts) => facts.Pairs is not [var pair, ..] ? null : facts with
    {
        Kind = VerdictKind.Oscillating,
        Severity = pair.Swaps.Count >= window.K ? VerdictSeverity.Error : VerdictSeverity.Warning,
        Recommend = Recommendations.ChangeApproach,
        Reason = $"two tests have never passed together in {pair.Attempts} attempts, and {pair.Swaps.Count} attempts swapped them",
        Evidence = pair.Swaps,
    };
}
