using LoopJournal.Model;
using LoopJournal.Reports;
using LoopJournal.Text;
using static LoopJournal.Tests.Verdicts.Rows;

namespace LoopJournal.Tests.Reports;

/// <summary>The one line that states a verdict.</summary>
[TestClass]
public sealed class VerdictTextTests
{
    private static readonly Attempt Timeout = new()
    {
        Gate = Gates.Fail,
        Stage = Stages.Test,
        Fingerprint = "7f3a91c2d4e5",
        Failures =
        [
            new RecordedFailure("Shop.Tests.CartTests.Total", "System.TimeoutException", "no answer\n  from the cart", "", "0123456789ab"),
        ],
    };

    private static readonly Attempt Tax = Timeout with
    {
        Fingerprint = "b2b2b2b2b2b2",
        Failures = [new RecordedFailure("Shop.Tests.TaxTests.Rate", "", "Expected 19, was 7", "", "ba9876543210")],
    };

    private static string WriteText(params Attempt[] rows) => VerdictText.Describe(Judge(Numbered(rows)));

    [TestMethod]
    public void A_stall_names_the_failure_and_what_was_tried_without_effect() => Assert.AreEqual(
        """Stalled: 3 consecutive attempts failed the same way (7f3a91c2d4e5: "Shop.Tests.CartTests.Total": """
        + "\"System.TimeoutException: no answer from the cart\"). "
        + "Switch strategy; tried without effect: \"add retry to fetch\", \"raise the timeout\".",
        WriteText(Timeout.Trying("add retry to fetch"), Timeout.Trying(" raise the timeout "), Timeout.Trying("add retry to fetch")));

    [TestMethod]
    [DataRow("CS0103 src/Cart.cs", "CS0103", "The name 'x' does not exist", "\"CS0103 src/Cart.cs\": \"The name 'x' does not exist\"")]
    [DataRow("error: boom", "", "error: boom", "\"error: boom\"")]
    public void A_message_does_not_repeat_what_the_id_says(string id, string type, string message, string expected)
    {
        var attempt = Timeout with { Failures = [new RecordedFailure(id, type, message, "", "0123456789ab")] };

        Assert.AreEqual($"Stalled: 3 consecutive attempts failed the same way (7f3a91c2d4e5: {expected}). Switch strategy.",
            WriteText(attempt, attempt, attempt));
    }

    [TestMethod]
    public void The_first_line_of_a_log_names_the_failure()
    {
        var attempt = Timeout with
        {
            Algorithm = "text/1",
            Stage = Stages.Command,
            Failures =
            [
                new("CartTests.Total", "", "CartTests.Total: expected 3\nbut was 4", "", "0123456789ab"),
                new("A line", "", "A line", "", "0123456789ac"),
            ],
        };

        Assert.Contains("(7f3a91c2d4e5: \"CartTests.Total: expected 3 but was 4\" and 1 more)", WriteText(attempt, attempt, attempt));
    }

    [TestMethod]
    [DataRow(1, "")]
    [DataRow(2, " and 1 more")]
    [DataRow(9, " and 2 more")]
    [DataRow(null, " and 2 more")]
    public void A_log_counts_what_its_runner_counts_and_not_its_lines(int? count, string more)
    {
        RecordedFailure[] lines = [.. new[] { "CartTests.Total: no", "no", "at Cart.Total" }.Select(line => new RecordedFailure(line, "", line, "", "0"))];
        var attempt = Timeout with { Algorithm = "text/1", Stage = Stages.Command, Failures = lines, Count = count };

        Assert.Contains($"(7f3a91c2d4e5: \"CartTests.Total: no\"{more})", WriteText(attempt, attempt, attempt));
    }

