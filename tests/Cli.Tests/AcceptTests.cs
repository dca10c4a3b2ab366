using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LoopJournal.Tests;

/// <summary>Failing tests that a user accepts, from the verb to the exit codes.</summary>
[TestClass]
public sealed class AcceptTests : IDisposable
{
    private readonly Tool _tool = new();

    public void Dispose() => _tool.Dispose();

    [TestMethod]
    public void Accepted_failures_are_listed_until_they_are_undone()
    {
        Record("fail", "A", "B");
        var accepted = _tool.Run("accept", "--note", "since the migration");

        Assert.AreEqual(0, accepted.ExitCode, accepted.Error);
        Assert.AreEqual(
            "accepted: every stream of loop \"main\" has 2 known failures: \"S.A\"; \"S.B\", and counts from zero again",
            accepted.FirstLine);
        Assert.AreEqual("since the migration", ReadRows()[^1].GetProperty("note").GetString());
        Record("fail", "A", "B", "C");
        Assert.Contains("  2 known, not counted: \"S.A\"; \"S.B\"", _tool.Run("status").Output);
        var resume = _tool.Run("resume").Lines;
        Assert.HasCount(1, resume.Where(line => line.Contains("2 known, not counted", StringComparison.Ordinal)).ToList());
        Assert.Contains("live failures (1 of 3 tests, 2 more known)", string.Join("\n", resume));
        Assert.AreEqual(2, _tool.Run("stall", "--json").Json.GetProperty("known").GetInt32());
        Assert.AreEqual("1 test", _tool.Run("failures").Lines[^1].Trim()[..6]);

        StringAssert.StartsWith(_tool.Run("accept", "--undo").FirstLine, "undone: every stream of loop \"main\" has 0 known failures, and");
        Record("fail", "A", "B", "C");
        Assert.AreEqual(0, _tool.Run("stall", "--json").Json.GetProperty("known").GetInt32());
        Assert.AreEqual(3, ReadRows()[^1].GetProperty("count").GetInt32());
    }

    [TestMethod]
    public void Without_a_failing_test_there_is_nothing_to_do()
    {
        foreach (var answer in new[] { _tool.Run("accept"), _tool.Run("accept", "--undo") })
        {
            Assert.AreEqual(0, answer.ExitCode);
            Assert.EndsWith("nothing to do", answer.FirstLine);
        }

        Record("fail", "A");
        Record("pass", "A");
        Assert.EndsWith("nothing to do", _tool.Run("accept").FirstLine);
        Assert.HasCount(2, ReadRows());
    }

    [TestMethod]
    public void Vanished_tests_are_accepted_as_gone()
    {
        Record("fail", "A");
        Record("pass");
        Assert.AreEqual(1, _tool.Run("stall", "--json").Json.GetProperty("vanished").GetArrayLength());

        Assert.Contains("has 0 known failures, and counts from zero again", _tool.Run("accept").Output);
        Record("pass", "B");
        Assert.AreEqual(0, _tool.Run("stall", "--json").Json.GetProperty("vanished").GetArrayLength());
    }

    [TestMethod]
    public void One_stream_is_accepted_alone()
    {
        Record("fail", "A");
        RecordFor("lib/Lib.Tests.csproj", "fail", "B");
        var accepted = _tool.Run("accept", "--project", "Lib.Tests").Output;
        Assert.Contains("\"Lib.Tests (net10.0)\" of loop \"main\" has 1 known failure: \"S.B\"", accepted);

        Record("fail", "A");
        RecordFor("lib/Lib.Tests.csproj", "fail", "B");
        var rows = ReadRows();
        Assert.AreEqual((1, 0), (rows[^2].GetProperty("count").GetInt32(), rows[^1].GetProperty("count").GetInt32()));
    }

    [TestMethod]
    public void More_than_2000_failing_tests_are_refused_and_nothing_is_written()
    {
        Record("fail", [.. Enumerable.Range(0, 2001).Select(i => $"T{i}")]);
        var answer = _tool.Run("accept");

        Assert.AreEqual(1, answer.ExitCode);
        Assert.Contains("has more than 2,000 failing tests, too many to be known. Nothing was accepted.", answer.Error);
        Assert.HasCount(1, ReadRows());
    }

