using System.Text.Json;
using System.Text.RegularExpressions;

namespace LoopJournal.Tests;

/// <summary>The hooks around a test run: when they run, and when they do not.</summary>
[TestClass]
public sealed partial class TestRunHookTests : IDisposable
{
    private readonly TestProjectStub _project = new();

    public void Dispose() => _project.Dispose();

    [TestMethod]
    [DataRow("0", "false", "console runner")]
    [DataRow("1", "true", "msbuild runner")]
    public void A_failing_run_is_recorded_whichever_runner_the_SDK_takes(string terminalLogger, string msbuildOutput, string runner)
    {
        var run = _project.RunTests(properties: [("_MSBUILDTLENABLED", terminalLogger), ("VsTestUseMSBuildOutput", msbuildOutput)]);

        Assert.IsFalse(run.Passed);
        Assert.IsLessThan(run.IndexOf("attempt 1 blocked"), run.IndexOf(runner));
        Assert.HasCount(1, _project.Journal);
        Assert.Contains("\"gate\":\"blocked\"", _project.Journal[0]);
        Assert.Contains("\"algorithm\":\"unknown/1\"", _project.Journal[0]);
    }

    [TestMethod]
    public void A_build_that_fails_before_the_tests_records_nothing()
    {
        var run = _project.RunTests(buildFails: true);

        Assert.IsFalse(run.Passed);
        Assert.DoesNotContain("LoopJournal: Shop", run.Log);
        Assert.IsEmpty(_project.Journal);
    }

    [TestMethod]
    public void Without_a_build_of_its_own_the_run_is_recorded_too()
    {
        _project.RunTests(buildFails: true, properties: [("VSTestNoBuild", "true")]);

        Assert.HasCount(1, _project.Journal);
    }

    [TestMethod]
    public void A_run_that_fails_three_times_for_no_known_reason_is_blocked()
    {
        _project.RunTests();
        Assert.DoesNotContain("LOOP0012", _project.RunTests().Log);
        var third = _project.RunTests();

        third.IndexOf("error LOOP0012");
        Assert.HasCount(3, _project.Journal);
    }

    [TestMethod]
    [DataRow("warning", "warning LOOP0012")]
    [DataRow("none", null)]
    public void The_severity_is_the_most_that_a_verdict_may_be(string severity, string? expected)
    {
        (string, string)[] properties = [("LoopJournalStallSeverity", severity), ("LoopJournalStallThreshold", "1")];
        var run = _project.RunTests(properties: properties);

        Assert.AreEqual(expected is not null, run.Log.Contains("LOOP0012", StringComparison.Ordinal), run.Log);
        if (expected is not null)
        {
            run.IndexOf(expected);
        }
    }

    [TestMethod]
    public void A_failing_run_raises_a_budget_that_is_spent_and_a_passing_one_does_not()
    {
        (string, string)[] properties = [("LoopJournalMaxAttempts", "2"), ("LoopJournalStallSeverity", "none")];

        Assert.DoesNotContain("LOOP0016", _project.RunTests(properties: properties).Log);
        _project.RunTests(properties: properties).IndexOf("error LOOP0016: Budget spent: 2 of 2 attempts");
        Assert.DoesNotContain("LOOP0016", _project.RunTests(runnerFails: false, properties: properties).Log);
    }

    [TestMethod]
    public void A_filter_of_the_command_line_makes_a_stream_and_one_of_the_project_file_does_not()
    {
        (string, string)[] filter = [("VSTestTestCaseFilter", "Name!=Total")];
        _project.RunTests(properties: filter);
        using var filtered = new TestProjectStub { OwnProperties = filter };
        filtered.RunTests();

        Assert.Contains("\"command\":\"test --filter Name!=Total\"", _project.Journal[0]);
        Assert.Contains("\"command\":\"test\"", filtered.Journal[0]);
    }

