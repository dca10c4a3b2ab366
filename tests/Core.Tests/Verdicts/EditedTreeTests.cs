using LoopJournal.Model;
using LoopJournal.Verdicts;
using static LoopJournal.Tests.Verdicts.Rows;

namespace LoopJournal.Tests.Verdicts;

/// <summary>Verdicts compare trees without what gates wrote.</summary>
[TestClass]
public sealed class EditedTreeTests
{
    [TestMethod]
    public void A_report_that_the_gate_writes_in_each_run_is_not_an_edit()
    {
        var verdict = Judge(Fail().On("t").Leaving("t1"), Fail().On("t1").Leaving("t2"), Fail().On("t2").Leaving("t3"));

        Assert.IsTrue(verdict.NoChange);
        Assert.AreEqual(3, verdict.AttemptsOnTree);
    }

    [TestMethod]
    public void An_edit_after_the_gate_is_an_edit()
    {
        var verdict = Judge(Fail().On("t").Leaving("t1"), Fail().On("edited").Leaving("t2"), Fail().On("t2").Leaving("t3"));

        Assert.IsFalse(verdict.NoChange);
        Assert.AreEqual(2, verdict.AttemptsOnTree);
    }

    [TestMethod]
    public void What_other_gates_wrote_in_between_is_not_an_edit()
    {
        var verdict = Judge(
            Fail().On("t").Leaving("t1"), Fail().On("other1").Changing(), Fail().On("other2").Changing());

        Assert.IsTrue(verdict.NoChange, "the recorder saw no edit");
        Assert.IsFalse(Judge(Fail().On("t"), Fail().On("u").Changing("a.cs"), Fail().On("v").Changing()).NoChange);
    }

    [TestMethod]
    public void An_attempt_on_an_unknown_tree_ends_the_comparison()
    {
        Assert.IsFalse(Judge(Fail().On("t").Leaving("t1"), Fail(), Fail().On("u").Changing()).NoChange);
    }

    [TestMethod]
    public void A_test_that_passes_on_the_tree_that_the_failing_run_left_is_flaky_also_after_the_pass()
    {
        var pass = Pass() with { Stage = Stages.Test };
        var verdict = Judge(
            FailingTests("a").On("t").Leaving("t1"), pass.On("t1").Leaving("t2"), FailingTests("a", "b").On("edited"));

        Assert.AreSequenceEqual(["a"], verdict.Flaky);
        Assert.IsEmpty(Judge(FailingTests("a").On("t"), pass.On("t1"), FailingTests("a", "b").On("edited")).Flaky);
    }

    [TestMethod]
    public void The_return_to_an_earlier_tree_is_seen_behind_reports()
    {
        var verdict = Judge(
            Fail("A").On("t").Leaving("t1"), Fail("B").On("u").Leaving("u1"), Fail("A").On("t1").Leaving("t2"));

        Assert.AreEqual(VerdictKind.Oscillating, verdict.Kind);
        Assert.AreEqual(0, verdict.ReturnsTo?.Iteration);
    }
}
