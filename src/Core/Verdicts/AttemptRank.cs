namespace LoopJournal.Verdicts;

/// <summary>How good an attempt was: the further the better, and among attempts whose tests ran, the fewer failed the better.</summary>
internal readonly record struct AttemptRank(int Stage, int Failing)
{
    /// <summary>Null when it is not known: of a command, of an unknown stage, without test counts.</summary>
    public static AttemptRank? From(Attempt attempt) => attempt switch
    {
        { Stage: Stages.Compile } => new(0, 0),
        { Stage: Stages.Host } => new(1, 0),
        { Stage: Stages.Test or "", Tests: { } tests } => new(2, tests.Failed),
        _ => null,
    };

    /// <summary>
    /// The indices of the first and the last of the best attempts; null without attempts, or when the rank of one is not known. An attempt
    /// with a tree, to which a loop can go back, comes before later ones without.
    /// </summary>
    public static (int First, int Last)? FindBest(IReadOnlyList<Attempt> attempts)
    {
        var ranks = attempts.Select(From).ToList();
        if (ranks.Count == 0 || ranks.Contains(null))
        {
            return null;
        }

        var best = ranks.MinBy(rank => (-rank!.Value.Stage, rank.Value.Failing));
        var equals = ranks.Index().Where(rank => rank.Item == best).Select(rank => rank.Index).ToList();
        return (equals[0], equals.Where(index => attempts[index].Tree.Length > 0).Append(-1).Max() is >= 0 and var last ? last : equals[^1]);
    }

    /// <summary>Whether in two or more attempts fewer tests failed each time: such a loop makes progress.</summary>
    public static bool Improves(IReadOnlyList<Attempt> attempts) =>
        attempts.Count > 1 && attempts.Zip(attempts.Skip(1)).All(pair => pair.Second.Tests?.Failed < pair.First.Tests?.Failed);
}