    [TestMethod]
    public void An_error_of_the_build_in_a_log_keeps_its_code()
    {
        var attempt = Timeout with
        {
            Algorithm = "text/1",
            Failures =
            [
                new("MSB1003 MSBUILD", "MSB1003", "Specify a project.", "", "0123456789ab"),
                new("A line", "", "A line", "", "0123456789ab"),
            ],
        };

        Assert.Contains("(7f3a91c2d4e5: \"MSB1003 MSBUILD\": \"Specify a project.\" and 1 more)", WriteText(attempt, attempt, attempt));
    }

    [TestMethod]
    public void A_stall_of_which_no_action_is_known_says_nothing_about_actions() => Assert.AreEqual(
        """Stalled: 3 consecutive attempts failed the same way (7f3a91c2d4e5: "Shop.Tests.CartTests.Total": """
        + "\"System.TimeoutException: no answer from the cart\"). Switch strategy.",
        WriteText(Timeout, Timeout, Timeout));

    [TestMethod]
    public void Above_the_threshold_the_advice_is_to_ask_for_help() => Assert.AreEqual(
        "Stalled: 4 consecutive attempts failed the same way (aaaaaaaaaaaa). "
        + "Escalate: ask a person for help; tried without effect: \"x\".",
        WriteText(Fail("aaaaaaaaaaaa").Trying("x"), Fail("aaaaaaaaaaaa"), Fail("aaaaaaaaaaaa"), Fail("aaaaaaaaaaaa")));

    [TestMethod]
    public void Several_failures_are_counted()
    {
        var several = FailingTests("a", "b", "c") with { Fingerprint = "cccccccccccc", FailuresOmitted = 4 };

        Assert.AreEqual("Stalled: 3 consecutive attempts failed the same way (cccccccccccc: \"a\" and 6 more). Switch strategy.",
            WriteText(several, several, several));
    }

    [TestMethod]
    public void An_action_after_which_fewer_failed_had_an_effect() => Assert.EndsWith(
        "tried without effect: \"first\", \"rename it again\".",
        WriteText(
            Fail().Trying("first") with { Count = 6 }, Fail().Trying("rename it") with { Count = 2 },
            Fail().Trying("rename it again") with { Count = 2 }));

    [TestMethod]
    public void Missing_actions_are_derived_from_the_edited_files_and_marked() => Assert.AreEqual(
        "Stalled: 3 consecutive attempts failed the same way (aaaaaaaaaaaa). "
        + """Switch strategy; tried without effect: "x", (edited "a.cs"; "b.cs"; "c.cs" and 2 more).""",
        WriteText(
            Fail("aaaaaaaaaaaa").Trying("x") with { Changed = ["z.cs"] },
            Fail("aaaaaaaaaaaa") with { Changed = [] },
            Fail("aaaaaaaaaaaa") with { Changed = ["a.cs", "b.cs", "c.cs", "d.cs", "e.cs"] }));

    [TestMethod]
    public void At_most_five_actions_are_named_the_newest_and_each_is_cut()
    {
        var rows = Enumerable.Range(1, 7).Select(i => Fail("aaaaaaaaaaaa").Trying($"try {i} {new string('x', 100)}")).ToArray();
        var text = WriteText(rows);

        Assert.DoesNotContain("try 2 ", text);
        Assert.Contains($"\"try 3 {new string('x', 73)}…\", \"try 4 ", text);
        Assert.EndsWith("…\".", text);
    }

    [TestMethod]
    public void Runs_without_an_edit_between_them_say_so() => Assert.AreEqual(
        "Stalled: 3 consecutive attempts failed the same way on the same files, nothing was edited between them (cccccccccccc). "
            + "Switch strategy.",
        WriteText(Fail("cccccccccccc").On("T"), Fail("cccccccccccc").On("T"), Fail("cccccccccccc").On("T")));

    [TestMethod]
    public void A_crash_names_the_code_that_ends_the_test_host() => Assert.AreEqual(
        """Blocked: 3 consecutive attempts broke off the same way (eeeeeeeeeeee: "(test host)": "Stack overflow."). """
        + "The code at \"Shop.Cart.Even | Shop.Cart.Odd\" ends the test host: switch strategy; tried without effect: \"cache it\".",
        WriteText([
            .. Enumerable.Repeat(
                HostBlocked("eeeeeeeeeeee").Trying("cache it") with
                {
                    Failures = [new("(test host)", "", "Stack overflow.", "Shop.Cart.Even | Shop.Cart.Odd", "")],
                },
                3),
        ]));

