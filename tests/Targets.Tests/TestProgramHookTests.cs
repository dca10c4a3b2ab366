namespace LoopJournal.Tests;

/// <summary>How the build passes an attempt to a test program of Microsoft.Testing.Platform.</summary>
[TestClass]
public sealed class TestProgramHookTests : IDisposable
{
    private readonly TestProgramStub _project = new();

    public void Dispose() => _project.Dispose();

    [TestMethod]
    public void The_command_line_names_the_settings_after_the_users_own_arguments()
    {
        var run = _project.Build("ComputeRunArguments", properties: [("LoopIteration", "3"), ("LoopAction", "raise the timeout")]);

        Assert.AreEqual($"--no-ansi --loop-journal \"{_project.Settings}\"", run.Property("RunArguments"));
        Assert.AreEqual(Path.Combine(_project.JournalFolder, "captures"), _project.Setting("Captures"));
        Assert.AreEqual(_project.JournalFolder, _project.Setting("Journal"));
        Assert.AreEqual("3", _project.Setting("Threshold"));
        Assert.AreEqual("error", _project.Setting("Severity"));
        Assert.IsNull(_project.Setting("AttemptId"));
        Assert.AreEqual("test", _project.Setting("Command"));
        Assert.Contains("\"iteration\":3,\"action\":\"raise the timeout\"", _project.Setting("Header")!);
        StringAssert.EndsWith(_project.Setting("Recorder"), "loop-journal.dll");
        Assert.IsEmpty(_project.Journal);
    }

    [TestMethod]
    [DataRow("LoopJournalEnabled", "false")]
    [DataRow("IsTestingPlatformApplication", "false")]
    [DataRow("DesignTimeBuild", "true")]
    [DataRow("TargetFramework", "")]
    [DataRow("GenerateSelfRegisteredExtensions", "false")]
    [DataRow(
        "MicrosoftTestingPlatformMSBuildTaskFolder", "/packages/microsoft.testing.platform.msbuild/1.9.0/_MSBuildTasks/netstandard2.0/")]
    public void Where_the_package_does_not_apply_the_command_line_is_unchanged(string property, string value)
    {
        var run = _project.Build("ComputeRunArguments", properties: [(property, value)]);

        Assert.AreEqual("--no-ansi", run.Property("RunArguments"));
        Assert.IsFalse(Directory.Exists(_project.JournalFolder));
    }

    [TestMethod]
    [DataRow("builder.AddSelfRegisteredExtensions(args);", true)]
    [DataRow("builder.AddMSTest(() => assemblies);", false)]
    public void A_users_own_Main_gets_the_argument_only_if_it_calls_the_helper(string source, bool expected)
    {
        File.WriteAllText(_project.In("Program.cs"), source);
        (string, string)[] ownMain = [("GenerateTestingPlatformEntryPoint", "false")];

        Assert.AreEqual(expected, _project.Build("ComputeRunArguments", properties: ownMain)
            .Property("RunArguments").Contains("--loop-journal", StringComparison.Ordinal));
        Assert.AreEqual(
            !expected, _project.Build("_MTPBuild", properties: ownMain).Log.Contains("warning LOOP0004", StringComparison.Ordinal));
    }

    [TestMethod]
    [DataRow("true", true)]
    [DataRow("false", false)]
    [DataRow("", false)]
    public void A_program_of_xUnits_own_runner_gets_the_argument_only_from_dotnet_test(string usesPlatform, bool expected)
    {
        var run = _project.Build(
            "ComputeRunArguments",
            properties:
            [
                ("XunitTestProject", "true"), ("GenerateTestingPlatformEntryPoint", "false"),
                ("UseMicrosoftTestingPlatformRunner", usesPlatform),
            ]);

        Assert.AreEqual(expected, run.Property("RunArguments").Contains("--loop-journal", StringComparison.Ordinal));
    }

    [TestMethod]
    public void A_wrong_value_is_passed_to_the_program_because_no_error_is_shown_here()
    {
        var run = _project.Build("ComputeRunArguments", properties: [("LoopIteration", "-3"), ("LoopJournalStallThreshold", "0")]);

        Assert.IsTrue(run.Passed, run.Log);
        Assert.AreEqual(
            $"{_project.In("Shop.Tests.proj")} : error LOOP0001: The property LoopIteration is \"-3\". "
            + "Allowed: a whole number, 0 or more. Nothing was run.\n"
            + $"{_project.In("Shop.Tests.proj")} : error LOOP0001: The property LoopJournalStallThreshold is \"0\". "
            + "Allowed: a whole number from 1 to 100. Nothing was run.",
            _project.Setting("Error"));
    }

    [TestMethod]
    public void An_old_platform_is_reported_once_and_its_tests_run()
    {
        const string folder = @"C:\packages\microsoft.testing.platform.msbuild\1.9.0\_MSBuildTasks\netstandard2.0\";
        (string, string)[] old = [("MicrosoftTestingPlatformMSBuildTaskFolder", folder)];

        _project.Build("_MTPBuild", properties: old)
            .IndexOf("warning LOOP0004: LoopJournal does not record this test run: it needs Microsoft.Testing.Platform 2.0 or later");
        _project.Build("Test", properties: old).IndexOf("the platform's own Test");
        _project.Build("InvokeTestingPlatform", programFails: false, properties: old).IndexOf("arguments: \n");
    }

    [TestMethod]
    public void The_target_Test_records_in_the_build_and_its_verdict_is_an_error_of_the_build()
    {
        _project.Build("Test");
        Assert.IsNull(_project.Setting("Recorder"));
        Assert.HasCount(32, _project.Setting("AttemptId")!);
        Assert.DoesNotContain("LOOP0012", _project.Build("Test").Log);
        var third = _project.Build("Test");

        Assert.IsLessThan(third.IndexOf("arguments:  --loop-journal"), third.IndexOf("the build is over"));
        Assert.IsLessThan(third.IndexOf("error LOOP0012"), third.IndexOf("attempt 3 blocked"));
        Assert.HasCount(3, _project.Journal);
        Assert.Contains("\"command\":\"test\"", _project.Journal[0]);
    }

    [TestMethod]
    public void The_target_Test_that_passes_stays_a_pass()
    {
        var run = _project.Build("Test", programFails: false);

        Assert.IsTrue(run.Passed, run.Log);
        Assert.DoesNotContain("LOOP00", run.Log);
    }

    [TestMethod]
    public void A_wrong_value_is_an_error_of_the_target_Test_before_any_test_runs()
    {
        var run = _project.Build("Test", properties: [("LoopIteration", "-3")]);

        run.IndexOf("error LOOP0001");
        Assert.DoesNotContain("the tests are over", run.Log);
        Assert.IsEmpty(_project.Journal);
    }

    [TestMethod]
    public void A_program_that_runs_without_the_target_Test_gets_the_recorder()
    {
        _project.Build("InvokeTestingPlatform", programFails: false).IndexOf("arguments:  --loop-journal");

        StringAssert.EndsWith(_project.Setting("Recorder"), "loop-journal.dll");
        Assert.IsEmpty(_project.Journal);
    }
}
