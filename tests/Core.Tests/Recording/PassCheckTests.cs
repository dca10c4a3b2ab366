using System.Text;
using LoopJournal.Journal;
using LoopJournal.Model;
using LoopJournal.Recording;
using LoopJournal.Reports;

namespace LoopJournal.Tests.Recording;

/// <summary>What the recorder finds in a run, from its capture to the row.</summary>
[TestClass]
public sealed class PassCheckTests : IDisposable
{
    private readonly TestRepository _repository = new();

    private List<Attempt> Rows => [.. new JournalReader(Path.Combine(_repository.Journal, "journal.jsonl")).ReadOldestFirst()];

    public void Dispose() => _repository.Dispose();

    [TestMethod]
    public void A_pass_with_a_skipped_test_is_recorded_with_it_and_the_streak_goes_on()
    {
        Run("!Cart.Total", "Cart.Other");
        Run("!Cart.Total", "Cart.Other");
        var pass = Run("-Cart.Total", "Cart.Other")!;

        Assert.AreEqual(new("Cart.Total", VanishedTest.Skipped), Assert.ContainsSingle(pass.Attempt.Vanished));
        Assert.AreEqual(
            "Shop.Tests (net10.0): attempt 3 passed, 1 test, 1 skipped, 1 that failed before did not run or was skipped: \"Cart.Total\"",
            AttemptLine.Describe(pass));
        StringAssert.StartsWith(
            PassText.Describe(pass.Verdict.Pass),
            "Passed, but \"Cart.Total\", which failed in attempts 1 and 2, was skipped or inconclusive. ");
        Assert.AreEqual(3, Run("!Cart.Total", "Cart.Other")!.Verdict.StallCount);
        _repository.Write("Cart.cs", "mended");
        Assert.IsTrue(Run("Cart.Total", "Cart.Other")!.Attempt.EndsWindow);
        _repository.Write("Cart.cs", "broken again");
        Assert.AreEqual(1, Run("!Cart.Total", "Cart.Other")!.Verdict.StallCount);
    }

    [TestMethod]
    public void A_run_without_a_passing_test_is_recorded_only_where_a_failed_test_is_missing()
    {
        Assert.IsNull(Run("-Cart.Total"));
        Assert.IsNull(Run());
        Run("!Cart.Total");
        Assert.AreEqual("skipped", Run("-Cart.Total")!.Attempt.Vanished[0].How);
        Assert.AreEqual("absent", Run()!.Attempt.Vanished[0].How);
        Run("Cart.Total");
        Assert.IsNull(Run("-Cart.Total"));
        Assert.HasCount(4, Rows);
        Assert.IsEmpty(Directory.GetFiles(Path.Combine(_repository.Journal, "captures")));
    }

    [TestMethod]
    public void A_runner_that_found_no_test_left_no_capture()
    {
        Run("!Cart.Total");
        var inputs = CreateInputs("test");
        var recorded = Recorder.RecordTestRun(Path.Combine(_repository.Journal, "captures", inputs.Id + ".jsonl"), inputs, exitCode: 0)!;

        Assert.AreEqual("absent", recorded.Attempt.Vanished[0].How);
        Assert.AreEqual(
            "Shop.Tests (net10.0): attempt 2 passed, no test ran, 1 that failed before did not run or was skipped: \"Cart.Total\"",
            AttemptLine.Describe(recorded));
    }

    [TestMethod]
    public void While_a_test_is_missing_each_run_is_compared_with_the_set_of_before()
    {
        Run("!Cart.Total(1)", "Cart.Total(2)");
        Assert.AreEqual(1, Run("Cart.Total(2)")!.Attempt.VanishedCount);
        Assert.AreEqual(1, Run("Cart.Total(2)")!.Attempt.VanishedCount, "the second run does not launder the first");
        Assert.AreEqual(0, Run("Cart.Total(2)", "Cart.Total(3)")!.Attempt.VanishedCount);
    }

    [TestMethod]
    public void A_missing_test_is_accepted_as_gone_once_and_named()
    {
        Run("!Cart.Total", "Cart.Other");
        for (var i = 0; i < 6; i++)
        {
            Assert.AreEqual(1, Run("Cart.Other")!.Attempt.VanishedCount);
        }

        _repository.Write("a.txt", "1");
        var accepted = Run("Cart.Other")!;
        Assert.IsTrue(accepted.Attempt.EndsWindow);
        Assert.AreEqual("Shop.Tests (net10.0): attempt 8 passed, 1 test, accepted as gone: \"Cart.Total\"", AttemptLine.Describe(accepted));
        Assert.IsEmpty(Run("Cart.Other")!.Attempt.Gone);
    }

    [TestMethod]
    public void A_missing_test_is_accepted_as_gone_when_the_pass_is_committed()
    {
        _repository.Write("a.txt", "1").Commit();
        Run("!Cart.Total", "Cart.Other");
        _repository.Write("a.txt", "2");
        Run("Cart.Other");
        Assert.AreEqual(1, Run("Cart.Other")!.Attempt.VanishedCount);
        _repository.Commit().Write("a.txt", "3").Commit();

        Assert.AreEqual("Cart.Total", Assert.ContainsSingle(Run("Cart.Other")!.Attempt.Gone));
    }

