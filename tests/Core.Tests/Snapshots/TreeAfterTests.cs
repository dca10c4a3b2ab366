namespace LoopJournal.Tests.Snapshots;

/// <summary>The tree as a gate left it has the untracked files that the gate wrote, and no edit of a tracked file.</summary>
[TestClass]
public sealed class TreeAfterTests
{
    [TestMethod]
    public void Without_an_untracked_file_the_tree_is_the_same_and_not_named()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Write(".gitignore", "bin/\n").Commit();
        var before = repository.Write("a.cs", "2").Take();

        Assert.AreEqual("", repository.Write("bin/a.dll", "x").WorkingTree.TakeAfter(before));
    }

    [TestMethod]
    public void A_report_that_the_gate_wrote_is_in_the_tree_after_it()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit();
        var before = repository.Write("TestResults/old ü.html", "1").Take();
        repository.Write("TestResults/old ü.html", "2").Write("TestResults/new.html", "1");

        var after = repository.WorkingTree.TakeAfter(before);

        Assert.AreEqual(repository.Take(), after);
        Assert.AreSequenceEqual(["TestResults/new.html", "TestResults/old ü.html"], repository.WorkingTree.FindChanged(before, after)!);
        Assert.IsEmpty(repository.WorkingTree.FindChanged(after, repository.Take())!);
    }

    [TestMethod]
    public void An_untracked_file_that_the_gate_deleted_is_not_in_the_tree_after_it()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit();
        var before = repository.Write("report.html", "1").Write("kept.txt", "1").Take();
        File.Delete(repository.At("report.html"));

        Assert.AreSequenceEqual(
            ["report.html"], repository.WorkingTree.FindChanged(before, repository.WorkingTree.TakeAfter(before))!);
    }

    [TestMethod]
    public void A_tracked_file_that_an_agent_edits_while_the_gate_runs_is_an_edit()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit();
        var before = repository.Take();
        repository.Write("a.cs", "2").Write("report.html", "1");

        var after = repository.WorkingTree.TakeAfter(before);

        Assert.AreSequenceEqual(["report.html"], repository.WorkingTree.FindChanged(before, after)!);
        Assert.AreSequenceEqual(["a.cs"], repository.WorkingTree.FindChanged(after, repository.Take())!);
    }

    [TestMethod]
    public void What_another_gate_wrote_in_between_is_not_a_change()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit();
        var first = repository.Take();
        var other = repository.Write("report.html", "1").WorkingTree.TakeAfter(first);
        var second = repository.Write("a.cs", "2").Take();

        Assert.AreSequenceEqual(["a.cs", "report.html"], repository.WorkingTree.FindChanged(first, second)!);
        Assert.AreSequenceEqual(["a.cs"], repository.WorkingTree.FindChanged(first, second, [(first, other)])!);
        Assert.AreSequenceEqual(
            ["a.cs", "report.html"],
            repository.WorkingTree.FindChanged(first, repository.Write("report.html", "edited").Take(), [(first, other)])!);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("0123456789012345678901234567890123456789")]
    [DataRow("not a tree")]
    public void An_unknown_tree_has_no_tree_after_it(string tree)
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit();

        Assert.AreEqual("", repository.Write("report.html", "1").WorkingTree.TakeAfter(tree));
    }
}
