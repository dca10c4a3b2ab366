using System.Diagnostics;
using System.Text.Json;
using LoopJournal.Cli;
using LoopJournal.Model;
using LoopJournal.Text;

namespace LoopJournal.Tests;

/// <summary>Every verb that reads or writes the journal first journals what killed runs left, and says so beside its own answer.</summary>
[TestClass]
public sealed class ClaimTests
{
    private const string Blocked = "LoopJournal: Shop.Tests (net10.0): attempt 1 blocked, \"killed before it could end\" (";

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
        Capture(tool);

        var answer = tool.Run(arguments.Split(' '));

        Assert.AreEqual("blocked", Rows(tool)[0].GetProperty("gate").GetString());
        Assert.Contains(Blocked, answer.Error);
        Assert.Contains($"LoopJournal: attempts are recorded in \"{tool.Journal}\" ", answer.Error);
        Assert.DoesNotContain("LoopJournal:", answer.Output);
        Assert.IsEmpty(Left(tool));
        Assert.DoesNotContain(Blocked, tool.Run("status").Error); // once
    }

    [TestMethod]
    public void A_verdict_knows_the_run_that_it_has_just_claimed()
    {
        using var tool = new Tool();
        Capture(tool);
        Capture(tool);
        Capture(tool);

        var answer = tool.Run("stall", "--json", "--exit-code");

        Assert.AreEqual("BLOCKED", answer.Json.GetProperty("verdict").GetString());
        Assert.AreEqual(ExitCodes.Stalled, answer.ExitCode);
        Assert.Contains("attempt 3 blocked, \"killed before it could end\", same failure 3 times in a row (", answer.Error);
    }

    [TestMethod]
    public void A_reset_comes_after_what_it_resets()
    {
        using var tool = new Tool();
        Capture(tool);

        tool.Run("reset");

        CollectionAssert.AreEqual(new[] { "blocked main", "reset main" }, Rows(tool).Select(row => $"{row.GetProperty("gate")} {row.GetProperty("loop")}").ToArray());
    }

    [TestMethod]
    public void A_verb_without_a_journal_leaves_captures_alone()
    {
        using var tool = new Tool();
        Capture(tool);

        tool.Run("selftest");
        tool.RunWith("error: boom", "fingerprint", "-");

        Assert.HasCount(1, Left(tool));
    }

    [TestMethod]
    public void What_cannot_be_journaled_is_said_and_stays()
    {
        using var tool = new Tool();
        Capture(tool);
        File.CreateSymbolicLink(Path.Combine(Path.GetDirectoryName(tool.Journal)!, "link"), "nowhere"); // a folder with a link in it is not written

        var answer = tool.Run("stall", "--json");

        Assert.AreEqual("PROGRESS", answer.Json.GetProperty("verdict").GetString());
        Assert.Contains("warning LOOP0002: The attempt was not written to the journal: ", answer.Error);
        Assert.HasCount(1, Left(tool));
    }

    [TestMethod]
    public void Record_capture_claims_the_others_and_reports_its_own()
    {
        using var tool = new Tool();
        Capture(tool);
        var own = Capture(tool, project: "src/Cart.Tests.csproj", footer: "{\"end\":\"completed\",\"passed\":2,\"failed\":0,\"skipped\":0,\"durationMs\":5,\"message\":\"\"}\n");

        var answer = tool.Run("record-capture", own, "--exit-code", "0");

        Assert.AreEqual("LoopJournal: Cart.Tests (net10.0): attempt 1 passed, 2 tests", answer.FirstLine);
        Assert.Contains(Blocked, answer.Error);
        Assert.HasCount(2, Rows(tool));
        Assert.IsEmpty(Left(tool));
    }

    [TestMethod]
    public void Record_capture_reports_a_run_that_somebody_else_has_claimed()
    {
        using var tool = new Tool();
        var capture = Capture(tool);
        tool.Run("status");

        var answer = tool.Run("record-capture", capture, "--exit-code", "1");

        Assert.StartsWith(Blocked, answer.Output);
        Assert.AreEqual("", answer.Error);
        Assert.HasCount(1, Rows(tool));
    }

    [TestMethod]
    public void Record_capture_needs_no_more_of_a_header_than_its_id()
    {
        using var tool = new Tool();
        var capture = tool.Write(".orchestrator/loop/captures/5d0c3a.jsonl", "{\"capture\":1,\"id\":\"5d0c3a\"}\n");

        Assert.AreEqual(0, tool.Run("record-capture", capture, "--exit-code", "1").ExitCode);
        Assert.AreEqual("5d0c3a", Assert.ContainsSingle(Rows(tool)).GetProperty("id").GetString());
    }

    [TestMethod]
    public void Record_capture_says_when_there_is_none()
    {
        using var tool = new Tool();

        var answer = tool.Run("record-capture", Path.Combine(tool.Folder, "captures", "a.jsonl"), "--exit-code", "1");

        Assert.AreEqual(("", 0), (answer.Output, answer.ExitCode));
        Assert.StartsWith("warning LOOP0002: The attempt was not written to the journal: \"Could not find", answer.Error);
    }

    [TestMethod]
    public void Where_locks_keep_nobody_out_a_run_without_an_end_may_be_alive_and_is_left_alone()
    {
        using var tool = new Tool();
        Capture(tool);
        Capture(tool, footer: "{\"end\":\"completed\",\"passed\":2,\"failed\":0,\"skipped\":0,\"durationMs\":5,\"message\":\"\"}\n");
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

        Assert.AreEqual("pass", Assert.ContainsSingle(Rows(tool)).GetProperty("gate").GetString());
        Assert.HasCount(2, Left(tool));
    }

    /// <summary>What a run left; without a footer it was killed.</summary>
    private static string Capture(Tool tool, string project = "src/Shop.Tests.csproj", string footer = "")
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

    private static string[] Left(Tool tool) => Directory.GetFiles(Path.Combine(Path.GetDirectoryName(tool.Journal)!, "captures"));

    private static List<JsonElement> Rows(Tool tool) => [.. File.ReadLines(tool.Journal).Select(line => JsonElement.Parse(line))];
}