    [TestMethod]
    [DataRow("{\"gate\":\"reset\",\"loop\":\"main\",\"known\":[{\"id\":\"S.A\"}]}", DisplayName = "another type")]
    [DataRow("{\"gate\":\"reset\",\"loop\":\"main\",\"known\":\"", DisplayName = "a torn row")]
    [DataRow("1000000", DisplayName = "a million entries")]
    public void A_row_that_cannot_be_read_accepts_nothing(string row)
    {
        Record("fail", "A");
        row = row == "1000000" ? $"{{\"gate\":\"reset\",\"id\":\"x\",\"loop\":\"main\",\"known\":\"{new string('A', 40_000_000)}\"}}" : row;
        File.AppendAllText(_tool.Journal, row + "\n");
        Record("fail", "A");

        Assert.AreEqual(1, ReadRows()[^1].GetProperty("count").GetInt32());
        Assert.AreEqual(0, _tool.Run("stall", "--json").Json.GetProperty("known").GetInt32());
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void Run_with_exit_code_ends_with_0_where_only_known_failures_remain()
    {
        Record("fail", "A");
        _tool.Run("accept");
        Record("fail", "A");
        var row = JsonNode.Parse(File.ReadLines(_tool.Journal).Last())!.AsObject();
        row["id"] = "g1";
        Assert.AreEqual(("", true), ((string?)row["fingerprint"], row.ContainsKey("known")));

        Assert.AreEqual(0, RunGate(row, "--exit-code"));
        Assert.AreEqual(1, RunGate(row));
        row["vanished"] = JsonSerializer.SerializeToNode(new[] { new { id = "S.C", how = "skipped" } });
        Assert.AreEqual(10, RunGate(row, "--exit-code", "--vanished-severity", "error"));
        row["fingerprint"] = "aaaaaaaaaaa1";
        Assert.AreEqual(1, RunGate(row, "--exit-code"));
    }

    private int RunGate(JsonObject row, params string[] options)
    {
        row["id"] = $"{(string?)row["id"]}1";
        _tool.Write("row", row.ToJsonString() + "\n");
        string[] arguments =
            [Tool.Program, "run", .. options, "--loop", "main", "--", "sh", "-c", $"cat row >> '{_tool.Journal}'; exit 1"];
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = _tool.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }

    private List<JsonElement> ReadRows() =>
        [.. File.ReadLines(_tool.Journal).Where(line => line.EndsWith('}')).Select(line => JsonElement.Parse(line))];

    private void Record(string gate, params string[] names) => RecordFor("tests/Shop.Tests.csproj", gate, names);

    private void RecordFor(string project, string gate, params string[] names)
    {
        var outcome = gate == "pass" ? "Passed" : "Failed";
        var results = names.Select((test, i) => $"<UnitTestResult testId=\"{i}\" testName=\"{test}\" outcome=\"{outcome}\" />");
        var tests = names.Select((test, i) => $"<UnitTest id=\"{i}\"><TestMethod className=\"S\" name=\"{test}\" /></UnitTest>");
        _tool.Write("a.trx", "<TestRun xmlns=\"http://microsoft.com/schemas/VisualStudio/TeamTest/2010\">"
            + $"<Results>{string.Concat(results)}</Results><TestDefinitions>{string.Concat(tests)}</TestDefinitions>"
            + $"<ResultSummary><Counters total=\"{names.Length}\" passed=\"{(outcome == "Passed" ? names.Length : 0)}\" "
            + $"failed=\"{(outcome == "Passed" ? 0 : names.Length)}\" /></ResultSummary></TestRun>");
        var answer = _tool.Run(
            "record", "--gate", gate, "--gate-output", "a.trx", "--loop", "main", "--project", project, "--framework", "net10.0",
            "--command", "test");
        Assert.AreEqual(0, answer.ExitCode, answer.Error);
    }
}
