using LoopJournal.Fingerprints.Seed;
using LoopJournal.Model;
using LoopJournal.Reports;
using LoopJournal.Verdicts;
using static LoopJournal.Tests.Verdicts.Rows;

namespace LoopJournal.Tests.Verdicts;

/// <summary>The table of verdicts, rule by rule.</summary>
[TestClass]
public sealed class StallRuleTests
{
    private static void AssertListed<T>(IEnumerable<T> actual, params T[] expected) =>
        CollectionAssert.AreEqual(expected, actual.ToArray());

    [TestMethod]
    [DataRow(0)]
    [DataRow(101)]
    [DataRow(-1)]
    public void A_threshold_out_of_its_range_is_refused(int k) =>
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => StallDetector.Analyze([], k));

    [TestMethod]
    public void Without_attempts_there_is_nothing_to_stall_on()
    {
        var verdict = Judge();

        Assert.AreEqual(VerdictKind.Progress, verdict.Kind);
        Assert.AreEqual(VerdictSeverity.None, verdict.Severity);
        Assert.AreEqual("continue", verdict.Recommend);
        Assert.AreEqual("empty journal", verdict.Reason);
    }

    [TestMethod]
    public void A_reset_restarts_the_count_and_keeps_the_dead_ends()
    {
        var again = Fail().Trying("add retry");
        var verdict = Judge(again, again, again, new Attempt { Gate = Gates.Reset }, again, again);

        Assert.AreEqual(VerdictKind.Progress, verdict.Kind);
        Assert.AreEqual(2, verdict.StallCount);
        AssertListed(verdict.DeadEnds, "add retry");
        Assert.AreEqual("the last record is a reset: counting starts again", Judge(again, new Attempt { Gate = Gates.Reset }).Reason);
    }

    [TestMethod]
    public void The_same_attempt_recorded_twice_counts_once()
    {
        var one = Fail() with { Id = "1" };

        Assert.AreEqual(1, Judge(one, one, one, one).StallCount);
        Assert.AreEqual(3, Judge(one, one with { Id = "2" }, one with { Id = "3" }).StallCount);
        Assert.AreEqual(VerdictKind.Stalled, Judge(Fail(), Fail(), Fail()).Kind, "rows without an id are never the same");
    }

    [TestMethod]
    public void An_unknown_gate_counts_as_not_passing() =>
        Assert.AreEqual(VerdictKind.Stalled, Judge(Fail(), Fail() with { Gate = "" }, Fail() with { Gate = "exploded" }).Kind);

    [TestMethod]
    public void Failures_without_a_fingerprint_equal_nothing_not_even_each_other()
    {
        var verdict = Judge(Of("", "", "", ""));

        Assert.AreEqual(VerdictKind.Progress, verdict.Kind);
        Assert.AreEqual(0, verdict.StallCount);
    }

    [TestMethod]
    public void With_a_threshold_of_one_the_first_failure_is_a_stall()
    {
        Assert.AreEqual(VerdictKind.Stalled, Judge(1, Fail()).Kind);
        Assert.AreEqual("switch-strategy", Judge(1, Fail().Failing(3).WithDetail("d")).Recommend);
        Assert.AreEqual(VerdictKind.Progress, Judge(1, Fail().Failing(3), Fail().Failing(2)).Kind);
    }

    [TestMethod]
    public void Fewer_failing_tests_each_time_excuse_a_repetition_only_while_every_step_has_fewer()
    {
        Assert.AreEqual(VerdictKind.Progress, Judge(Fail().Failing(3), Fail().Failing(2), Fail().Failing(1)).Kind);
        Assert.AreEqual(VerdictKind.Stalled, Judge(Fail().Failing(3), Fail().Failing(2), Fail().Failing(2)).Kind);
        Assert.AreEqual(VerdictKind.Stalled, Judge(Fail().Failing(3), Fail(), Fail().Failing(1)).Kind, "a count is not known");
        Assert.AreEqual(VerdictKind.Progress, Judge(Fail().Failing(9), Fail().Failing(9), Fail().Failing(8), Fail().Failing(7)).Kind,
            "only the last K count");
    }

    [TestMethod]
    public void Moving_values_excuse_a_repetition_up_to_twice_the_threshold()
    {
        Attempt[] moving = [.. Enumerable.Range(1, 6).Select(i => Fail().WithDetail($"d{i}"))];

        Assert.IsTrue(Judge(moving[..3]).ValuesMoved);
        Assert.AreEqual("failing the same way, but values differ each time: 3 of 6", Judge(moving[..3]).Reason);
        Assert.AreEqual(VerdictKind.Progress, Judge(moving[..5]).Kind);
        Assert.AreEqual(VerdictKind.Stalled, Judge(moving).Kind);
        Assert.AreEqual("escalate", Judge(moving).Recommend);
        Assert.AreEqual(VerdictKind.Stalled, Judge(moving[0], Fail(), moving[1]).Kind, "a detail is not known");
    }

    [TestMethod]
    public void Different_failures_on_one_tree_are_a_fact_and_no_stall()
    {
        var verdict = Judge(Fail("A").On("T1"), Fail("B").On("T2"), Fail("C").On("T2"), Fail("D").On("T2"));

        Assert.AreEqual(VerdictKind.Progress, verdict.Kind);
        Assert.IsTrue(verdict.NoChange);
        Assert.AreEqual(3, verdict.AttemptsOnTree);
        Assert.AreEqual(1, verdict.StallCount);
        Assert.AreEqual(
            "the last 3 attempts were on the same files and failed in different ways: the environment moved, or the gate is flaky",
            verdict.Reason);
    }

    [TestMethod]
    public void Values_that_move_on_one_tree_are_no_excuse()
    {
        var rows = Enumerable.Range(1, 3).Select(i => Fail().WithDetail($"d{i}").On("T")).ToArray();

        Assert.AreEqual(VerdictKind.Stalled, Judge(rows).Kind);
        Assert.AreEqual(
            "3 consecutive failures with the same fingerprint A, the last 3 on the same files: nothing was edited between them",
            Judge(rows).Reason);
        Assert.AreEqual(VerdictKind.Progress, Judge([rows[0].On("T0"), .. rows[1..]]).Kind);
    }

    [TestMethod]
    public void A_crash_in_the_repositorys_code_is_not_the_environments_fault()
    {
        Attempt Crash(string site) => HostBlocked() with { Failures = [new("(test host)", "", "Stack overflow.", site, "")] };
        string Recommend(string site) => Judge(Crash(site), Crash(site), Crash(site)).Recommend;

        Assert.AreEqual("switch-strategy", Recommend("Shop.Cart.Even | Shop.Cart.Odd"));
        Assert.AreEqual("fix-environment", Recommend(""));
        Assert.AreEqual("fix-environment", Recommend("Xunit.Sdk.TestRunner.Run"));
    }

    [TestMethod]
    public void An_unknown_tree_is_not_an_unchanged_one()
    {
        Assert.AreEqual(VerdictKind.Progress, Judge(Fail("A").On("T"), Fail("B"), Fail("C").On("T")).Kind);
        Assert.AreEqual(VerdictKind.Progress, Judge(Of("A", "B", "C")).Kind);
        Assert.IsFalse(Judge(Of("A", "A", "A")).NoChange);
    }

    [TestMethod]
    public void A_host_that_breaks_off_the_same_way_is_the_environments_fault()
    {
        var verdict = Judge(Fail(), HostBlocked(), HostBlocked(), HostBlocked());

        Assert.AreEqual(VerdictKind.Blocked, verdict.Kind);
        Assert.AreEqual(VerdictSeverity.Error, verdict.Severity);
        Assert.AreEqual("fix-environment", verdict.Recommend);
        Assert.AreEqual("H", verdict.Fingerprint);
        Assert.AreEqual(3, verdict.StallCount);
    }

    [TestMethod]
    public void Hosts_that_break_off_in_different_ways_or_with_runs_between_are_not_blocked()
    {
        Assert.AreEqual(VerdictKind.Progress, Judge(HostBlocked(), HostBlocked("I"), HostBlocked()).Kind);
        Assert.AreEqual(VerdictKind.Progress, Judge(HostBlocked(), HostBlocked(), Fail(), HostBlocked()).Kind);
        Assert.AreEqual(VerdictKind.Progress, Judge(HostBlocked(""), HostBlocked(""), HostBlocked("")).Kind);
    }

    [TestMethod]
    public void Under_the_threshold_people_read_how_often_the_host_broke_off()
    {
        var verdict = Judge(Fail(), HostBlocked(), HostBlocked());

        Assert.AreEqual(VerdictKind.Progress, verdict.Kind);
        Assert.AreEqual("H", verdict.Fingerprint);
        Assert.AreEqual(2, verdict.StallCount);
        Assert.AreEqual("the tests could not be run, but under the threshold (2/3)", verdict.Reason);
    }

    [TestMethod]
    public void A_host_that_breaks_off_after_a_stall_does_not_hide_it()
    {
        var verdict = Judge(Fail(), Fail(), Fail(), HostBlocked());

        Assert.AreEqual(VerdictKind.Stalled, verdict.Kind);
        Assert.AreEqual("A", verdict.Fingerprint);
        Assert.AreEqual(3, verdict.StallCount);
    }

    [TestMethod]
    [DataRow("A B A B", 2)]
    [DataRow("A B C A B C", 3)]
    [DataRow("X A B C A B C", 3)]
    [DataRow("A A B A A B", 3)]
    [DataRow("A B B A B B", 3)]
    [DataRow("A B C D E A B C D E", 5)]
    [DataRow("B A A B A B", 2)]
    public void A_block_of_failures_twice_in_a_row_is_a_circle(string failures, int period)
    {
        var verdict = Judge(10, Of(failures.Split(' ')));

        Assert.AreEqual(VerdictKind.Oscillating, verdict.Kind);
        Assert.AreEqual(VerdictSeverity.Error, verdict.Severity);
        Assert.AreEqual("change-approach", verdict.Recommend);
        Assert.AreEqual(period, verdict.Period);
        Assert.HasCount(2 * period, verdict.Evidence);
    }

    [TestMethod]
    [DataRow("A A A A")]
    [DataRow("A B A")]
    [DataRow("A B C A B")]
    [DataRow("A  A ")]
    [DataRow("A B pass A B")]
    [DataRow("A B reset A B")]
    public void Without_a_block_twice_in_a_row_there_is_no_circle(string failures) =>
        Assert.AreEqual(VerdictKind.Progress, Judge(10, Of(failures.Split(' '))).Kind);

    [TestMethod]
    public void A_failure_that_keeps_coming_back_is_a_circle_too()
    {
        var verdict = Judge(Of("A", "B", "A", "C", "A"));

        Assert.AreEqual(VerdictKind.Oscillating, verdict.Kind);
        Assert.AreEqual(VerdictSeverity.Error, verdict.Severity);
        Assert.IsNull(verdict.Period);
        AssertListed(verdict.Evidence.Select(attempt => attempt.Iteration), 1, 3, 5);
        Assert.AreEqual(VerdictKind.Progress, Judge(Of("A", "", "A", "", "A")).Kind, "blanks are no others");
        Assert.AreEqual(VerdictKind.Progress, Judge(4, Of("A", "B", "A", "C", "A")).Kind);
    }

    [TestMethod]
    public void The_same_slip_between_two_steps_forward_is_not_a_circle()
    {
        var slip = Fail("CS1002") with { Stage = Stages.Compile };

        Assert.AreEqual(
            VerdictKind.Progress, Judge(Fail("A").Failing(9), slip, Fail("B").Failing(8), slip, Fail("C").Failing(7), slip).Kind);
        Assert.AreEqual(
            VerdictKind.Oscillating, Judge(Fail("A").Failing(9), slip, Fail("B").Failing(8), slip, Fail("C").Failing(8), slip).Kind);
    }

    [TestMethod]
    public void Going_back_to_old_files_and_their_failure_is_a_warning_on_the_attempt_that_does()
    {
        var rows = Numbered(Fail("A").On("T1"), Fail("B").On("T2"), Fail("A").On("T1"), Fail("A").On("T1"));
        var verdict = Judge(rows[..3]);

        Assert.AreEqual(VerdictKind.Oscillating, verdict.Kind);
        Assert.AreEqual(VerdictSeverity.Warning, verdict.Severity);
        Assert.AreEqual("change-approach", verdict.Recommend);
        Assert.AreSame(rows[0], verdict.ReturnsTo);
        Assert.IsNull(Judge(4, rows).ReturnsTo, "the fourth stays where it is");
    }

    [TestMethod]
    public void Old_files_with_another_failure_or_without_another_tree_between_are_not_a_return()
    {
        Assert.IsNull(Judge(Fail("A").On("T1"), Fail("B").On("T2"), Fail("C").On("T1")).ReturnsTo);
        Assert.IsNull(Judge(Fail("A").On("T1"), Fail("B"), Fail("A").On("T1")).ReturnsTo);
        Assert.IsNull(Judge(Fail("").On("T1"), Fail("B").On("T2"), Fail("").On("T1")).ReturnsTo);
        Assert.IsNull(Judge(Fail("A").On("T1"), Pass(), Fail("B").On("T2"), Fail("A").On("T1")).ReturnsTo);
    }

    [TestMethod]
    public void A_look_at_the_base_and_back_is_a_warning()
    {
        var verdict = Judge(Fail("X").On("T1"), Fail("A").On("T2"), Fail("B").On("base"), Fail("A").On("T2"));

        Assert.AreEqual(VerdictKind.Oscillating, verdict.Kind);
        Assert.AreEqual(VerdictSeverity.Warning, verdict.Severity);
    }

    [TestMethod]
    public void A_look_at_the_base_after_two_equal_failures_is_a_warning_too()
    {
        var verdict = Judge(Numbered(Fail().On("T1"), Fail().On("T2"), Fail("B").On("T0"), Fail().On("T2")));

        Assert.AreEqual((VerdictKind.Oscillating, VerdictSeverity.Warning), (verdict.Kind, verdict.Severity));
        Assert.AreEqual(2, verdict.ReturnsTo?.Iteration);
    }

    [TestMethod]
    public void Twice_the_threshold_without_a_new_best_is_a_plateau_and_names_the_best()
    {
        var rows = Numbered([.. "75675869".Select((failing, i) => Fail($"F{i}").Failing(failing - '0'))]);
        var verdict = Judge(rows);

        Assert.AreEqual(VerdictKind.Plateau, verdict.Kind);
        Assert.AreEqual(VerdictSeverity.Warning, verdict.Severity);
        Assert.AreEqual("switch-strategy", verdict.Recommend);
        Assert.AreSame(rows[4], verdict.Best, "the latest of equals");
        Assert.IsTrue(verdict.WasBetter);
        Assert.AreEqual(6, verdict.AttemptsSinceBest);
        Assert.AreEqual("6 attempts without a new best since attempt 2", verdict.Reason, "the first of equals");
        Assert.AreEqual(VerdictKind.Progress, Judge(rows[..7]).Kind);
    }

    [TestMethod]
    public void An_attempt_at_a_later_stage_is_better_whatever_the_counts()
    {
        var compile = Fail("C") with { Stage = Stages.Compile };
        var tests = Fail("T").Failing(50);

        Assert.AreEqual("T", Judge(compile, tests, compile with { Fingerprint = "D" }).Best?.Fingerprint);
        Assert.AreEqual(1, Judge(compile, tests, compile with { Fingerprint = "D" }).AttemptsSinceBest);
        Assert.AreEqual(VerdictKind.Plateau, Judge([.. Enumerable.Range(0, 7).Select(i => compile with { Fingerprint = $"C{i}" })]).Kind);
    }

    [TestMethod]
    public void Without_a_stage_or_a_count_no_attempt_is_best()
    {
        Assert.IsNull(Judge(Fail("A").Failing(3), Fail("B")).Best);
        Assert.IsNull(Judge(Fail("A") with { Stage = Stages.Command }).Best);
        Assert.IsNull(Judge(Fail("A").Failing(3) with { Stage = "elsewhere" }).Best);
    }

    [TestMethod]
    public void Fixed_new_and_still_failing_tests_are_distinguished()
    {
        var delta = Judge(FailingTests("a", "b", "c"), FailingTests("d", "b")).Delta;

        Assert.IsNotNull(delta);
        AssertListed(delta.Fixed, "a", "c");
        AssertListed(delta.New, "d");
        AssertListed(delta.Still, "b");
    }

    [TestMethod]
    public void A_test_that_was_not_run_is_not_fixed()
    {
        var tests = FailingTests("a", "b");

        Assert.IsNull(Judge(tests, tests with { Stage = Stages.Compile }).Delta);
        Assert.IsNull(Judge(tests, tests with { FailuresOmitted = 1 }).Delta);
        Assert.IsNull(Judge(tests, tests, HostBlocked()).Delta);
        Assert.IsNull(Judge(tests, Pass(), tests).Delta);
    }

    [TestMethod]
    public void A_flaky_test_beside_edits_is_named_and_does_not_hide_a_stall()
    {
        var verdict = Judge(
            FailingTests("Real").On("T1").Trying("x"),
            FailingTests("Flaky", "Real").On("T1").Trying("x"),
            FailingTests("Real").On("T2"),
            FailingTests("Flaky", "Real").On("T3"));

        AssertListed(verdict.Flaky, "Flaky");
        Assert.AreEqual(VerdictKind.Stalled, verdict.Kind);
        Assert.AreEqual(4, verdict.StallCount);
        Assert.AreEqual("Real", verdict.Fingerprint);
        AssertListed(verdict.DeadEnds, "x");
    }

    [TestMethod]
    public void A_flaky_test_alone_makes_no_stall()
    {
        var verdict = Judge(
            FailingTests("Flaky").On("T1"), FailingTests("Real").On("T1"), FailingTests("Flaky").On("T2"), FailingTests("Flaky").On("T3"),
            FailingTests("Flaky").On("T4"));

        Assert.AreEqual(VerdictKind.Progress, verdict.Kind);
        Assert.AreEqual(0, verdict.StallCount);
    }

    [TestMethod]
    public void A_test_that_failed_and_passed_on_one_tree_stays_flaky_after_the_pass()
    {
        var flaky = FailingTests("Flaky");
        Attempt[] rows = [flaky.On("T1"), Pass().On("T1") with { Stage = Stages.Test }, flaky.On("T2"), flaky.On("T3"), flaky.On("T4")];

        AssertListed(Judge(rows).Flaky, "Flaky");
        Assert.AreEqual(VerdictKind.Progress, Judge(rows).Kind);
        Assert.AreEqual(
            VerdictKind.Stalled, Judge([.. rows[..2], new Attempt { Gate = Gates.Reset }, .. rows[2..]]).Kind, "a reset forgets it");
        Assert.AreEqual(
            VerdictKind.Stalled, Judge([rows[0], rows[1] with { Stage = Stages.Compile }, .. rows[2..]]).Kind, "a build ran no test");
    }

    [TestMethod]
    public void A_flaky_test_that_failed_in_each_of_the_last_2K_attempts_is_broken()
    {
        var flaky = FailingTests("Flaky");
        Attempt[] rows = [flaky.On("T0"), Pass().On("T0") with { Stage = Stages.Test }, .. Enumerable.Range(1, 6).Select(i => flaky.On($"T{i}"))];

        Assert.AreEqual(VerdictKind.Progress, Judge(rows[..^1]).Kind);
        Assert.AreEqual(VerdictKind.Stalled, Judge(rows).Kind);
        Assert.AreEqual(6, Judge(rows).StallCount);
    }

    [TestMethod]
    [DataRow(Stages.Compile)]
    [DataRow(Stages.Test)]
    [DataRow(Stages.Command)]
    public void A_count_that_falls_each_time_excuses_a_repetition_at_every_stage(string stage)
    {
        Attempt Count(int? count) => Fail() with { Stage = stage, Count = count };

        Assert.AreEqual(VerdictKind.Progress, Judge(Count(6), Count(4), Count(2)).Kind);
        Assert.AreEqual(VerdictKind.Stalled, Judge(Count(6), Count(4), Count(4)).Kind);
        Assert.AreEqual(VerdictKind.Stalled, Judge(Count(6), Count(null), Count(2)).Kind, "not known for all");
    }

    [TestMethod]
    public void Errors_of_builds_are_compared_only_where_all_builds_have_a_count()
    {
        Attempt Build(string fingerprint, int? count) => Fail(fingerprint) with { Stage = Stages.Compile, Count = count };

        var counted = Judge(Numbered(Build("a", 5), Build("b", 1), Build("c", 3)));
        Assert.AreEqual(2, counted.Best!.Iteration);
        Assert.IsTrue(counted.WasBetter);
        var unknown = Judge(Numbered(Build("a", 5), Build("b", 1), Build("c", null)));
        Assert.AreEqual(3, unknown.Best!.Iteration);
        Assert.IsFalse(unknown.WasBetter);
    }

    [TestMethod]
    public void A_command_whose_log_counts_failures_has_a_plateau()
    {
        var rows = Numbered([.. Enumerable.Range(0, 7).Select(i => Fail($"{i}") with { Stage = Stages.Command, Count = i == 0 ? 2 : 3 })]);

        Assert.AreEqual(VerdictKind.Plateau, Judge(rows).Kind);
        Assert.AreEqual(
            "Plateau: 6 attempts without a new best. Switch strategy; the best was attempt 1, 2 failures.", VerdictText.Describe(Judge(rows)));
        Assert.AreEqual(VerdictKind.Progress, Judge([.. rows.Select(row => row with { Count = null })]).Kind);
    }

    [TestMethod]
    public void A_stall_on_the_environment_says_so_at_K_and_above()
    {
        var missing = Fail() with { Stage = Stages.Command, Algorithm = Algorithms.Text, Evidence = EvidenceKinds.Environment };

        Assert.AreEqual("fix-environment", Judge(missing, missing, missing).Recommend);
        Assert.AreEqual("fix-environment", Judge(missing, missing, missing, missing).Recommend);
        Assert.AreEqual(VerdictSeverity.Error, Judge(missing, missing, missing).Severity);
        StringAssert.Contains(VerdictText.Describe(Judge(missing, missing, missing)), "Fix the environment");
    }

    [TestMethod]
    public void A_stall_that_only_the_last_lines_of_a_log_show_is_a_warning()
    {
        var last = Fail() with { Stage = Stages.Command, Algorithm = Algorithms.Text, Evidence = EvidenceKinds.LastLines };
        var verdict = Judge(last, last, last);

        Assert.AreEqual(VerdictKind.Stalled, verdict.Kind);
        Assert.AreEqual(VerdictSeverity.Warning, verdict.Severity);
        StringAssert.EndsWith(VerdictText.Describe(verdict), "show the whole output, or name the files of test results (run --results).");
    }

    [TestMethod]
    public void Where_failures_were_left_out_nothing_is_called_flaky() =>
        Assert.IsEmpty(Judge(FailingTests("a", "b").On("T"), FailingTests("a").On("T") with { FailuresOmitted = 3 }).Flaky);

    [TestMethod]
    public void Dead_ends_are_sorted_by_code_point_and_trimmed_as_the_original_script_trims()
    {
        string[] actions = ["\U0001F600", "\uFF5E", "\x1c\uFF5E\u3000", "Z", "a", " a", "Z", "\U0001F600", "\u200ba"];
        var verdict = Judge([.. actions.Select(action => Fail().Trying(action))]);

        AssertListed(verdict.DeadEnds, "Z", "a", "\uFF5E", "\U0001F600");
    }

    [TestMethod]
    public void An_action_derived_from_edited_files_is_not_a_dead_end()
    {
        var edited = Fail() with { Changed = ["a.cs"] };

        Assert.AreEqual("(edited \"a.cs\")", DerivedAction.Describe(edited));
        Assert.IsEmpty(Judge(edited, edited, edited).DeadEnds);
    }

    [TestMethod]
    public void Code_points_decide_the_order_of_broken_UTF_16_as_well()
    {
        // Not data rows: an attribute's strings are UTF-8, which has no lone surrogates.
        (string First, string Second)[] pairs =
        [
            ("\uD900", "\U00010400"), ("\uD801\uE000", "\U00010400"), ("\uD801a", "\U00010400"),
            ("\uFFFF", "\U00010000"), ("a", "ab"), ("", "a"),
        ];
        foreach (var (first, second) in pairs)
        {
            string[] inOrder = [first, second];
            CollectionAssert.AreEqual(inOrder, CodePointOrder.Sort([first, second]));
            CollectionAssert.AreEqual(inOrder, CodePointOrder.Sort([second, first]));
        }
    }

    [TestMethod]
    public void Every_verdict_that_is_reported_has_its_code()
    {
        var codes = Enum.GetValues<VerdictKind>().Select(kind => VerdictCodes.GetCode(kind)?.Id);
        AssertListed(codes, null, "LOOP0013", "LOOP0011", "LOOP0010", "LOOP0012");
    }

    [TestMethod]
    [TestCategory("Full")]
    [Timeout(20_000, CooperativeCancellation = false)]
    public void A_window_of_three_hundred_thousand_attempts_is_judged_in_one_pass()
    {
        // Each attempt fails fewer tests, so that the verdict depends on the search for circles.
        // Equal fingerprints are different strings, as in a journal.
        var rows = new Attempt[300_000];
        for (var i = 0; i < rows.Length; i++)
        {
            var tests = new TestCounts(rows.Length, i, rows.Length - i, 0);
            rows[i] = Fail(new string(i == 150_000 ? 'b' : 'a', 12)) with { Id = $"{i}", Stage = Stages.Test, Tests = tests };
        }

        var verdict = StallDetector.Analyze(rows, 100);

        Assert.AreEqual((VerdictKind.Progress, 149_999), (verdict.Kind, verdict.StallCount));
    }
}
