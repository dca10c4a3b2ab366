namespace LoopJournal.Model;

/// <summary>How many tests a run had, by outcome. Every figure is zero or more.</summary>
/// <param name="Total">All tests that have a result.</param>
/// <param name="Passed">Tests that passed.</param>
/// <param name="Failed">Tests that failed.</param>
/// <param name="Skipped">Tests that were skipped or not run.</param>
internal sealed record TestCounts(int Total, int Passed, int Failed, int Skipped)
{
    /// <summary>
    /// Makes counts of the numbers in evidence, which may be any: a negative one becomes 0, one that is too large the largest.
    /// </summary>
    public static TestCounts From(long total, long passed, long failed, long skipped) =>
        new(Clamp(total), Clamp(passed), Clamp(failed), Clamp(skipped));

    /// <summary>The counts of several files together; null where a file has none.</summary>
    public static TestCounts? Sum(IEnumerable<TestCounts?> counts) => counts.Aggregate((sum, one) => sum is null || one is null ? null
        : From(
            (long)sum.Total + one.Total, (long)sum.Passed + one.Passed, (long)sum.Failed + one.Failed, (long)sum.Skipped + one.Skipped));

    private static int Clamp(long count) => (int)Math.Clamp(count, 0, int.MaxValue);
}
