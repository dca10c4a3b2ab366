using System.Diagnostics;
using System.Text.Json;
using LoopJournal.Cli;
using LoopJournal.Model;
using LoopJournal.Text;

namespace LoopJournal.Tests;

/// <summary>
/// Every verb that reads or writes the journal first journals the runs that were killed, and reports them on standard error.
/// </summary>
[TestClass]
public sealed class ClaimTests
{
    private const string Blocked = "LoopJournal: Shop.Tests (net10.0): attempt 1 blocked, \"crashed or killed before it could end\" (";

    [TestMethod]
    [DataRow("stall")]
    [DataRow("stall --json")]
    [DataRow("resume")]
    [DataRow("resume --format json")]
    [DataRow("status")]
    [DataRow("status --format json")]
    [DataRow("since")]
    [DataRow("diff 1")]
    [DataRow("restore best")]
    [DataRow("record --gate pass")]
    [DataRow("run -- git --version")]
    [DataRow("reset")]
    public void A_verb_journals_a_killed_run_first_and_says_so_on_standard_error(string arguments)
    {
        using var tool = new Tool();
        WriteCapture(tool);

        var answer = tool.Run(arguments.Split(' '));

        Assert.AreEqual("blocked", ReadRows(tool)[0].GetProperty("gate").GetString());
        Assert.Contains(Blocked, answer.Error);
        Assert.Contains($"LoopJournal: attempts are recorded in \"{tool.Journal}\" ", answer.Error);
        Assert.DoesNotContain("LoopJournal:", answer.Output);
        Assert.IsEmpty(ListCaptures(tool));
        Assert.DoesNotContain(Blocked, tool.Run("status").Error); // reported once
    }

    [TestMethod]
    public void A_verdict_knows_the_run_that_it_has_just_claimed()
    {
        using var tool = new Tool();
        WriteCapture(tool);
        WriteCapture(tool);
        WriteCapture(tool);

        var answer = tool.Run("stall", "--json", "--exit-code");

        Assert.AreEqual("BLOCKED", answer.Json.GetProperty("verdict").GetString());
        Assert.AreEqual(ExitCodes.Stalled, answer.ExitCode);
        Assert.Contains("attempt 3 blocked, \"crashed or killed before it could end\", same failure 3 times in a row (", answer.Error);
    }

    [TestMethod]
    public void Killed_runs_are_journaled_before_the_reset()
    {
        using var tool = new Tool();
        WriteCapture(tool);

        tool.Run("reset");

        CollectionAssert.AreEqual(new[] { "blocked main", "reset main" },
            ReadRows(tool).Select(row => $"{row.GetProperty("gate")} {row.GetProperty("loop")}").ToArray());
    }

    [TestMethod]
    public void A_verb_without_a_journal_leaves_captures_alone()
    {
        using var tool = new Tool();
        WriteCapture(tool);

        tool.Run("selftest");
        tool.RunWith("error: boom", "fingerprint", "-");

        Assert.HasCount(1, ListCaptures(tool));
    }

    [TestMethod]
    public void A_capture_that_cannot_be_journaled_is_reported_and_stays()
    {
        using var tool = new Tool();
        WriteCapture(tool);
        // The recorder does not write into a folder that contains a link.
        File.CreateSymbolicLink(Path.Combine(Path.GetDirectoryName(tool.Journal)!, "link"), "nowhere");

        var answer = tool.Run("stall", "--json");

        Assert.AreEqual("PROGRESS", answer.Json.GetProperty("verdict").GetString());
        Assert.Contains("warning LOOP0002: The attempt was not written to the journal: ", answer.Error);
        Assert.HasCount(1, ListCaptures(tool));
    }

    [TestMethod]
    public void Record_capture_claims_the_others_and_reports_its_own()
    {
        using var tool = new Tool();
        WriteCapture(tool);
        var own = WriteCapture(tool, project: "src/Cart.Tests.csproj",
            footer: "{\"end\":\"completed\",\"passed\":2,\"failed\":0,\"skipped\":0,\"durationMs\":5,\"message\":\"\"}\n");

        var answer = tool.RunWith($"0\n{own}", "record-capture");

        Assert.AreEqual("LoopJournal: Cart.Tests (net10.0): attempt 1 passed, 2 tests", answer.FirstLine);
        Assert.Contains(Blocked, answer.Error);
        Assert.HasCount(2, ReadRows(tool));
        Assert.IsEmpty(ListCaptures(tool));
    }