    [TestMethod]
    [DataRow("tests/Shop.Tests/CartTests.cs", true)]
    [DataRow("src/Shop/Cart.cs", false)]
    [DataRow("readme.md", false, DisplayName = "a file of no project")]
    public void Whether_only_tests_were_edited_is_known_by_the_projects_of_the_files(string file, bool expected)
    {
        _repository.Write("src/Shop/Shop.csproj", "").Write("tests/Shop.Tests/Shop.Tests.csproj", "").Write(file, "1");
        Run("!Cart.Total");
        _repository.Write(file, "2");
        var pass = Run("Cart.Total")!;

        Assert.AreEqual(expected, pass.Attempt.OnlyTestsEdited);
        Assert.AreEqual(expected, AttemptLine.Describe(pass).Contains("only files of test projects were edited", StringComparison.Ordinal));
        _repository.Write(file, "3");
        Assert.IsNull(Run("Cart.Total")!.Attempt.OnlyTestsEdited, "no attempt failed since the last pass");
    }

    [TestMethod]
    public void Where_a_project_lies_at_the_root_it_is_not_known_whether_only_tests_were_edited()
    {
        _repository.Write("All.csproj", "").Write("tests/a.cs", "1");
        Run("!Cart.Total");
        _repository.Write("tests/a.cs", "2");

        Assert.IsNull(Run("Cart.Total")!.Attempt.OnlyTestsEdited);
    }

    [TestMethod]
    public void A_TRX_file_says_which_tests_ran_on_a_pass_too()
    {
        RecordTrx(Gates.Fail, ("Total", "Failed"), ("Other", "Passed"));
        RecordTrx(Gates.Fail, ("Total", "Failed"), ("Other", "Passed"));
        var pass = RecordTrx(Gates.Pass, ("Total", "NotExecuted"), ("Other", "Passed"));
        var again = RecordTrx(Gates.Pass, ("Other", "Passed"));

        Assert.AreEqual(new("Shop.CartTests.Total", VanishedTest.Skipped), Assert.ContainsSingle(pass.Vanished));
        Assert.AreEqual(new("Shop.CartTests.Total", VanishedTest.Absent), Assert.ContainsSingle(again.Vanished));
        Assert.AreEqual(new TestCounts(2, 1, 0, 1), pass.Tests);
    }

    [TestMethod]
    public void A_log_of_a_pass_says_nothing_of_tests()
    {
        RecordTrx(Gates.Fail, ("Total", "Failed"));
        var log = new MemoryStream(Encoding.UTF8.GetBytes("all is well"));

        Assert.IsTrue(Recorder.RecordOutputs(CreateInputs("run x"), Gates.Pass, "", 0, new([log])).Attempt.EndsWindow);
    }

    private AttemptRecorder Recorder => new(_repository.Journal, _repository.Root);

    private Attempt RecordTrx(string gate, params (string Name, string Outcome)[] tests)
    {
        var results = tests.Select((test, i) => $"<UnitTestResult testId=\"{i}\" testName=\"{test.Name}\" outcome=\"{test.Outcome}\" />");
        var definitions = tests.Select(
            (test, i) => $"<UnitTest id=\"{i}\"><TestMethod className=\"Shop.CartTests\" name=\"{test.Name}\" /></UnitTest>");
        var (passed, failed) = (tests.Count(test => test.Outcome == "Passed"), tests.Count(test => test.Outcome == "Failed"));
        var trx = "<TestRun xmlns=\"http://microsoft.com/schemas/VisualStudio/TeamTest/2010\">"
            + $"<Results>{string.Concat(results)}</Results><TestDefinitions>{string.Concat(definitions)}</TestDefinitions>"
            + $"<ResultSummary><Counters total=\"{tests.Length}\" passed=\"{passed}\" failed=\"{failed}\" /></ResultSummary></TestRun>";
        return Recorder.RecordOutputs(
            CreateInputs("run x"), gate, stage: "", exitCode: 1, new([new MemoryStream(Encoding.UTF8.GetBytes(trx))])).Attempt;
    }

    /// <summary>A run with these results: <c>"!Cart.Total"</c> failed, <c>"-Cart.Total"</c> was skipped.</summary>
    private RecordedAttempt? Run(params string[] tests)
    {
        var inputs = CreateInputs("test");
        var capture = Path.Combine(_repository.Journal, "captures", inputs.Id + ".jsonl");
        Runs.WriteCapture(capture, _repository.Root, inputs, tests);
        return Recorder.RecordTestRun(capture, inputs, exitCode: tests.Any(test => test[0] == '!') ? 1 : 0);
    }

    private AttemptInputs CreateInputs(string command) => new()
    {
        Id = AttemptInputs.CreateId(),
        Loop = "main",
        Project = "tests/Shop.Tests/Shop.Tests.csproj",
        Framework = "net10.0",
        Command = command,
        Commit = new LoopJournal.Git.GitStatus(_repository.Root, _repository.Journal).GetCommit(),
        Root = _repository.Root,
        Tree = _repository.Take(),
    };
}
