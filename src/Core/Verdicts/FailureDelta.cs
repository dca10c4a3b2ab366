using LoopJournal.Fingerprints.Seed;
using LoopJournal.Text;

namespace LoopJournal.Verdicts;

/// <summary>
/// How an attempt changed the set of failures. The numbers count the ids of all failures; the lists name those that the two records name,
/// sorted by code point.
/// </summary>
internal sealed record FailureDelta
{
    /// <summary>Failed before and does not now, and has not vanished.</summary>
    public required IReadOnlyList<string> Fixed { get; init; }

    /// <summary>Fails now, and did not before.</summary>
    public required IReadOnlyList<string> New { get; init; }

    /// <summary>Failed before and fails now.</summary>
    public required IReadOnlyList<string> Still { get; init; }

    /// <summary>How many failed before and do not now, and have not vanished.</summary>
    public required int FixedCount { get; init; }

    /// <summary>How many fail now, and did not before.</summary>
    public required int NewCount { get; init; }

    /// <summary>How many failed before and fail now.</summary>
    public required int StillCount { get; init; }

    /// <summary>Of the failures that both records name, those that fail in another way than before.</summary>
    public required IReadOnlyList<(RecordedFailure Before, RecordedFailure Now)> Changed { get; init; }

    /// <summary>
    /// Compares two attempts. Null where one of the two sets is not known in full, and where the two reached different stages: a test that
    /// did not run is not fixed.
    /// </summary>
    public static FailureDelta? Compare(Attempt before, Attempt last)
    {
        if (before.Stage != last.Stage || before.Algorithm != last.Algorithm
            || ReadIds(before) is not { } old || ReadIds(last) is not { } now)
        {
            return null;
        }

        var still = now.Count(old.Contains);
        var vanished = last.Vanished.Select(test => FailedIds.Hash(test.Id)).ToHashSet();
        var gone = last.VanishedOmitted > 0 ? last.VanishedCount : vanished.Count(id => old.Contains(id) && !now.Contains(id));
        var ways = before.Failures.ToLookup(failure => failure.Id, StringComparer.Ordinal);
        return new()
        {
            Fixed = last.VanishedOmitted > 0 ? [] : SelectNames(before, id => !now.Contains(id) && !vanished.Contains(id)),
            New = SelectNames(last, id => !old.Contains(id)),
            Still = SelectNames(last, old.Contains),
            FixedCount = Math.Max(old.Count - still - gone, 0),
            NewCount = now.Count - still,
            StillCount = still,
            Changed =
            [
                .. last.Failures
                    .Where(failure => ways.Contains(failure.Id) && ways[failure.Id].All(way => way.Fingerprint != failure.Fingerprint))
                    .Select(failure => (ways[failure.Id].First(), failure)),
            ],
        };
    }

    private static HashSet<ulong>? ReadIds(Attempt attempt) => FlakyTests.KnowsAll(attempt)
        ? [.. attempt.Failures.Select(failure => FailedIds.Hash(failure.Id))]
        : FailedIds.Read(attempt.FailedIds);

    private static List<string> SelectNames(Attempt attempt, Func<ulong, bool> isWanted) =>
        CodePointOrder.Sort(FlakyTests.GetFailingIds(attempt).Where(id => isWanted(FailedIds.Hash(id))));
}
