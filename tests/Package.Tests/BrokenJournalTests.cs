namespace LoopJournal.Tests;

/// <summary>With the journal broken, tests still run, and a run that passes still passes.</summary>
[TestClass]
[TestCategory("Full")]
public sealed class BrokenJournalTests
{
    private readonly string _folder = "out/" + Guid.NewGuid().ToString("N")[..6];

    private static Sandbox Repo => Probe.Shared;

    [TestMethod]
    [DataRow("passes", 0)]
    [DataRow(Probe.Fails, 1)]
    public void A_folder_in_the_journals_place(string outcome, int exitCode)
    {
        Directory.CreateDirectory(Repo.In(_folder + "/journal.jsonl"));

        AssertNotWritten(outcome, exitCode);
    }

    [TestMethod]
    [DataRow("passes", 0)]
    [DataRow(Probe.Fails, 1)]
    public void A_file_in_the_folders_place(string outcome, int exitCode)
    {
        Repo.Write(_folder, "not a folder");

        AssertNotWritten(outcome, exitCode);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [DataRow("passes", 0)]
    [DataRow(Probe.Fails, 1)]
    public void A_link_in_the_folder_that_leads_to_the_repositorys_own_objects(string outcome, int exitCode)
    {
        Directory.CreateDirectory(Repo.In(_folder));
        File.CreateSymbolicLink(Repo.In(_folder + "/snapshots"), Repo.In(".git"));
        var before = Repo.Git("rev-list", "--objects", "--all").Output;

        AssertNotWritten(outcome, exitCode);

        Assert.AreEqual(before, Repo.Git("rev-list", "--objects", "--all").Output);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [DataRow("passes", 0)]
    [DataRow(Probe.Fails, 1)]
    public void A_link_on_the_way_that_leads_out_of_the_repository(string outcome, int exitCode)
    {
        var outside = Directory.CreateDirectory(Path.Combine(Suite.Folder, Path.GetRandomFileName())).FullName;
        Directory.CreateDirectory(Repo.In("out"));
        File.CreateSymbolicLink(Repo.In(_folder), outside);

        AssertNotWritten(outcome, exitCode);

        Assert.IsEmpty(Directory.GetFileSystemEntries(outside));
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    [DataRow("passes", 0)]
    [DataRow(Probe.Fails, 1)]
    public void A_full_disk(string outcome, int exitCode)
    {
        using var disk = new TinyDisk();
        disk.Fill();

        var run = Probe.Run(Repo, outcome, $"-p:LoopJournalDirectory={disk.Path}");

        Assert.AreEqual(exitCode, run.ExitCode, run.Output);
        Assert.IsNotEmpty(run.LinesWith("Total:     2"), run.Output);
        var warning = Assert.ContainsSingle(run.LinesWith("LOOP00"), run.Output);
        Assert.Contains(exitCode == 0 ? "\"gate\":\"pass\"" : "\"gate\":\"fail\"", warning);
    }

    [TestMethod]
    public void Damaged_lines_are_a_warning_and_the_rest_counts()
    {
        Probe.Run(Repo, Probe.Fails, $"-p:LoopJournalDirectory={_folder}");
        File.AppendAllText(Repo.In(_folder + "/journal.jsonl"), "{\"iteration\":2,\"gate\":\"fa");
        Probe.Run(Repo, Probe.Fails, $"-p:LoopJournalDirectory={_folder}");
        var third = Probe.Run(Repo, Probe.Fails, $"-p:LoopJournalDirectory={_folder}");

        Assert.HasCount(1, third.LinesWith("error LOOP0010"), third.Output);
        Assert.HasCount(1, third.LinesWith("warning LOOP0003"), third.Output);
    }

    private void AssertNotWritten(string outcome, int exitCode)
    {
        foreach (string[] strict in new string[][] { [], ["-warnaserror"] })
        {
            var run = Probe.Run(Repo, outcome, [$"-p:LoopJournalDirectory={_folder}", "-p:LoopAction=keep this", .. strict]);

            Assert.AreEqual(exitCode, run.ExitCode, run.Output);
            var warning = Assert.ContainsSingle(run.LinesWith("LOOP0002"), run.Output);
            Assert.Contains("warning LOOP0002", warning);
            Assert.IsEmpty(run.LinesWith("LOOP0003"), run.Output);
            Assert.Contains("\"action\":\"keep this\"", warning);
            Assert.IsNotEmpty(run.LinesWith("Total:     2"), run.Output);
        }
    }
}
