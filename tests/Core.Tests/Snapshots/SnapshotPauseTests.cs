using LoopJournal.Model;
using LoopJournal.Recording;
using LoopJournal.Reports;

namespace LoopJournal.Tests.Snapshots;

/// <summary>A repository whose snapshots do not end in time.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class SnapshotPauseTests
{
    [TestMethod]
    public void After_three_misses_in_a_row_snapshots_pause_and_one_line_says_so()
    {
        using var repository = new TestRepository().Write(".gitattributes", "*.slow filter=slow\n").Commit().Write("a.slow", "x");

        var lines = Enumerable.Range(0, 12).Select(_ => Record(repository, isMissed: true)).ToList();

        Assert.AreEqual(1, lines.Count(line => line.Contains("git took longer than 2 s", StringComparison.Ordinal)));
        Assert.Contains("git took longer than 2 s", lines[2]);
        Assert.AreEqual("", Record(repository, isMissed: false).Split('|')[0], "It pauses, though git would be in time now.");
    }

    [TestMethod]
    public void A_snapshot_in_time_ends_the_pause_and_the_count()
    {
        using var repository = new TestRepository().Write(".gitattributes", "*.slow filter=slow\n").Commit().Write("a.slow", "x");
        Record(repository, isMissed: true);
        Record(repository, isMissed: true);

        Assert.AreNotEqual("", Record(repository, isMissed: false).Split('|')[0]);

        Record(repository, isMissed: true);
        Assert.AreNotEqual("", Record(repository, isMissed: false).Split('|')[0], "One miss is no reason to pause.");
    }

    [TestMethod]
    public void The_next_snapshot_finds_the_objects_of_a_missed_one()
    {
        using var repository = new TestRepository().Write(".gitattributes", "*.slow filter=slow\n").Commit().Write("a.slow", "x");
        repository.Write("untracked.txt", new string('x', 10_000)).WorkingTree.Take(TimeSpan.FromMinutes(1));
        var before = ListObjects(repository);
        Record(repository, isMissed: true);

        repository.WorkingTree.Trim([], max: 0);

        Assert.AreSequenceEqual(before, ListObjects(repository));
    }

    private static string[] ListObjects(TestRepository repository) =>
        [.. Directory.GetFiles(Path.Combine(repository.Journal, "snapshots", "objects"), "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)];

    /// <summary>The attempt's tree and its line.</summary>
    private static string Record(TestRepository repository, bool isMissed)
    {
        repository.Git("config", "filter.slow.clean", isMissed ? "exec sleep 600" : "cat");
        var tree = repository.WorkingTree.Take(isMissed ? TimeSpan.FromMilliseconds(200) : null);
        var recorder = new AttemptRecorder(repository.Journal, repository.Root);
        var inputs = new AttemptInputs { Id = AttemptInputs.CreateId(), Command = "test", Tree = tree };
        return tree + "|" + AttemptLine.Describe(recorder.RecordOutputs(inputs, Gates.Fail, Stages.Command, 1, outputs: new([])));
    }
}