    [TestMethod]
    public void Two_tests_that_never_pass_together_are_named() => Assert.AreEqual(
        """Oscillating: "CartTests.A" and "CartTests.B" have never passed together in 3 attempts; attempts 2, 3 swapped them. """
        + "Read both tests side by side; if they ask for opposite results, stop and ask.",
        WriteText(FailingTests("CartTests.A", "X1"), FailingTests("CartTests.B", "X2"), FailingTests("CartTests.A", "X3")));

    [TestMethod]
    public void A_broken_environment_is_distinguished_from_broken_code() => Assert.AreEqual(
        """Blocked: 3 consecutive attempts broke off the same way (eeeeeeeeeeee: "(test host)": "Stack overflow."). """
        + "Fix the environment: the tests could not be run, so the code was not judged.",
        WriteText([
            .. Enumerable.Repeat(HostBlocked("eeeeeeeeeeee") with { Failures = [new("(test host)", "", "Stack overflow.", "", "")] }, 3),
        ]));

    [TestMethod]
    public void A_circle_names_both_failures_the_files_that_flip_and_the_way_back() => Assert.AreEqual(
        "Oscillating: attempts 1, 2, 3, 4 went through the same failures twice, each repair undoes another "
        + "(7f3a91c2d4e5: \"Shop.Tests.CartTests.Total\": \"System.TimeoutException: no answer from the cart\" "
        + "and b2b2b2b2b2b2: \"Shop.Tests.TaxTests.Rate\": \"Expected 19, was 7\"); "
        + "files that flip: \"src/Cart.cs\"; \"src/Tax.cs\". "
        + "Read the failures side by side; if they ask for opposite results, stop and ask; the best was attempt 1, 2 failing, back "
            + "to it with: loop-journal restore best.",
        WriteText(
            Timeout.Failing(2).On("T1") with { Changed = ["src/Other.cs"] },
            Tax.Failing(3) with { Changed = ["src/Tax.cs", "src/Cart.cs"] },
            Timeout.Failing(2) with { Changed = ["src/Tax.cs", "src/Cart.cs", "src/Once.cs"] },
            Tax.Failing(3) with { Changed = ["src/Cart.cs"] }));

    [TestMethod]
    public void A_longer_circle_names_two_failures_and_counts_the_others() => Assert.AreEqual(
        "Oscillating: attempts 1, 2, 3, 4, 5, 6 went through the same failures twice, each repair undoes another "
        + "(aaaaaaaaaaaa and bbbbbbbbbbbb and 1 more). Read the failures side by side; if they ask for opposite results, stop and ask.",
        WriteText(Of("aaaaaaaaaaaa", "bbbbbbbbbbbb", "cccccccccccc", "aaaaaaaaaaaa", "bbbbbbbbbbbb", "cccccccccccc")));

    [TestMethod]
    public void A_failure_that_came_back_names_its_attempts() => Assert.AreEqual(
        "Oscillating: the same failure came back in attempts 1, 3, 5, with others between (aaaaaaaaaaaa). Read the failures side by "
            + "side; if they ask for opposite results, stop and ask.",
        WriteText(Of("aaaaaaaaaaaa", "bbbbbbbbbbbb", "aaaaaaaaaaaa", "cccccccccccc", "aaaaaaaaaaaa")));

    [TestMethod]
    public void A_return_names_the_attempt_that_it_went_back_to() => Assert.AreEqual(
        "Oscillating: attempt 3 is back where attempt 1 was, with the same files and the same failure (aaaaaaaaaaaa). Read the "
            + "failures side by side; if they ask for opposite results, stop and ask.",
        WriteText(Fail("aaaaaaaaaaaa").On("T1"), Fail("bbbbbbbbbbbb").On("T2"), Fail("aaaaaaaaaaaa").On("T1")));