    [TestMethod]
    public void Record_capture_reports_a_run_that_another_process_has_claimed()
    {
        using var tool = new Tool();
        var capture = WriteCapture(tool);
        tool.Run("status");

        var answer = tool.RunWith($"1\n{capture}", "record-capture");

        Assert.StartsWith(Blocked, answer.Output);
        Assert.AreEqual("", answer.Error);
        Assert.HasCount(1, ReadRows(tool));
    }

    [TestMethod]
    public void Record_capture_needs_only_the_id_of_a_header()
    {
        using var tool = new Tool();
        var capture = tool.Write(".orchestrator/loop/captures/5d0c3a.jsonl", "{\"capture\":1,\"id\":\"5d0c3a\"}\n");

        Assert.AreEqual(0, tool.RunWith($"1\n{capture}", "record-capture").ExitCode);
        Assert.AreEqual("5d0c3a", Assert.ContainsSingle(ReadRows(tool)).GetProperty("id").GetString());
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("0")]
    [DataRow("0\n")]
    [DataRow("killed\nx.jsonl")]
    public void Record_capture_leaves_a_run_that_was_killed_before_its_end_to_the_next_attempt(string end)
    {
        using var tool = new Tool();
        WriteCapture(tool);

        var answer = tool.RunWith(end, "record-capture");

        Assert.AreEqual(("", "", 0), (answer.Output, answer.Error, answer.ExitCode));
        Assert.HasCount(1, ListCaptures(tool));
    }

    [TestMethod]
    public void Record_capture_reports_a_missing_capture()
    {
        using var tool = new Tool();

        var answer = tool.RunWith($"1\n{Path.Combine(tool.Folder, "captures", "a.jsonl")}", "record-capture");

        Assert.AreEqual(("", 0), (answer.Output, answer.ExitCode));
        Assert.StartsWith("warning LOOP0002: The attempt was not written to the journal: \"Could not find", answer.Error);
    }

    [TestMethod]
    public void Without_file_locks_a_run_without_a_footer_may_be_alive_and_is_left_alone()
    {
        using var tool = new Tool();
        WriteCapture(tool);
        WriteCapture(tool, footer: "{\"end\":\"completed\",\"passed\":2,\"failed\":0,\"skipped\":0,\"durationMs\":5,\"message\":\"\"}\n");
        tool.Write(".orchestrator/loop/captures/0123456789abcdef0123456789abcdef.jsonl", "{\"capt");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Tool.Program, "status"])
        {
            WorkingDirectory = tool.Folder,
            Environment = { ["DOTNET_SYSTEM_IO_DISABLEFILELOCKING"] = "1" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        Assert.AreEqual("pass", Assert.ContainsSingle(ReadRows(tool)).GetProperty("gate").GetString());
        Assert.HasCount(2, ListCaptures(tool));
    }

    /// <summary>Writes the capture of a run. Without a footer the run was killed.</summary>
    private static string WriteCapture(Tool tool, string project = "src/Shop.Tests.csproj", string footer = "")
    {
        var inputs = new AttemptInputs
        {
            Id = AttemptInputs.CreateId(),
            Loop = "main",
            Project = project,
            Framework = "net10.0",
            Command = "test",
            Root = tool.Folder,
        };
        var path = tool.Write($".orchestrator/loop/captures/{inputs.Id}.jsonl", InputsJson.Write(inputs) + "\n" + footer);
        File.SetLastWriteTimeUtc(path, new DateTime(2020, 5, 4, 14, 1, 12, DateTimeKind.Utc));
        return path;
    }

    private static string[] ListCaptures(Tool tool) => Directory.GetFiles(Path.Combine(Path.GetDirectoryName(tool.Journal)!, "captures"));

    private static List<JsonElement> ReadRows(Tool tool) => [.. File.ReadLines(tool.Journal).Select(line => JsonElement.Parse(line))];
}
