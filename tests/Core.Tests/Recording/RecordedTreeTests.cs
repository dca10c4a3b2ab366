using LoopJournal.Model;
using LoopJournal.Recording;
using LoopJournal.Verdicts;

namespace LoopJournal.Tests.Recording;

/// <summary>The recorder tells edits from what gates write.</summary>
[TestClass]
public sealed class RecordedTreeTests
{
    [TestMethod]
    public void A_report_that_the_gate_writes_in_each_run_is_not_an_edit()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit();

        Assert.IsNull(Run(repository, "report 1").Attempt.Changed, "there is no attempt before");
        Assert.IsEmpty(Run(repository, "report 2").Attempt.Changed!);
        var third = Run(repository, "report 3");

        Assert.IsEmpty(third.Attempt.Changed!);
        Assert.AreNotEqual(third.Attempt.Tree, third.Attempt.TreeAfter);
        Assert.IsTrue(third.Verdict.NoChange, "all three are on the same edits");
        Assert.AreEqual(VerdictKind.Stalled, third.Verdict.Kind);
    }

    [TestMethod]
    public void An_edit_of_the_report_between_two_runs_is_an_edit()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit();
        Run(repository, "report 1");
        repository.Write("report.html", "edited");

        Assert.AreSequenceEqual(["report.html"], Run(repository, "report 2").Attempt.Changed!);
    }

    [TestMethod]
    public void What_another_projects_gate_writes_in_between_is_not_an_edit()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit();
        Run(repository, "report 1", project: "A.csproj");
        Run(repository, "report 2", project: "B.csproj");
        Assert.IsEmpty(Run(repository, "report 3", project: "A.csproj").Attempt.Changed!);

        repository.Write("a.cs", "2");
        Assert.AreSequenceEqual(["a.cs"], Run(repository, "report 4", project: "B.csproj").Attempt.Changed!);
    }

    /// <summary>Records a failing gate that writes its report, once the snapshot from before it is taken.</summary>
    private static RecordedAttempt Run(TestRepository repository, string report, string project = "A.csproj")
    {
        var recorder = new AttemptRecorder(repository.Journal, repository.Root);
        var inputs = new AttemptInputs
        {
            Id = AttemptInputs.CreateId(), Root = repository.Root, Project = project, Command = "run tests", Tree = repository.Take(),
        };
        repository.Write("report.html", report);
        return recorder.RecordOutputs(inputs, Gates.Fail, stage: "", exitCode: 1, new([]));
    }
}
