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
        if (stream is not [.. var before, var last] || last.VanishedCount == 0)
        {
            return stream is [.., var newest] ? None with { Last = newest } : None;
        }

        var window = before[(before.FindLastIndex(attempt => attempt.EndsWindow) + 1)..];
        var passes = window.FindAll(attempt => attempt.HasPassed);
        var said = passes.SelectMany(pass => pass.Vanished).Select(test => test.Id).ToHashSet(StringComparer.Ordinal);
        return new(
            last,
            [.. last.Vanished.Select(test => (test, (IReadOnlyList<long>)FindFailed(window, test.Id)))],
            last.Vanished.Any(test => !said.Contains(test.Id)) || passes.TrueForAll(pass => pass.VanishedCount < last.VanishedCount));
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
