using System.Diagnostics;
using LoopJournal.Capture;
using LoopJournal.Model;
using LoopJournal.Recording;

namespace LoopJournal.Tests.Recording;

/// <summary>A recorder finds the snapshot that another process is still taking.</summary>
[TestClass]
public sealed class PendingTreesTests : IDisposable
{
    private const string Key = "01a228f6e7837400a8c75bd6d4e4fc84";
    private const string Tree = "bef390a87c81ab11fe606b83978fa8998b35057e";

    private readonly TemporaryFolder _folder = new();

    private PendingTrees Trees => new(new JournalFolder(_folder.Path, _folder.Path));

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [Timeout(60_000, CooperativeCancellation = false)]
    public async Task The_recorder_waits_for_a_tree_that_comes_later()
    {
        var found = Task.Run(() => Trees.Complete(new() { Snapshot = Key }, TimeSpan.FromMinutes(1)).Tree);
        Assert.IsFalse(found.Wait(TimeSpan.FromMilliseconds(50)));
        Trees.Put(Key, Tree);

        Assert.AreEqual(Tree, await found);
    }

    [TestMethod]
    [Timeout(60_000, CooperativeCancellation = false)]
    public void A_snapshot_that_was_not_taken_is_not_waited_for()
    {
        Trees.Put(Key, "");

        Assert.AreEqual("", Trees.Complete(new() { Snapshot = Key }, TimeSpan.FromHours(1)).Tree);
    }

    [TestMethod]
    public void A_process_that_died_leaves_no_tree()
    {
        Assert.AreEqual("", Trees.Complete(new() { Snapshot = Key }, TimeSpan.Zero).Tree);
    }

    [TestMethod]
    public void A_tree_that_is_known_stays()
    {
        Trees.Put(Key, Tree);

        Assert.AreEqual("known", Trees.Complete(new() { Snapshot = Key, Tree = "known" }, TimeSpan.Zero).Tree);
    }

    [TestMethod]
    [Timeout(60_000, CooperativeCancellation = false)]
    [DataRow("")]
    [DataRow("../journal.jsonl")]
    [DataRow("../captures/01a228f6e7837400a8c7")]
    [DataRow("01A228F6E7837400A8C75BD6D4E4FC84")]
    public void A_name_that_is_not_a_key_is_not_read(string name) =>
        Assert.AreEqual("", Trees.Complete(new() { Snapshot = name }, TimeSpan.FromHours(1)).Tree);

    [TestMethod]
    public void A_large_file_in_its_place_is_not_read()
    {
        Directory.CreateDirectory(_folder["trees"]);
        File.WriteAllText(_folder["trees", Key], new string('a', 65));

        Assert.AreEqual("", Trees.Complete(new() { Snapshot = Key }, TimeSpan.Zero).Tree);
    }

    [TestMethod]
    [Timeout(60_000, CooperativeCancellation = false)]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void A_pipe_in_its_place_is_not_read()
    {
        Directory.CreateDirectory(_folder["trees"]);
        using (var made = Process.Start("mkfifo", [_folder["trees", Key]]))
        {
            made.WaitForExit();
        }

        Assert.AreEqual("", Trees.Complete(new() { Snapshot = Key }, TimeSpan.FromHours(1)).Tree);
    }

    [TestMethod]
    public void Fifty_snapshots_are_kept()
    {
        for (var i = 0; i < 60; i++)
        {
            Trees.Put($"{i:x32}", Tree);
        }

        Assert.HasCount(50, Directory.GetFiles(_folder["trees"]));
    }

    [TestMethod]
    public void A_recorder_of_another_process_records_the_tree_from_before_the_run()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit();
        Assert.IsTrue(new AttemptRecorder(repository.Journal, repository.Root).StartSnapshotFor(Key));
        var inputs = new AttemptInputs { Id = AttemptInputs.CreateId(), Root = repository.Root, Command = "test", Snapshot = Key };
        var capture = Path.Combine(repository.Journal, JournalFolder.Captures, inputs.Id + ".jsonl");
        using (var writer = new CaptureWriter(capture, LoopJournal.Text.InputsJson.Write(inputs)))
        {
            writer.End(CaptureEnd.Completed, [RanTest.From("A.B", "B", RanOutcome.Passed)], stopsEarly: false, TimeSpan.Zero, "");
        }

        var recorded = new AttemptRecorder(repository.Journal, repository.Root).RecordTestRun(capture, inputs, exitCode: 0)!;

        Assert.AreEqual(repository.Take(), recorded.Attempt.Tree);
    }

    [TestMethod]
    public void Where_the_folder_cannot_be_made_no_recorder_waits()
    {
        File.WriteAllText(_folder["file"], "");

        Assert.IsFalse(new AttemptRecorder(_folder["file", "loop"], _folder.Path).StartSnapshotFor(Key));
    }
}
