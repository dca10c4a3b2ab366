using LoopJournal.Model;
using LoopJournal.Reports;
using LoopJournal.Reports.History;
using LoopJournal.Verdicts;

namespace LoopJournal.Tests;

[TestClass]
public sealed class HistoryTests
{
    private static readonly StreamKey Stream = new("main", "tests/Shop.Tests.csproj", "net10.0", "test");

    [TestMethod]
    public void A_stall_is_one_bracket_that_grows()
    {
        var history = Make("A", "A", "A", "A");

        Assert.AreEqual(new Bracket("stalled", VerdictSeverity.Error, 0, 3), history.Brackets.Single());
    }

    [TestMethod]
    public void A_pass_ends_the_bracket_and_the_next_stall_begins_another()
    {
        var history = Make("A", "A", "A", "", "A", "A", "A");

        CollectionAssert.AreEqual(new[] { (0, 2), (4, 6) }, history.Brackets.Select(bracket => (bracket.First, bracket.Last)).ToArray());
    }

    [TestMethod]
    public void A_circle_has_its_length()
    {
        var history = Make("A", "B", "A", "B");

        Assert.Contains("circle of 2", history.Brackets.Select(bracket => bracket.Label));
    }

    [TestMethod]
    public void A_verdict_on_a_long_streak_is_the_one_on_its_end()
    {
        var history = Make([.. Enumerable.Repeat("A", 200)]);

        Assert.AreEqual((0, 199), history.Brackets.Select(bracket => (bracket.First, bracket.Last)).Single());
        Assert.StartsWith("200 consecutive failures", history.Marks[^1].Reason);
    }

    [TestMethod]
    public void Letters_come_in_the_order_of_their_failures_and_the_same_failure_keeps_its_letter()
    {
        var history = Make("B", "A", "", "B");

        Assert.AreEqual("A B  A", string.Join(' ', history.Marks.Select(mark => mark.Letter)));
    }

    [TestMethod]
    public void The_grid_tells_a_test_that_was_red_all_along_from_one_that_was_skipped_away_and_one_that_did_not_fail()
    {
        var grid = Make(
            Fail("Red", "Gone"), Fail("Red", "Other"), Fail("Red") with { Vanished = [new("Gone", VanishedTest.Skipped)] }).Tests;

        CollectionAssert.AreEqual(
            new[] { ("Red", "FFF", "red all along"), ("Gone", "FPV", "did not run at the end"), ("Other", "PFP", "") },
            grid.Rows.Select(row => (row.Id, row.States, row.Remark)).ToArray());
    }

    [TestMethod]
    public void What_a_blocked_run_and_a_record_without_all_failures_say_of_a_test_is_unknown()
    {
        var blocked = Fail("Red") with { Gate = Gates.Blocked, Stage = Stages.Host };
        var partial = Fail("Other") with { FailuresOmitted = 3 };

        Assert.AreEqual("F--F", Make(Fail("Red"), blocked, partial, Fail("Red")).Tests.Rows.Single(row => row.Id == "Red").States);
    }

    [TestMethod]
    public void Swapped_tests_stand_first_and_name_each_other()
    {
        var history = Make(Fail("Z", "Old"), Fail("Y", "Old"), Fail("Z", "Old"), Fail("Y", "Old"));

        CollectionAssert.AreEquivalent(new[] { ("Z", "Y"), ("Y", "Z") }, history.Tests.Rows.Take(2).Select(row => (row.Id, row.Pair!)).ToArray());
    }

    [TestMethod]
    public void The_kinds_of_attempts_are_told_apart()
    {
        var pass = new Attempt { Gate = Gates.Pass, Stream = Stream };
        Attempt[] rows =
        [
            pass, pass with { Vanished = [new("T", VanishedTest.Absent)] }, pass with { Stale = true }, Fail("T"),
            new() { Gate = Gates.Blocked }, new() { Gate = Gates.Reset }, new() { Gate = Gates.Fail, Known = "AAAA" },
        ];

        CollectionAssert.AreEqual(
            new[] { MarkKind.Pass, MarkKind.Vanished, MarkKind.Stale, MarkKind.Fail, MarkKind.Blocked, MarkKind.Reset, MarkKind.Known },
            rows.Select(Mark.GetKind).ToArray());
    }

    [TestMethod]
    public void An_action_did_not_help_where_the_failure_stayed()
    {
        Attempt[] rows =
        [
            Fail("T") with { Action = "first" }, Fail("T") with { Action = "no help" }, new() { Gate = Gates.Pass, Stream = Stream },
            Fail("T") with { Action = "broke it again" },
        ];

        var failure = FailureHistory.FindAll([Make(rows)]).Single();

        Assert.AreEqual((3, "no help"), (failure.Count, failure.Actions.Single()));
    }

    private static StreamHistory Make(params string[] failures) =>
        Make([.. failures.Select(id => id.Length > 0 ? Fail(id) : new() { Gate = Gates.Pass, Stage = Stages.Test, Stream = Stream })]);

    private static StreamHistory Make(params Attempt[] rows)
    {
        Attempt[] numbered = [.. rows.Select((row, i) => row with { Iteration = i + 1 })];
        var state = new StreamState(Stream, rows.Length, numbered, StallDetector.Analyze(numbered, 3));
        return LoopHistory.From(new LoopState("main", rows.Length, [state], numbered, new()), 3).Streams.Single();
    }

    private static Attempt Fail(params string[] ids) => new()
    {
        Gate = Gates.Fail,
        Stage = Stages.Test,
        Algorithm = Algorithms.Failures,
        Stream = Stream,
        Fingerprint = string.Concat(ids),
        Count = ids.Length,
        Failures = [.. ids.Select(id => new RecordedFailure(id, "", "no", "", id))],
    };
}