    [TestMethod]
    public void The_logger_is_added_to_the_users_own()
    {
        var run = _project.RunTests(properties: [("VSTestLogger", "trx"), ("VSTestTestAdapterPath", "/adapters")]);

        StringAssert.StartsWith(run.Property("VSTestLogger"), "trx;LoopJournal;Capture=");
        StringAssert.StartsWith(run.Property("VSTestTestAdapterPath"), "/adapters;");
    }

    [TestMethod]
    [DataRow("LoopJournalEnabled", "false")]
    [DataRow("IsTestProject", "false")]
    [DataRow("TargetFramework", "")]
    [DataRow("TestingPlatformDotnetTestSupport", "true")]
    public void Where_the_package_does_not_apply_the_SDKs_own_target_runs(string property, string value)
    {
        var run = _project.RunTests(properties: [(property, value)]);

        run.IndexOf("the SDK's own VSTest");
        Assert.DoesNotContain("LoopJournal:", run.Log);
        Assert.IsFalse(Directory.Exists(_project.JournalFolder));
    }

    [TestMethod]
    [DataRow("false")]
    [DataRow("true")]
    public void A_users_own_VSTest_runs_unjournaled_with_one_warning(string listsTests)
    {
        using var project = new TestProjectStub { HasOtherVSTest = true };
        var run = project.RunTests(runnerFails: false, properties: [("VSTestLogger", "trx"), ("VSTestListTests", listsTests)]);

        Assert.IsTrue(run.Passed, run.Log);
        run.IndexOf("the user's own VSTest");
        Assert.AreEqual("trx", run.Property("VSTestLogger"));
        Assert.AreEqual(listsTests == "false", run.Log.Contains("warning LOOP0004", StringComparison.Ordinal), run.Log);
        Assert.IsFalse(Directory.Exists(project.JournalFolder));
    }

    [TestMethod]
    [DataRow("true", "90", true)]
    [DataRow("true", "0", false)]
    [DataRow("true", "", false)]
    [DataRow("false", "90", false)]
    public void A_run_is_recorded_after_coverlets_check_only_if_there_is_a_threshold(string collects, string threshold, bool expected)
    {
        var run = _project.RunTests(
            runnerFails: false, properties: [_project.AddCoverlet(), ("CollectCoverage", collects), ("Threshold", threshold)]);

        Assert.AreEqual(!expected, run.Passed, run.Log);
        Assert.AreEqual(expected, run.Log.Contains("the coverage is below 90", StringComparison.Ordinal));
        Assert.AreEqual(expected ? 1 : 0, _project.Journal.Length);
    }

    [TestMethod]
    public void A_threshold_without_coverlets_target_is_no_concern_of_the_run()
    {
        var coverlet = _project.AddCoverlet();
        File.WriteAllText(_project.In("coverlet/buildMultiTargeting/coverlet.msbuild.targets"), "<Project />");

        Assert.IsTrue(_project.RunTests(
            runnerFails: false, properties: [coverlet, ("CollectCoverage", "true"), ("Threshold", "90")]).Passed);
    }

    [TestMethod]
    public void A_list_of_the_tests_is_not_recorded()
    {
        var run = _project.RunTests(runnerFails: false, properties: [("VSTestListTests", "true"), ("VSTestLogger", "trx")]);

        Assert.IsTrue(run.Passed, run.Log);
        Assert.AreEqual("trx", run.Property("VSTestLogger"));
        Assert.IsFalse(Directory.Exists(_project.JournalFolder));
    }

