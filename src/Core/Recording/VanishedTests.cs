using LoopJournal.Evidence;

namespace LoopJournal.Recording;

/// <summary>The tests that failed in the window, and of which a run says nothing.</summary>
/// <param name="Tests">Those that were skipped or did not run, by the hash of their ids.</param>
/// <param name="Renamed">The ids of those that have another name now.</param>
/// <param name="Gone">The ids of those that have been missing so long, or with a commit, that they are accepted as gone.</param>
/// <param name="IsWhole">Whether the run went through all tests, as far as one can tell.</param>
internal sealed record VanishedTests(
    IReadOnlyList<(ulong Id, string How)> Tests, IReadOnlyList<ulong> Renamed, IReadOnlyList<ulong> Gone, bool IsWhole)
{
    /// <summary>Looks the tests of the window up in a run. Pure: the same arguments give the same answer.</summary>
    /// <param name="stream">The run's stream.</param>
    /// <param name="window">The attempts since the last clean pass, oldest first: see <see cref="OpenTest.ReadWindow"/>.</param>
    /// <param name="now">The tests that have a result in the run.</param>
    /// <param name="getBefore">The last complete set of a stream; null where it is not known.</param>
    /// <param name="hasFailed">Whether a test failed in the run: then it may have ended early, and no option need say so.</param>
    /// <param name="isCommitted">Whether HEAD contains the tree of a pass.</param>
    /// <param name="k">The threshold: a test stays vanished for 2K attempts.</param>
    public static VanishedTests Find(
        StreamKey stream,
        IReadOnlyList<Attempt> window,
        IReadOnlyList<RanTest> now,
        Func<StreamKey, IReadOnlyList<RanTest>?> getBefore,
        bool hasFailed,
        Func<Attempt, bool> isCommitted,
        int k)
    {
        var open = OpenTest.List(window);
        if (open.Count == 0)
        {
            return new([], [], [], IsWhole: true);
        }

        var sets = new RanSets(now, getBefore(stream));
        var isWhole = !hasFailed || sets.IsWhole(open);
        var judged = open
            .Select(test => (Test: test, Fate: Judge(test, stream, sets, getBefore)))
            .GroupBy(test => test.Test.Id).Select(tests => tests.MinBy(test => test.Fate))
            .Where(test => isWhole || test.Fate != Fate.Absent)
            .ToLookup(test => test.Fate is Fate.Skipped or Fate.Absent && IsExpired(test.Test) ? Fate.Gone : test.Fate);
        return new(
            [
                .. judged[Fate.Skipped].Select(test => (test.Test.Id, VanishedTest.Skipped)),
                .. judged[Fate.Absent].Select(test => (test.Test.Id, VanishedTest.Absent)),
            ],
            [.. judged[Fate.Renamed].Select(test => test.Test.Id)],
            [.. judged[Fate.Gone].Select(test => test.Test.Id)],
            isWhole);

        bool IsExpired(OpenTest test)
        {
            var since = window.Skip(test.LastFailure + 1).Where(row => row.Stream == stream)
                .SkipWhile(row => row.VanishedCount == 0).ToList();
            return since.Count >= 2 * k || since.Exists(row => row is { HasPassed: true, VanishedCount: > 0 } && isCommitted(row));
        }
    }

    private static Fate Judge(OpenTest test, StreamKey stream, RanSets sets, Func<StreamKey, IReadOnlyList<RanTest>?> getBefore)
    {
        // A filtered run says nothing of the tests, and of the rows, that another filter chose
        var isExcluded = stream.IsFiltered && test.Stream != stream;
        var rows = sets.Now[test.Key.Row].ToList();
        if (rows.Count > 0)
        {
            var same = rows.FindAll(row => row.Name == test.Key.Name);
            var ran = rows.Count(RanSets.HasRun);
            return same.Exists(RanSets.HasRun) ? Fate.Ran
                : same.Count > 0 || ran == 0 ? Fate.Skipped
                : isExcluded ? Fate.Ran
                : (CountRowsBefore() ?? int.MaxValue) is var before && ran >= before ? Fate.Ran
                : rows.Count >= before ? Fate.Skipped
                : Fate.Absent;
        }

        return isExcluded ? Fate.Ran
            : sets.FindMoved(test.Key) ?? sets.FindRenamed(test.Key) ?? Fate.Absent;

        int? CountRowsBefore() =>
            (sets.HasBefore ? sets.Before : getBefore(test.Stream)?.ToLookup(ran => ran.GetKey().Row))?[test.Key.Row].Count(RanSets.HasRun);
    }
}

/// <summary>What became of a test, the best first.</summary>
internal enum Fate
{
    /// <summary>It, or another row in its place, passed or failed; or the run says nothing of it.</summary>
    Ran,

    /// <summary>It has another name in the same class.</summary>
    Renamed,

    /// <summary>It was skipped, or its result decides nothing.</summary>
    Skipped,

    /// <summary>It has no result.</summary>
    Absent,

    /// <summary>It had vanished, and is accepted as gone.</summary>
    Gone,
}
