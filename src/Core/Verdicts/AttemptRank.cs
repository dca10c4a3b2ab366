namespace LoopJournal.Verdicts;

/// <summary>
/// How good an attempt was: the further the better, and among those that came equally far, the fewer failures the better.
/// </summary>
internal readonly record struct AttemptRank(int Stage, int Failures)
{
    /// <summary>
    /// The ranks of attempts that are compared, in their order; null when one is not known: of an unknown stage, or of one that was judged
    /// and did not report how many failures there are.
    /// </summary>
    public static IReadOnlyList<AttemptRank>? FindAll(IReadOnlyList<Attempt> attempts)
    {
        // a build that does not tell how many errors it has makes all builds of the stream equal
        var countsBuilds = attempts.All(attempt => attempt.Stage != Stages.Compile || CountFailures(attempt) is not null);
        var ranks = attempts.Select(attempt => From(attempt, countsBuilds)).ToList();
        return ranks.Contains(null) ? null : ranks.ConvertAll(rank => rank!.Value);
    }

    /// <summary>
    /// How many failures the gate reported, and how many have vanished, because a test that did not run is not mended; null when not known.
    /// </summary>
    public static int? CountFailures(Attempt attempt) => (attempt.Count ?? attempt.Tests?.Failed) + attempt.VanishedCount;

    /// <summary>
    /// The indices of the first and the last of the best; null without any. An attempt with a tree, to which a loop can go back, comes
    /// before later ones without. An attempt with vanished tests or stale binaries is never the best.
    /// </summary>
    public static (int First, int Last)? FindBest(IReadOnlyList<AttemptRank>? ranks, IReadOnlyList<Attempt> attempts)
    {
        var honest = (ranks ?? []).Index().Where(rank => attempts[rank.Index].IsClean).ToList();
        if (honest.Count == 0)
        {
            return null;
        }

        var best = honest.MinBy(rank => (-rank.Item.Stage, rank.Item.Failures)).Item;
        var equals = honest.FindAll(rank => rank.Item == best).ConvertAll(rank => rank.Index);
        var last = equals.FindLastIndex(index => attempts[index].Tree.Length > 0);
        return (equals[0], last < 0 ? equals[^1] : equals[last]);
    }

    /// <summary>Whether two or more attempts reported fewer failures each time: such a loop makes progress.</summary>
    public static bool Improves(IReadOnlyList<Attempt> attempts) => attempts.Count > 1
        && attempts.Zip(attempts.Skip(1)).All(pair => CountFailures(pair.Second) < CountFailures(pair.First));

    private static AttemptRank? From(Attempt attempt, bool countsBuilds) => (attempt.Stage, CountFailures(attempt)) switch
    {
        (Stages.Compile, var errors) => new(0, countsBuilds ? errors!.Value : 0),
        (Stages.Host, _) => new(1, 0),
        (Stages.Test or Stages.Command or "", { } failures) => new(2, failures),
        _ => null,
    };
}
