using LoopJournal.Journal;
using LoopJournal.Model;
using LoopJournal.Reports;
using LoopJournal.Tests.Recording;
using LoopJournal.Text;
using LoopJournal.Verdicts;

namespace LoopJournal.Tests.Reports;

/// <summary>Which failures <c>accept</c> takes, and into which rows.</summary>
[TestClass]
public sealed class AcceptanceTests
{
    private static readonly StreamKey Lib = Runs.Test with { Project = "lib/Lib.Tests.csproj" };
    private static readonly StreamFilter Whole = new("main");
    private static readonly StreamFilter Single = new("main", Project: "Shop.Tests");

    [TestMethod]
    public void One_row_takes_the_failures_of_all_streams_of_the_loop()
    {
        var row = Assert.ContainsSingle(Find(Whole, Stream(Runs.Test, Fail("a", "b")), Stream(Lib, Fail("b", "c"))));

        Assert.AreEqual((new StreamKey("main", "", "", ""), 3, false), (row.Key, row.Count, row.IsTooMuch));
        Assert.AreEqual("a b c", Write(row));
        CollectionAssert.AreEqual((string[])["a", "b", "c"], row.Row.Accepted.Select(test => test.Id).ToArray());
    }

    [TestMethod]
    public void Of_selected_streams_each_has_a_row_if_one_of_its_tests_fails()
    {
        var row = Assert.ContainsSingle(Find(Single, Stream(Runs.Test, Fail("a")), Stream(Lib, Fail("b"), Runs.Pass())));

        Assert.AreEqual((Runs.Test, "a"), (row.Key, Write(row)));
    }

    [TestMethod]
    public void Without_a_failing_test_nothing_is_written_and_a_vanished_test_is_accepted_as_gone()
    {
        Assert.IsEmpty(Find(Whole));
        Assert.IsEmpty(Find(Whole, Stream(Runs.Test, Fail("a"), Runs.Pass())));
        Assert.IsEmpty(Find(Whole, Stream(Runs.Test, Fail("a") with { Algorithm = Algorithms.Text })), "a line of a log is not a test");

        Assert.AreEqual(0, Assert.ContainsSingle(Find(Whole, Stream(Runs.Test, Fail("a"), Runs.Pass("a")))).Count);
    }

    [TestMethod]
    public void Known_failures_of_the_newest_run_stay_known()
    {
        var newest = Fail("b") with { Known = FailedTests.Write([Runs.Describe("a")]) };

        Assert.AreEqual("a b", Write(Assert.ContainsSingle(Find(Whole, Stream(Runs.Test, Accept("a", "c"), newest)))));
    }

    [TestMethod]
    public void Undo_brings_the_lists_before_back_where_something_was_accepted()
    {
        StreamState[] streams = [Stream(Runs.Test, Accept("a"), Accept("b"), Fail("c")), Stream(Lib, Accept("c"))];

        Assert.AreEqual("a", Write(Assert.ContainsSingle(Acceptance.Find(Loop(streams), Whole, isUndo: true))));
        Assert.IsEmpty(Acceptance.Find(Loop(Stream(Runs.Test, Fail("a"))), Whole, isUndo: true));
    }

    [TestMethod]
    public void More_failures_than_a_record_holds_are_too_much_also_where_they_are_of_two_streams()
    {
        static StreamState Failing(StreamKey key, int first, int count) =>
            Stream(key, Fail([.. Enumerable.Range(first, count).Select(i => $"t{i}")]));

        Assert.IsFalse(Find(Whole, Failing(Runs.Test, 0, 1500), Failing(Lib, 1500, 500)).Single().IsTooMuch);
        Assert.IsTrue(Find(Whole, Failing(Runs.Test, 0, 1500), Failing(Lib, 1500, 501)).Single().IsTooMuch);
        Assert.IsFalse(Find(Single, Failing(Runs.Test, 0, 1500), Failing(Lib, 1500, 501)).Exists(row => row.IsTooMuch));
    }

    [TestMethod]
    public void A_run_whose_failures_the_record_does_not_list_is_too_much_to_accept_and_not_to_undo()
    {
        var newest = Fail("a") with { FailuresOmitted = 2000, FailedTests = "" };

        Assert.IsTrue(Find(Whole, Stream(Runs.Test, newest)).Single().IsTooMuch);
        Assert.IsFalse(Acceptance.Find(Loop(Stream(Runs.Test, Accept("a"), newest)), Whole, isUndo: true).Single().IsTooMuch);
    }

    private static List<Acceptance> Find(StreamFilter filter, params StreamState[] streams) =>
        Acceptance.Find(Loop(streams), filter, isUndo: false);

    private static LoopState Loop(params StreamState[] streams) => new("main", 0, streams, [], new SkippedLines());

    private static StreamState Stream(StreamKey key, params Attempt[] rows)
    {
        rows = Array.ConvertAll(rows, row => row.In(key));
        return new(key, rows.Length, rows, StallDetector.Analyze(rows, 3)) { Known = KnownFailures.From(key, rows) };
    }

    private static Attempt Fail(params string[] tests) => Runs.Fail(tests) with { Algorithm = Algorithms.Failures };

    private static Attempt Accept(params string[] tests) =>
        new() { Gate = Gates.Reset, Known = FailedTests.Write(tests.Select(Runs.Describe)) };

    private static string Write(Acceptance row)
    {
        var names = new[] { "a", "b", "c" }.ToDictionary(FailedIds.Hash);
        return string.Join(' ', FailedTests.Read(row.Row.Known!).Select(test => names[test.Id]).Order());
    }
}
