using LoopJournal.Capture;
using LoopJournal.Evidence;
using LoopJournal.Model;
using TestRun = LoopJournal.Recording.TestRun;

namespace LoopJournal.Tests.Recording;

[TestClass]
public sealed class TestRunTests
{
    private static readonly Failure Failure = new() { Id = "Shop.CartTests.Total", Message = "no answer" };

    [TestMethod]
    [DataRow(2, 1, 0, 1, "fail test failures/1")]
    [DataRow(3, 0, 0, 0, "pass test ")]
    [DataRow(3, 0, 0, 1, "blocked host unknown/1", DisplayName = "every test passed and the runner failed")]
    [DataRow(0, 0, 0, 1, "blocked host unknown/1", DisplayName = "no test ran and the runner failed")]
    [DataRow(0, 0, 0, 0, "pass test  where tests have vanished", DisplayName = "no test ran")]
    [DataRow(0, 0, 4, 0, "pass test  where tests have vanished", DisplayName = "every test was skipped")]
    public void A_run_that_came_to_its_end_is_judged_by_its_tests_and_its_runner(
        int passed, int failed, int skipped, int exitCode, string expected) =>
        Assert.AreEqual(expected, Judge(CaptureEnd.Completed, passed, failed, skipped, exitCode, failed > 0 ? [Failure] : []));

    [TestMethod]
    public void A_host_that_died_is_blocked_whatever_failed_before() =>
        Assert.AreEqual("blocked host failures/1", Judge(CaptureEnd.Aborted, 1, 1, 0, 1, [Failure]));

    [TestMethod]
    public void A_failure_that_was_counted_and_lost_still_has_a_fingerprint() =>
        Assert.AreEqual("fail test unknown/1", Judge(CaptureEnd.Completed, 1, 1, 0, 1, []));

    [TestMethod]
    [DataRow(0, "pass ")]
    [DataRow(1, "fail below the threshold")]
    public void A_run_that_another_tool_failed_after_its_tests_passed_has_that_cause(int exitCode, string expected)
    {
        var run = new CapturedRun(
            new AttemptInputs { Project = "Shop.csproj" }, [],
            new CapturedEnd(CaptureEnd.Completed, new TestCounts(3, 3, 0, 0), TimeSpan.Zero, ""));

        var result = TestRun.Judge(run, exitCode, ["below the threshold"]);

        Assert.AreEqual(expected, $"{result.Gate} {string.Join(',', result.Failures.Select(failure => failure.Id))}");
        Assert.AreEqual(new TestCounts(3, 3, 0, 0), result.Tests);
    }

    [TestMethod]
    [DataRow(0, 0, true)]
    [DataRow(0, 8, true, DisplayName = "the exit code of a test program without tests")]
    [DataRow(0, 1, false, DisplayName = "the runner did not come to the tests")]
    [DataRow(2, 1, true)]
    public void A_run_without_tests_says_which_tests_ran_only_where_there_are_none(int tests, int exitCode, bool isKnown)
    {
        var run = new CapturedRun(
            new AttemptInputs(), [], new(CaptureEnd.Completed, new TestCounts(tests, tests, 0, 0), TimeSpan.Zero, "", Ran: []));

        Assert.AreEqual(isKnown, TestRun.Judge(run, exitCode).Ran is not null);
    }

    private static string Judge(CaptureEnd end, int passed, int failed, int skipped, int exitCode, Failure[] failures)
    {
        var tests = new TestCounts(passed + failed + skipped, passed, failed, skipped);
        var message = end == CaptureEnd.Aborted ? "The run was aborted. Reason: Test host process crashed : no engine" : "";
        var run = new CapturedRun(
            new AttemptInputs { Project = "Shop.csproj" }, failures, new CapturedEnd(end, tests, TimeSpan.Zero, message));
        var result = TestRun.Judge(run, exitCode);
        Assert.AreEqual(result.Gate == Gates.Pass ? 0 : 12, result.Fingerprint.Length);
        return $"{result.Gate} {result.Stage} {result.Algorithm}{(result.IsForVanishedOnly ? " where tests have vanished" : "")}";
    }
}
