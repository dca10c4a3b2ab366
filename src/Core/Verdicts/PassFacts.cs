using LoopJournal.Journal;
using LoopJournal.Text;

namespace LoopJournal.Verdicts;

/// <summary>What the last attempt of a stream proves, beside how it ended.</summary>
/// <param name="Last">The attempt; null in an empty stream.</param>
/// <param name="Vanished">
/// The tests of <see cref="Attempt.Vanished"/>, each with the numbers of the attempts of the stream's window in which it failed; without
/// numbers it failed in a filtered run.
/// </param>
/// <param name="IsFirst">
/// Whether no pass of the window before it had so many vanished tests, or the same ones: LOOP0014 is raised once.
/// </param>
internal sealed record PassFacts(Attempt? Last, IReadOnlyList<(VanishedTest Test, IReadOnlyList<long> Failed)> Vanished, bool IsFirst)
{
    public static readonly PassFacts None = new(null, [], IsFirst: false);

    /// <summary>The attempt that failed on the files on which the last one passed; null without one.</summary>
    public Attempt? FailedOnFiles { get; init; }

    /// <summary>
    /// Whether the attempt is a pass that raises LOOP0014. On a detached HEAD without a <c>LoopId</c>, other commits may have other tests,
    /// so only a skipped test counts there.
    /// </summary>
    public bool IsAlarming => Last is { HasPassed: true, VanishedCount: > 0 } && (!IsDetached || Vanished.Any(IsSkipped));

    private bool IsDetached => Last is { Stream.Loop: "", Commit.Length: > 0 };

    /// <summary>The facts of a stream's last attempt.</summary>
    /// <param name="stream">The stream, oldest first, each attempt once.</param>
    public static PassFacts Find(List<Attempt> stream)
    {
        if (stream is not [.. var before, var last])
        {
            return None;
        }

        if (last.VanishedCount == 0)
        {
            return None with { Last = last, FailedOnFiles = FindFailedOnFiles(stream) };
        }

        var window = before[(before.FindLastIndex(attempt => attempt.EndsWindow) + 1)..];
        var passes = window.FindAll(attempt => attempt.HasPassed);
        var said = passes.SelectMany(pass => pass.Vanished).Select(test => test.Id).ToHashSet(StringComparer.Ordinal);
        return new(
            last,
            [.. last.Vanished.Select(test => (test, (IReadOnlyList<long>)FindFailed(window, test.Id)))],
            last.Vanished.Any(test => !said.Contains(test.Id)) || passes.TrueForAll(pass => pass.VanishedCount < last.VanishedCount));
    }

    /// <summary>
    /// The newest attempt of the same stream that failed on the files on which the last one passed; null without one. Where that pass ran
    /// old binaries, only the window is known whole.
    /// </summary>
    /// <param name="stream">The stream, oldest first.</param>
    public static Attempt? FindFailedOnFiles(List<Attempt> stream)
    {
        if (stream is not [.. var before, { Gate: Gates.Pass, Tree.Length: > 0, VanishedCount: 0 } last])
        {
            return null;
        }

        var start = before.FindLastIndex(attempt => attempt.Gate is Gates.Reset || (attempt.EndsWindow && last.Stale == true));
        var rows = stream[(start + 1)..].FindAll(attempt => attempt.Stream == last.Stream);
        var getTree = EditedTrees.CompareOutcomes(rows);
        return rows.FindLast(attempt =>
            attempt.Gate == Gates.Fail && TreeOutcomes.IsOutcome(attempt) && getTree(attempt) == getTree(last));
    }

    private static List<long> FindFailed(List<Attempt> window, string id)
    {
        var hash = FailedIds.Hash(id);
        return window
            .FindAll(attempt => !attempt.Clears && (attempt.Failures.Any(failure => failure.Id == id)
                || (attempt.FailuresOmitted > 0 && FailedIds.Read(attempt.FailedIds)?.Contains(hash) == true)))
            .ConvertAll(attempt => attempt.Iteration);
    }

    private static bool IsSkipped((VanishedTest Test, IReadOnlyList<long> Failed) vanished) => vanished.Test.How == VanishedTest.Skipped;
}
