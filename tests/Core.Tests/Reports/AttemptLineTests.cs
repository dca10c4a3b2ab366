using LoopJournal.Model;
using LoopJournal.Reports;
using LoopJournal.Verdicts;
using static LoopJournal.Tests.Verdicts.Rows;

namespace LoopJournal.Tests.Reports;

/// <summary>The line of an attempt.</summary>
[TestClass]
public sealed class AttemptLineTests
{
    private static string Describe(Attempt attempt, Attempt? before = null) => AttemptLine.Describe(
        new(Name(attempt), StallDetector.Analyze(before is null ? [attempt] : [before, attempt], 3), JournalCreated: false, Problem: null)
        {
            Before = before,
        });

    private static Attempt Name(Attempt attempt) =>
        attempt with { Iteration = 2, Stream = new("main", "a/Shop.csproj", "net10.0", "test") };

    [TestMethod]
    [DataRow(1086, 84, "Shop (net10.0): attempt 2 passed, 1086 tests, 84 skipped")]
    [DataRow(1, 1, "Shop (net10.0): attempt 2 passed, 1 test, 1 skipped")]
    [DataRow(2, 0, "Shop (net10.0): attempt 2 passed, 2 tests")]
    public void A_pass_counts_the_tests_that_passed_and_those_that_were_skipped(int passed, int skipped, string expected) =>
        Assert.AreEqual(expected, Describe(Pass() with { Stage = Stages.Test, Tests = new(passed + skipped, passed, 0, skipped) }));

    [TestMethod]
    public void A_failing_attempt_has_the_last_two_counts() => Assert.AreEqual(
        "Shop (net10.0): attempt 2 failed, 50 of 100 tests, failing 60 > 50 (\"B\")",
        Describe(Fail("B").Failing(50), Fail("A").Failing(60)));

    [TestMethod]
    public void The_same_failure_has_no_second_count() => Assert.AreEqual(
        "Shop (net10.0): attempt 2 failed, 3 of 100 tests, same failure 2 times in a row (\"A\")",
        Describe(Fail("A").Failing(3), Fail("A").Failing(3)));

    [TestMethod]
    public void Compiler_errors_are_counted_by_their_places() => Assert.AreEqual(
        "Shop (net10.0): attempt 2 failed, does not compile, 6 errors (\"C\")",
        Describe(Fail("C") with
        {
            Stage = Stages.Compile, Algorithm = Algorithms.Diagnostics, Count = 6, Failures = [new("CS0103 a.cs", "CS0103", "m", "", "f")],
        }));
}
