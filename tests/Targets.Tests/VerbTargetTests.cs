namespace LoopJournal.Tests;

/// <summary>The Loop targets that start the tool.</summary>
[TestClass]
public sealed class VerbTargetTests : IDisposable
{
    private const string Hostile = "a;b, 'c' \"d\" @(Compile) %3B $(x) `x` \\";

    private readonly TestProjectStub _project = new();

    public void Dispose() => _project.Dispose();

    [TestMethod]
    [DataRow(Hostile)]
    [DataRow("--json")]
    [DataRow("@file")]
    public void The_tool_gets_the_users_texts_unchanged(string text)
    {
        _project.Build("LoopRecord", text);
        var reset = _project.Build("LoopReset", text);

        Assert.IsTrue(reset.Passed, reset.Log);
        Assert.Contains("nothing to do", _project.Build("LoopAccept", text).Items("LoopAcceptResult")[0]);
        Assert.HasCount(2, _project.Journal);
        foreach (var row in _project.Journal.Select(row => System.Text.Json.JsonElement.Parse(row)))
        {
            Assert.AreEqual($"{text} | {text}", $"{row.GetProperty("loop")} | {row.GetProperty("note")}", reset.Log);
        }
    }

    [TestMethod]
    public void An_empty_loop_stays_an_option()
    {
        _project.Build("LoopRecord", properties: ("SourceBranchName", ""));
        _project.Build("LoopRecord", properties: ("LoopId", "other"));

        Assert.Contains("1 record", _project.Build("LoopStatus", properties: ("SourceBranchName", "")).Items("LoopStatusResult")[0]);
    }

    [TestMethod]
    public void The_result_of_a_target_is_what_the_tool_prints()
    {
        _project.Build("LoopRecord");
        var status = _project.Build("LoopStatus");

        Assert.IsTrue(status.Passed, status.Log);
        Assert.StartsWith("journal: 1 record", status.Items("LoopStatusResult")[0]);
        status.IndexOf(status.Items("LoopStatusResult")[1]);
    }

    [TestMethod]
    public void The_report_goes_to_the_file_that_is_named()
    {
        _project.Build("LoopRecord");
        var file = _project.In("loop.html");

        var run = _project.Build("LoopReport", properties: ("LoopReportFile", file));

        Assert.IsTrue(run.Passed, run.Log);
        Assert.StartsWith($"report: \"{file}\"", run.Items("LoopReportResult")[0]);
        Assert.StartsWith("<!DOCTYPE html>", File.ReadAllText(file));
    }

    [TestMethod]
    public void A_tool_that_fails_is_one_error_with_its_reason()
    {
        var run = _project.Build("LoopStatus", properties: ("LoopCount", "many"));

        Assert.IsFalse(run.Passed);
        run.IndexOf("error LOOP0005: 'loop-journal status' ended with exit code 2: --n is \"many\". allowed: ");
        Assert.HasCount(2, run.Log.Split("error LOOP0005: "), run.Log);
    }

    [TestMethod]
    public void A_tool_that_cannot_be_started_is_an_error()
    {
        var run = _project.Build("LoopSelfTest", properties: ("DOTNET_HOST_PATH", _project.In("missing")));

        Assert.IsFalse(run.Passed);
        run.IndexOf($"error LOOP0005: \"{_project.In("missing")}\" cannot be started: ");
    }

    [TestMethod]
    public void A_fingerprint_needs_an_input()
    {
        _project.Build("LoopFingerprint").IndexOf("error LOOP0001: The property LoopInput is \"\"");
    }
}