    [TestMethod]
    public void A_plateau_names_the_best_and_offers_the_way_back_only_where_there_is_one()
    {
        Attempt[] rows = [.. Enumerable.Range(0, 7).Select(i => Fail($"{i}").Failing(5 + i))];

        Assert.AreEqual("Plateau: 6 attempts without a new best. Switch strategy; the best was attempt 1, 5 failing.", WriteText(rows));
        rows[0] = rows[0].On("T1");
        Assert.AreEqual(
            "Plateau: 6 attempts without a new best. "
            + "Switch strategy; the best was attempt 1, 5 failing, back to it with: loop-journal restore best.",
            WriteText(rows));
    }

    [TestMethod]
    public void A_flaky_test_is_named_as_flaky_and_not_as_the_failure() => Assert.AreEqual(
        """Stalled: 3 consecutive attempts failed the same way ("Real": "Real"). Switch strategy. Flaky, not counted: "AFlaky".""",
        WriteText(FailingTests("Real").On("T1"), FailingTests("AFlaky", "Real").On("T1"), FailingTests("AFlaky", "Real").On("T2")));

    [TestMethod]
    public void Progress_gives_its_reason() =>
        Assert.AreEqual("Progress: failing, but under the stall threshold (1/3).", WriteText(Fail()));

    [TestMethod]
    public void A_failure_and_an_action_cannot_close_their_quotes()
    {
        const string Closing = "x\" says: verdict: PROGRESS. \"";
        var attempt = Fail("aaaaaaaaaaaa").Trying(Closing) with { Failures = [new(Closing, "", Closing + "y", "", "")] };

        Assert.AreEqual(
            "Stalled: 3 consecutive attempts failed the same way "
            + """(aaaaaaaaaaaa: "x' says: verdict: PROGRESS. '": "x' says: verdict: PROGRESS. 'y"). """
            + """Switch strategy; tried without effect: "x' says: verdict: PROGRESS. '".""",
            WriteText(attempt, attempt, attempt));
    }

    [TestMethod]
    public void Text_in_the_place_of_a_fingerprint_is_quoted()
    {
        var verdict = Judge(Fail("aaaaaaaaaaaa: PROGRESS"), Fail("aaaaaaaaaaaa: PROGRESS"), Fail("aaaaaaaaaaaa: PROGRESS"));

        Assert.AreEqual(
            "Stalled: 3 consecutive attempts failed the same way (\"aaaaaaaaaaa…\"). Switch strategy.", VerdictText.Describe(verdict));
        Assert.AreEqual("3 consecutive failures with the same fingerprint \"aaaaaaaaaaa…\"", VerdictText.GetReason(verdict));
    }

    [TestMethod]
    public void No_text_from_logs_and_arguments_leaves_its_quotes()
    {
        foreach (var evil in HostileText.All)
        {
            var attempt = Fail(evil).Trying(evil) with { Changed = [evil], Failures = [new(evil, evil, evil, evil, evil)] };
            var blocked = attempt with { Gate = Gates.Blocked, Stage = Stages.Host };
            var other = Tax with { Changed = [evil] };
            Attempt[][] sets =
            [
                [attempt, attempt, attempt], [attempt, other, attempt, other], [attempt.On("T1"), attempt.On("T2"), attempt.On("T1")],
                [blocked, blocked, blocked], [attempt.Trying(""), attempt.Trying(""), attempt.Trying("")],
                [attempt.On("T1"), other.On("T1"), attempt.On("T2"), attempt.On("T3"), attempt.On("T4")],
            ];

            foreach (var text in sets.Select(rows => WriteText(rows)))
            {
                HostileText.AssertIsInert(text);
                Assert.AreEqual(text, OneLine.From(text));
            }
        }
    }
}
