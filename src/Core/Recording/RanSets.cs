using LoopJournal.Evidence;

namespace LoopJournal.Recording;

/// <summary>The tests of a run beside those of the last complete run before it.</summary>
/// <param name="now">The tests that have a result in the run.</param>
/// <param name="before">Those of the run before; null where they are not known. Then nothing has moved and nothing is renamed.</param>
internal sealed class RanSets(IReadOnlyList<RanTest> now, IReadOnlyList<RanTest>? before)
{
    private readonly ILookup<uint, RanTest> _byMethod = now.ToLookup(test => test.Method);
    private readonly ILookup<uint, RanTest> _byType = now.ToLookup(test => test.Type);
    private readonly ILookup<uint, RanTest> _byTypeBefore = (before ?? []).ToLookup(test => test.Type);

    /// <summary>The run's tests by their methods.</summary>
    public ILookup<MethodKey, RanTest> Now { get; } = now.ToLookup(test => test.GetKey().Row);

    /// <summary>Those of the run before.</summary>
    public ILookup<MethodKey, RanTest> Before { get; } = (before ?? []).ToLookup(test => test.GetKey().Row);

    /// <summary>Whether the set before is known.</summary>
    public bool HasBefore => before is not null;

    public static bool HasRun(RanTest test) => test.Outcome is RanOutcome.Passed or RanOutcome.Failed;

    /// <summary>
    /// The tests of a run; those that were skipped, and whose methods have run before, as <see cref="RanOutcome.NewlySkipped"/>.
    /// </summary>
    /// <param name="now">The tests that have a result in the run.</param>
    /// <param name="before">The set that is kept of the stream.</param>
    public static IReadOnlyList<RanTest> MarkNewlySkipped(IReadOnlyList<RanTest> now, IReadOnlyList<RanTest> before)
    {
        var haveRun = before.Where(test => test.Outcome != RanOutcome.Skipped).Select(test => test.GetKey().Row).ToHashSet();
        return [.. now.Select(test => test.Outcome == RanOutcome.Skipped && haveRun.Contains(test.GetKey().Row)
            ? new RanTest(test.Type, test.Method, test.Name, RanOutcome.NewlySkipped) : test)];
    }

    /// <summary>
    /// Whether a failing run went through all tests: where it ended at a failure, more tests than those that had failed are missing.
    /// </summary>
    public bool IsWhole(IReadOnlyList<OpenTest> open)
    {
        var failed = open.Select(test => test.Key.Row).ToHashSet();
        var missing = Before.Where(method => !Now.Contains(method.Key)).Select(method => method.Key).ToList();
        var mine = missing.Count(failed.Contains);
        return before is not null && missing.Count - mine <= mine;
    }

    /// <summary>What became of a test whose method has a result in another class, and had none there before; null without one.</summary>
    public Fate? FindMoved(TestKey test) => before is null ? null : Choose(
        _byMethod[test.Method].Where(other => other.Type != test.Type && !Before.Contains(other.GetKey().Row)));

    /// <summary>
    /// What became of a test that is the only one of its class that is gone, where one is new and the class has as many tests as before;
    /// null where that is not so.
    /// </summary>
    public Fate? FindRenamed(TestKey test)
    {
        var (old, current) = (_byTypeBefore[test.Type].ToList(), _byType[test.Type].ToList());
        var isOnly = old.TrueForAll(other => other.Method == test.Method || Now.Contains(other.GetKey().Row));
        var added = current.FindAll(other => !Before.Contains(other.GetKey().Row));
        return before is not null && old.Count == current.Count && isOnly && added.DistinctBy(other => other.Method).Count() == 1
            ? Choose(added) is Fate.Ran ? Fate.Renamed : Fate.Skipped
            : null;
    }

    private static Fate? Choose(IEnumerable<RanTest> tests)
    {
        var found = tests.ToList();
        return found.Count == 0 ? null : found.Exists(HasRun) ? Fate.Ran : Fate.Skipped;
    }
}
