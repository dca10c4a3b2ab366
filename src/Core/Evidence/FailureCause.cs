using LoopJournal.Text;

namespace LoopJournal.Evidence;

/// <summary>The failures of a run that have one cause, as far as the evidence shows.</summary>
/// <param name="Key">See <see cref="Failure.Cause"/>.</param>
/// <param name="Count">How many they are.</param>
/// <param name="Example">One of them: the first by id among those that printed an error, else among all that are kept.</param>
/// <param name="IsVaried">Whether their messages differ.</param>
internal sealed record FailureCause(ulong Key, int Count, Failure Example, bool IsVaried)
{
    /// <summary>Hashes what failures of one cause have in common.</summary>
    public static ulong GetKey(string type, string shape, string frame) =>
        FailedIds.Hash($"{type}\u001f{shape}\u001f{frame}");

    /// <summary>The causes of a run, largest first. A cause of which no failure is kept is missing.</summary>
    /// <param name="kept">The failures that are kept.</param>
    /// <param name="count">How many failures have a cause, kept or not.</param>
    public static List<FailureCause> Group(IReadOnlyCollection<Failure> kept, Func<ulong, int> count) => kept.Count == 0 ? [] : Merge(
        kept.Where(failure => failure.Cause != 0).GroupBy(failure => failure.Cause)
            .Select(group => Describe(group.Key, count(group.Key), [.. group])));

    /// <summary>The causes of several files as those of one.</summary>
    public static List<FailureCause> Merge(IEnumerable<FailureCause> causes) =>
    [
        .. causes.GroupBy(cause => cause.Key)
            .Select(group => Describe(
                group.Key,
                group.Sum(cause => (long)cause.Count),
                [.. group.Select(cause => cause.Example)],
                group.Any(cause => cause.IsVaried)))
            .OrderByDescending(cause => cause.Count).ThenBy(cause => cause.Example.Id, StringComparer.Ordinal),
    ];

    private static FailureCause Describe(ulong key, long count, List<Failure> failures, bool isVaried = false) => new(
        key,
        (int)Math.Min(int.MaxValue, count),
        failures.Min(ByUse)!,
        isVaried || failures.Exists(failure => failure.Message != failures[0].Message));

    // The first that printed an error, by its id: the same one in every run.
    private static readonly Comparer<Failure> ByUse = Comparer<Failure>.Create((a, b) =>
        (a.Printed.Count == 0).CompareTo(b.Printed.Count == 0) is var silent and not 0 ? silent
        : string.CompareOrdinal(a.Id, b.Id) is var id and not 0 ? id
        : string.CompareOrdinal(a.Values, b.Values));
}
