using LoopJournal.Git;
using LoopJournal.Journal;
using LoopJournal.Snapshots;
using LoopJournal.Text;
using LoopJournal.Verdicts;

namespace LoopJournal.Recording;

/// <summary>
/// Checks what a run proves before it is journaled: which tests have vanished, whether only tests were edited, and whether its binaries
/// were stale.
/// </summary>
/// <param name="folder">The journal's folder.</param>
/// <param name="root">The repository's root, absolute.</param>
/// <param name="threshold">K.</param>
internal sealed class PassCheck(JournalFolder folder, string root, int threshold)
{
    /// <summary>The attempt with what the check found, and whether its run went through all tests.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="inputs">Its inputs.</param>
    /// <param name="result">Its result.</param>
    /// <param name="journal">The journal, without the attempt.</param>
    /// <param name="stream">The tail of the attempt's stream.</param>
    /// <exception cref="JournalException">The journal cannot be read.</exception>
    public (Attempt Attempt, bool IsWhole) Judge(
        Attempt attempt, AttemptInputs inputs, GateResult result, JournalReader journal, IReadOnlyList<Attempt> stream)
    {
        var isWhole = true;
        var sets = new RanStore(folder, attempt.Worktree);
        if (result.Ran is { } ran && OpenTest.ReadWindow(journal, attempt.Stream) is { Count: > 0 } window)
        {
            var hasFailed = result.Failures.Count > 0;
            var vanished = VanishedTests.Find(
                attempt.Stream, window, ran, sets.Read, hasFailed, pass => IsCommitted(pass, attempt), threshold);
            isWhole = vanished.IsWhole;
            attempt = Add(attempt, vanished, window);
        }

        bool? onlyTests = attempt.HasPassed ? FindOnlyTestsEdited(attempt, journal, stream) : null;
        var isDoubtful = inputs.SkipsBuild || PassFacts.FindFailedOnFiles([.. stream, attempt]) is not null;
        var stale = isDoubtful && inputs.Assembly.Length > 0 ? new BinaryCheck(root, inputs).FindStale() : null;
        return (attempt with
        {
            OnlyTestsEdited = onlyTests,
            Stale = stale is null ? null : stale.Count > 0,
            StaleFiles = stale is { Count: > 0 } ? AttemptLimits.LimitFiles(stale) : attempt.StaleFiles,
        }, isWhole);
    }

    /// <summary>
    /// Keeps the tests of a run as its stream's set. After a run that is not clean, the set of before stays: the next run is compared with
    /// it.
    /// </summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="ran">The tests of its run; null where it did not go through all tests.</param>
    /// <param name="before">The attempt before it; after a reset the tests that are skipped now count as always skipped.</param>
    public void Keep(Attempt attempt, IReadOnlyList<RanTest>? ran, Attempt? before)
    {
        if (ran is not null && attempt.IsClean)
        {
            var sets = new RanStore(folder, attempt.Worktree);
            var known = before is null or { Gate: Gates.Reset } ? null : sets.Read(attempt.Stream);
            sets.Write(attempt.Stream, RanSets.MarkNewlySkipped(ran, known ?? []));
        }
    }

    private static Attempt Add(Attempt attempt, VanishedTests found, List<Attempt> window)
    {
        var names = OpenTest.ListNames(window);
        List<string> Name(IEnumerable<ulong> ids) =>
            [.. ids.Where(names.ContainsKey).Select(id => names[id]).Order(StringComparer.Ordinal).Take(Attempt.MaxVanished)];
        var named = found.Tests.Where(test => names.ContainsKey(test.Id)).Select(test => new VanishedTest(names[test.Id], test.How))
            .OrderBy(test => test.Id, StringComparer.Ordinal).Take(Attempt.MaxVanished).ToList();
        var known = window.SelectMany(row => row.Gone).ToHashSet(StringComparer.Ordinal);
        return attempt with
        {
            Vanished = named,
            VanishedOmitted = found.Tests.Count - named.Count,
            Renamed = Name(found.Renamed),
            Gone = Name(found.Gone.Where(id => !names.TryGetValue(id, out var name) || !known.Contains(name))),
        };
    }

    private bool IsCommitted(Attempt pass, Attempt attempt) => pass.Tree.Length > 0 && pass.Commit != attempt.Commit
        && new GitStatus(root, folder.Path).HasCommitted(pass.Commit, attempt.Commit, pass.Tree);

    private bool? FindOnlyTestsEdited(Attempt attempt, JournalReader journal, IReadOnlyList<Attempt> stream)
    {
        var failed = stream.Reverse().TakeWhile(row => !row.EndsWindow).FirstOrDefault(row => !row.Clears && row.Tree.Length > 0);
        return failed is null || attempt.Tree.Length == 0 || attempt.Stream.Project.Length == 0 ? null
            : new WorkingTree(root, folder.Path)
                .FindChanged(failed.TreeToCompare, attempt.Tree, max: EditedTests.MaxFiles) is { Count: > 0 } files
                ? new EditedTests(root, attempt.Stream.Project, journal).Judge(files)
                : null;
    }
}
