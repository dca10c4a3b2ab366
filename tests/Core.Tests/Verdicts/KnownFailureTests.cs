using CsCheck;
using LoopJournal.Evidence;
using LoopJournal.Model;
using LoopJournal.Recording;
using LoopJournal.Tests.Recording;
using LoopJournal.Text;
using LoopJournal.Verdicts;

namespace LoopJournal.Tests.Verdicts;

/// <summary>Which failures of a stream are known, as its rows say.</summary>
[TestClass]
public sealed class KnownFailureTests
{
    private static readonly Gen<string[]> Tests = Gen.OneOf("a", "b", "c").Array[0, 3].Select(tests => tests.Distinct().ToArray());

    private static readonly Gen<Attempt> Row = Gen.OneOf(
        Tests.Select(Runs.Fail),
        Tests.Select(Accept),
        Tests.Select(tests => Runs.Pass() with { KnownFixed = tests }),
        Gen.Const(Runs.Pass()),
        Gen.Const(new Attempt { Gate = Gates.Reset, Stream = Runs.Test }));

    [TestMethod]
    public void The_newest_row_that_accepts_counts_without_what_has_passed_since()
    {
        Assert.AreEqual("a b", Fold(Accept("c"), Accept("a", "b")));
        Assert.AreEqual("b", Fold(Accept("a", "b"), Runs.Pass() with { KnownFixed = ["a"] }));
        Assert.AreEqual("b", Fold(Accept("a", "b"), Runs.Pass() with { KnownFixed = [$"{FailedIds.Hash("a"):x16}"] }), "without a name");
        Assert.AreEqual("a", Fold(Accept("a"), Runs.Pass(), new Attempt { Gate = Gates.Reset, Stream = Runs.Test }), "a plain reset");
        Assert.AreEqual("", Fold(Accept("a"), Accept()));
    }

    [TestMethod]
    public void A_row_of_another_loop_and_a_text_that_is_not_a_list_accept_nothing()
    {
        Assert.AreEqual("a", Fold(Accept("a"), Accept("b") with { Stream = StreamKey.Seed }));
        Assert.AreEqual("", Fold(Accept("a") with { Known = "no list" }));
        Assert.AreEqual("", Fold(Accept("a") with { Known = new('A', 1_000_000) }));
    }

    [TestMethod]
    public void Two_processes_that_accept_the_same_are_undone_together() =>
        Assert.AreEqual("a", Write(After(Accept("a"), Accept("b"), Accept("b")).Before!));

    [TestMethod]
    public void Undo_brings_the_list_before_back() => Gen.Select(Row.Array[0, 8], Tests).Sample((rows, accepted) =>
    {
        var before = After(rows);
        var after = before.After(Accept(accepted));
        Assert.AreEqual(string.Join(' ', accepted.Order()), Write(after.Tests));
        if (Write(before.Tests) != Write(after.Tests))
        {
            var undone = after.After(Accept() with { Known = FailedTests.Write(after.Before!) });
            Assert.AreEqual(Write(before.Tests), Write(undone.Tests));
        }
    });

    [TestMethod]
    public void Without_a_known_failure_a_result_stays_as_it_is() => Gen.Select(Tests, Tests).Sample((failing, known) =>
    {
        var result = GateResult.Failed(Gates.Fail, Stages.Test, Algorithms.Failures, [.. failing.Select(MakeFailure)]) with { Ran = [] };
        var others = After(Accept([.. known.Select(test => $"other {test}")]));

        Assert.AreSame(result, KnownCheck.Subtract(result, After()));
        Assert.AreSame(result, KnownCheck.Subtract(result, others));
    });

    [TestMethod]
    public void Known_failures_on_resets_change_no_verdict() => Row.Array[0, 12].Sample(rows =>
    {
        var stripped = Array.ConvertAll(rows, row => row with { Known = null, KnownFixed = [] });
        var (with, without) = (StallDetector.Analyze(rows, 3), StallDetector.Analyze(stripped, 3));

        Assert.AreEqual((without.Kind, without.StallCount, without.Reason), (with.Kind, with.StallCount, with.Reason));
    });

    [TestMethod]
    public void A_run_with_known_failures_only_ends_the_window_and_the_segment()
    {
        var known = Runs.Fail() with { Known = FailedTests.Write([Runs.Describe("a")]) };
        Attempt[] rows = [Runs.Fail("b"), Runs.Fail("b"), known, Runs.Fail("b"), Runs.Fail("b")];

        Assert.IsTrue(known.EndsWindow && known.Clears);
        Assert.IsFalse((known with { Vanished = [new("c", VanishedTest.Skipped)] }).EndsWindow);
        Assert.IsFalse((known with { Known = "" }).Clears, "a failure without a fingerprint as the original script has it");
        Assert.AreEqual((VerdictKind.Progress, 2), (StallDetector.Analyze(rows, 3).Kind, StallDetector.Analyze(rows, 3).StallCount));
        Assert.AreEqual("last attempt passed or had no failure signature", StallDetector.Analyze(rows[..3], 3).Reason);
    }

    [TestMethod]
    public void Two_thousand_tests_fit_into_a_list_and_one_more_does_not()
    {
        var tests = Enumerable.Range(0, FailedIds.MaxCount + 1).Select(i => Runs.Describe($"test {i}")).ToList();
        var full = FailedTests.Write(tests.Skip(1));

        Assert.AreEqual(FailedIds.MaxCount, FailedTests.Count(full));
        CollectionAssert.AreEquivalent(tests.Skip(1).ToList(), FailedTests.Read(full).ToList());
        Assert.AreEqual("", FailedTests.Write(tests));
    }

    private static Attempt Accept(params string[] tests) => new()
    {
        Gate = Gates.Reset,
        Stream = Runs.Test,
        Known = FailedTests.Write(tests.Select(Runs.Describe)),
        Failures = [.. tests.Select(test => new RecordedFailure(test, "", "", "", ""))],
    };

    private static KnownFailures After(params Attempt[] rows) => KnownFailures.From(Runs.Test, rows);

    private static string Fold(params Attempt[] rows) => Write(After(rows).Tests);

    private static string Write(IEnumerable<FailedTest> tests)
    {
        var names = new[] { "a", "b", "c" }.ToDictionary(FailedIds.Hash);
        return string.Join(' ', tests.Select(test => names[test.Id]).Order());
    }

    private static Failure MakeFailure(string test) =>
        new() { Id = test, Test = RanTests.GetKey(test, test) };
}
