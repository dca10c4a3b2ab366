using LoopJournal.Model;
using LoopJournal.Reports;
using LoopJournal.Verdicts;
using static LoopJournal.Tests.Verdicts.Rows;

namespace LoopJournal.Tests.Verdicts;

/// <summary>A run of old binaries, and a pass on files on which an attempt failed.</summary>
[TestClass]
public sealed class StalePassTests
{
    [TestMethod]
    public void A_pass_of_old_binaries_does_not_end_a_streak_and_is_no_sign_of_a_flaky_test()
    {
        var verdict = Judge(FailingTests("T").On("t1"), FailingTests("T").On("t1"), Pass("t1", stale: true), FailingTests("T").On("t1"));

        Assert.AreEqual((VerdictKind.Stalled, 3), (verdict.Kind, verdict.StallCount));
        Assert.IsEmpty(verdict.Flaky);
    }

    [TestMethod]
    public void A_failing_run_of_old_binaries_is_never_the_best_and_raises_the_warning()
    {
        var verdict = Judge(Numbered(FailingTests("A", "B").On("t1"), FailingTests("A").On("t2") with { Stale = true, StaleFiles = ["a.cs"] }));

        Assert.AreEqual(1, verdict.Best!.Iteration);
        StringAssert.StartsWith(
            Assert.ContainsSingle(PassText.GetWarnings(verdict.Pass)).Text, "The tests ran old binaries: they were compiled without the changes of \"a.cs\". ");
    }

    [TestMethod]
    public void Binaries_that_are_not_known_to_be_old_raise_nothing()
    {
        Assert.IsEmpty(PassText.GetWarnings(Judge(Pass("t1")).Pass));
        Assert.IsEmpty(PassText.GetWarnings(Judge(Pass("t1", stale: false)).Pass));
        Assert.IsEmpty(PassText.GetWarnings(Judge().Pass));
    }

    [TestMethod]
    [DataRow(true, ": stale")]
    [DataRow(false, ": flaky")]
    [DataRow(null, "")]
    public void A_pass_on_the_files_of_a_failing_attempt_names_the_newest_one_and_why(bool? stale, string why)
    {
        var verdict = Judge(Numbered(
            FailingTests("T").On("t1"), FailingTests("T").On("t1").Leaving("t2"), FailingTests("U").On("t3"), Pass("t2", stale)));

        Assert.AreEqual($"passed on the files on which attempt 2 failed{why}", PassText.DescribeFailedOnFiles(verdict.Pass));
    }

    [TestMethod]
    public void A_pass_on_other_files_after_a_reset_or_without_a_snapshot_names_none()
    {
        Assert.IsNull(Judge(FailingTests("T").On("t1"), Pass("t2")).Pass.FailedOnFiles);
        Assert.IsNull(Judge(FailingTests("T").On("t1"), new Attempt { Gate = Gates.Reset }, Pass("t1")).Pass.FailedOnFiles);
        Assert.IsNull(Judge(FailingTests("T"), Pass("")).Pass.FailedOnFiles);
        Assert.IsNull(Judge(FailingTests("T").On("t1") with { Stale = true }, Pass("t1")).Pass.FailedOnFiles, "it ran other files");
    }

    private static Attempt Pass(string tree, bool? stale = null) =>
        new() { Gate = Gates.Pass, Stage = Stages.Test, Tree = tree, Stale = stale };
}
