using LoopJournal.Model;
using LoopJournal.Verdicts;
using static LoopJournal.Tests.Verdicts.Rows;

namespace LoopJournal.Tests.Verdicts;

/// <summary>A pass in which a test that failed before did not run ends the segment, and not the window.</summary>
[TestClass]
public sealed class CleanPassTests
{
    [TestMethod]
    public void A_pass_that_is_not_clean_does_not_end_a_streak_and_is_not_counted_in_it()
    {
        var verdict = Judge(Numbered(Fail(), Fail(), NotClean(), Fail()));

        Assert.AreEqual((VerdictKind.Stalled, 3), (verdict.Kind, verdict.StallCount));
        Assert.AreEqual(Recommendations.SwitchStrategy, verdict.Recommend);
    }

    [TestMethod]
    [DataRow("pass")]
    [DataRow("reset")]
    public void A_clean_pass_and_a_reset_end_it(string gate)
    {
        var verdict = Judge(Fail(), Fail(), new Attempt { Gate = gate }, Fail());

        Assert.AreEqual((VerdictKind.Progress, 1), (verdict.Kind, verdict.StallCount));
    }

    [TestMethod]
    public void The_last_attempt_being_a_pass_is_progress() =>
        Assert.AreEqual(VerdictKind.Progress, Judge(Fail(), Fail(), Fail(), NotClean()).Kind);

    [TestMethod]
    public void The_other_rules_read_the_segment()
    {
        Assert.AreEqual(VerdictKind.Oscillating, Judge(Of("A", "B", "A", "B")).Kind);
        Assert.AreEqual(VerdictKind.Progress, Judge([.. Of("A", "B"), NotClean(), .. Of("A", "B")]).Kind);
    }

    [TestMethod]
    public void A_pass_that_is_not_clean_is_no_sign_of_a_flaky_test()
    {
        Attempt[] rows = [FailingTests("T").On("t1"), NotClean("T").On("t1") with { Stage = Stages.Test }, FailingTests("T").On("t1")];

        Assert.IsEmpty(Judge(rows).Flaky);
        rows[1] = rows[1] with { Vanished = [] };
        Assert.HasCount(1, Judge(rows).Flaky);
    }

    [TestMethod]
    public void An_attempt_with_vanished_tests_is_never_the_best_and_its_fall_is_no_progress()
    {
        var fewer = FailingTests("A") with { Vanished = [Gone("B"), Gone("C")] };
        var verdict = Judge(Numbered(FailingTests("A", "B", "C").On("t1"), fewer.On("t2")));

        Assert.AreEqual(1, verdict.Best!.Iteration);
        Assert.IsFalse(verdict.WasBetter, "one failing and two that did not run are three");
        Assert.AreEqual(1, verdict.AttemptsSinceBest);
        Assert.IsEmpty(verdict.Delta!.Fixed);
    }

    [TestMethod]
    public void Ever_more_vanished_tests_do_not_excuse_a_repetition()
    {
        Attempt Step(int failed, int vanished) => Fail() with { Count = failed, VanishedOmitted = vanished };

        Assert.AreEqual(VerdictKind.Progress, Judge(Step(3, 0), Step(2, 0), Step(1, 0)).Kind);
        Assert.AreEqual(VerdictKind.Stalled, Judge(Step(3, 0), Step(2, 1), Step(1, 2)).Kind);
    }

    [TestMethod]
    public void Only_a_test_that_ran_is_fixed()
    {
        var delta = Judge(FailingTests("A", "B", "C"), FailingTests("C") with { Vanished = [Gone("A")] }).Delta!;

        Assert.AreEqual("B", Assert.ContainsSingle(delta.Fixed));
    }

    [TestMethod]
    public void The_first_such_pass_is_told_from_later_ones()
    {
        Assert.IsTrue(Judge(Fail(), NotClean("A")).Pass.IsFirst);
        Assert.IsFalse(Judge(Fail(), NotClean("A"), NotClean("A")).Pass.IsFirst);
        Assert.IsTrue(Judge(Fail(), NotClean("A"), NotClean("A", "B")).Pass.IsFirst, "another test has vanished");
        Assert.IsTrue(Judge(Fail(), NotClean("A"), Pass(), Fail(), NotClean("A")).Pass.IsFirst, "a clean pass was between");
    }

    [TestMethod]
    [DataRow("main", "c1", VanishedTest.Absent, true)]
    [DataRow("", "c1", VanishedTest.Absent, false, DisplayName = "HEAD is detached, and the test did not run")]
    [DataRow("", "c1", VanishedTest.Skipped, true, DisplayName = "HEAD is detached, and the test was skipped")]
    [DataRow("", "", VanishedTest.Absent, true, DisplayName = "outside git")]
    public void On_a_detached_HEAD_only_a_skipped_test_is_alarming(string loop, string commit, string how, bool expected)
    {
        var pass = Pass() with { Stream = new(loop, "p", "f", "test"), Commit = commit, Vanished = [new("A", how)] };

        Assert.AreEqual(expected, Judge(Fail(), pass).Pass.IsAlarming);
    }

    [TestMethod]
    public void A_vanished_test_has_the_numbers_of_the_attempts_in_which_it_failed()
    {
        var pass = Judge(Numbered(FailingTests("A"), FailingTests("B"), FailingTests("A", "B"), NotClean("A"))).Pass;

        Assert.AreSequenceEqual([1L, 3L], pass.Vanished[0].Failed);
    }

    private static Attempt NotClean(params string[] tests) =>
        Pass() with { Vanished = [.. (tests.Length > 0 ? tests : ["T"]).Select(Gone)] };

    private static VanishedTest Gone(string test) => new(test, VanishedTest.Absent);
}
