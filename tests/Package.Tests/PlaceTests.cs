namespace LoopJournal.Tests;

/// <summary>The path of a repository and its state in git.</summary>
[TestClass]
[TestCategory("Full")]
public sealed class PlaceTests
{
    [TestMethod]
    [DataRow("a folder with blanks")]
    [DataRow("it's here")]
    [DataRow("one;two")]
    [DataRow("Grüße-仕事")]
    public void A_repository_path_may_have_special_characters(string folder)
    {
        using var repo = Probe.CreateBuilt(folder);
        Probe.Run(repo, Probe.Fails, "-p:LoopJournalStallThreshold=1");
        var second = Probe.Run(repo, Probe.Fails, "-p:LoopJournalStallThreshold=1");

        Assert.AreEqual(
            "Probe.csproj main fail", $"{repo.Journal[1].Text("project")} {repo.Journal[1].Text("loop")} {repo.Journal[1].Text("gate")}");
        Assert.HasCount(1, second.LinesWith("error LOOP0010"), second.Output);
        Assert.Contains("ProbeTests.Probe (ProbeTests.cs)", repo.Journal[1].Text("failures"));
        Assert.IsEmpty(repo.Captures);
    }

    [TestMethod]
    public void Without_git_the_journal_is_beside_the_solution()
    {
        using var repo = new Sandbox(git: false);
        Probe.Create(repo, "tests/Probe");
        repo.Write("All.slnx", "<Solution />");
        repo.Environment["PROBE"] = Probe.Fails;
        var run = repo.Test("tests/Probe");

        var record = Assert.ContainsSingle(repo.Journal, run.Output);
        Assert.AreEqual("tests/Probe/Probe.csproj||", $"{record.Text("project")}|{record.Text("loop")}|{record.Text("commit")}");
        Assert.IsEmpty(run.LinesWith("warning"), run.Output);
    }

    [TestMethod]
    public void A_worktree_has_its_own_journal_and_its_branch_as_loop()
    {
        using var repo = new Sandbox();
        Probe.Create(repo);
        repo.Commit();
        repo.Git("worktree", "add", "--quiet", "-b", "attempt/7", "inner");
        repo.Environment["PROBE"] = Probe.Fails;
        repo.Test("inner");

        Assert.IsEmpty(repo.Journal);
        Assert.AreEqual("attempt/7", Assert.ContainsSingle(Sandbox.ReadJournal(repo.In("inner/.orchestrator/loop"))).Text("loop"));
    }

    [TestMethod]
    public void A_detached_head_has_no_loop_but_a_commit_unless_it_is_given()
    {
        using var repo = Probe.CreateBuilt();
        repo.Git("checkout", "--quiet", "--detach");
        Probe.Run(repo, Probe.Fails);
        Probe.Run(repo, Probe.Fails, "-p:LoopId=night shift");

        CollectionAssert.AreEqual(new[] { "", "night shift" }, repo.Journal.Select(r => r.Text("loop")).ToArray());
        Assert.AreEqual(40, repo.Journal[0].Text("commit").Length);
    }

    [TestMethod]
    public void The_folder_is_hidden_from_git()
    {
        using var repo = Probe.CreateBuilt();
        repo.Commit();
        Probe.Run(repo, Probe.Fails);

        Assert.HasCount(1, repo.Journal);
        Assert.AreEqual("", repo.Git("status", "--porcelain").Output);
    }
}