    [TestMethod]
    [DataRow("LoopIteration", "three", "a whole number, 0 or more")]
    [DataRow("LoopIteration", "-1", "a whole number, 0 or more")]
    [DataRow("LoopJournalShare", "clone", "off, machine or remote")]
    [DataRow("LoopJournalStallThreshold", "0", "a whole number from 1 to 100")]
    [DataRow("LoopJournalStallThreshold", "101", "a whole number from 1 to 100")]
    [DataRow("LoopJournalStallSeverity", "fatal", "error, warning or none")]
    [DataRow("LoopJournalVanishedSeverity", "fatal", "error, warning or none")]
    [DataRow("LoopJournalMaxAttempts", "0", "a whole number, 1 or more; empty for no limit")]
    [DataRow("LoopJournalMaxMinutes", "1e3", "a number above 0, up to 30000, as in 30 or 0.5; empty for no limit")]
    [DataRow("LoopJournalEnabled", "maybe", "true or false")]
    [DataRow("LoopJournalRecordBuilds", "always", "auto, true or false")]
    [DataRow("LoopJournalCompileErrors", "yes", "auto, true or false")]
    public void A_bad_value_is_an_error_before_any_test_runs(string property, string value, string allowed)
    {
        var run = _project.RunTests(runnerFails: false, properties: [(property, value)]);

        Assert.IsFalse(run.Passed);
        run.IndexOf($"error LOOP0001: The property {property} is \"{value}\". Allowed: {allowed}.");
        Assert.DoesNotContain("console runner", run.Log);
    }

    [TestMethod]
    [DataRow("VSTest", "true")]
    [DataRow("BuildProject;VSTest", "false")] // the order with MSTest
    public void A_bad_value_is_the_only_error_of_a_run_whose_tests_are_built(string targets, string noBuild)
    {
        var run = _project.Build(targets, properties: [("LoopJournalStallThreshold", "0"), ("VSTestNoBuild", noBuild)]);

        Assert.HasCount(1, ErrorLine().Matches(run.Log), run.Log);
    }

    [TestMethod]
    [DataRow("50%3B off; @(x), $(y) %(z) 100%")]
    [DataRow("it's \"quoted\" 'twice' == '', a,b")]
    [DataRow("two\nlines\r\nand\ttabs")]
    [DataRow("Grüße, %C3%BC 仕事 \\ /")]
    public void A_text_of_the_environment_is_taken_letter_by_letter(string text)
    {
        var run = _project.RunTests(environment: text);

        var row = JsonElement.Parse(_project.Journal.Single());
        foreach (var field in new[] { "loop", "action", "hypothesis", "note" })
        {
            Assert.AreEqual(text, row.GetProperty(field).GetString(), run.Log);
        }
    }

    [TestMethod]
    public void A_text_of_the_command_line_is_unescaped_and_wins_over_the_environment()
    {
        _project.RunTests(
            environment: "from the environment", properties: [("LoopAction", "a%3Bb %40(x)"), ("LoopNote", "100%25 sure, 'yes'")]);

        var row = JsonElement.Parse(_project.Journal.Single());
        Assert.AreEqual("a;b @(x)", row.GetProperty("action").GetString());
        Assert.AreEqual("100% sure, 'yes'", row.GetProperty("note").GetString());
        Assert.AreEqual("from the environment", row.GetProperty("hypothesis").GetString());
    }

    [TestMethod]
    public void A_detailed_log_has_every_input_and_output()
    {
        var log = _project.RunTests(properties: [("LoopIteration", "7"), ("LoopAction", "raise the timeout")]).Log;

        foreach (var line in new[]
        {
            "[input] PrepareAttempt.Iteration=\"7\"", "[input] PrepareAttempt.Action=\"raise the timeout\"",
            "[input] PrepareAttempt.StallThreshold=\"3\"", "[output] RecordAttempt.Gate=\"blocked\"",
            "[output] RecordAttempt.Iteration=\"7\"", "[output] CheckStall.Verdict=\"PROGRESS\"",
            "[output] CheckStall.StallCount=\"1\"",
        })
        {
            Assert.Contains("LoopJournal: " + line, log);
        }
    }

    [GeneratedRegex(@"error LOOP\d+|error MSB\d+")]
    private static partial Regex ErrorLine();
}
