using System.Diagnostics;
using System.Text.Json;

namespace LoopJournal.Tests;

/// <summary>Any command as a gate, in real processes.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class RunTests
{
    [TestMethod]
    public void Output_and_exit_code_are_the_commands_own_and_the_failure_is_journaled()
    {
        using var tool = new Tool();
        const string script = "printf '\\033[31mout\\033[0m no newline'; echo 'error: no answer after 5 s' >&2; exit 3";

        var run = Run(tool, ["run", "--action", "try it", "--", "sh", "-c", script]);

        Assert.AreEqual(3, run.ExitCode);
        Assert.AreEqual("\u001b[31mout\u001b[0m no newline", run.Output);
        Assert.StartsWith("error: no answer after 5 s\n", run.Error);
        Assert.Contains($"LoopJournal: attempts are recorded in \"{tool.Journal}\" (deleting it is safe).\n", run.Error);
        Assert.Contains("attempt 1 failed (", run.Error);
        var record = ReadRecord(tool);
        Assert.AreEqual("fail", record.GetProperty("gate").GetString());
        Assert.AreEqual("command", record.GetProperty("stage").GetString());
        Assert.AreEqual("text/1", record.GetProperty("algorithm").GetString());
        Assert.AreEqual("try it", record.GetProperty("action").GetString());
        Assert.StartsWith("run sh -c \"printf", record.GetProperty("command").GetString()!);
        Assert.IsGreaterThanOrEqualTo(0, record.GetProperty("durationMs").GetInt64());
    }

    [TestMethod]
    public void A_failing_command_that_cuts_its_output_gets_a_hint_and_a_passing_one_does_not()
    {
        using var tool = new Tool();
        const string hint = "LoopJournal: the command cuts its output (| tail), so one failure can look like another.";

        Assert.Contains(hint, Run(tool, ["run", "--", "sh", "-c", "(echo error: no; echo 1) | tail -1; exit 3"]).Error);
        Assert.DoesNotContain(hint, Run(tool, ["run", "--", "sh", "-c", "(echo error: no; echo 1) | tail -1; exit 0"]).Error);
    }

    [TestMethod]
    public void A_command_that_a_shell_does_not_find_is_a_fault_of_the_environment()
    {
        using var tool = new Tool();
        string[] gate = ["run", "--", "sh", "-c", "no-such-tool-7 --check"];

        Assert.AreEqual(127, Run(tool, gate).ExitCode);
        Run(tool, gate);
        var third = Run(tool, gate);

        Assert.Contains("error LOOP0010: Stalled: 3 consecutive attempts", third.Error);
        Assert.Contains("Fix the environment: the failure is one of this machine or its setup, not of the code.", third.Error);
        Assert.AreEqual("environment", ReadRecord(tool).GetProperty("evidence").GetString());
    }

    [TestMethod]
    [DataRow(
        "{\"$schema\":\"sarif\",\"version\":\"2.1.0\",\"runs\":[{\"results\":["
        + "{\"ruleId\":\"C1\",\"level\":\"error\",\"message\":{\"text\":\"caf\\351\"}}]}]}",
        "diagnostics/1", "", DisplayName = "a byte that is not UTF-8")]
    [DataRow(
        "{\"$schema\":\"sarif\",\"version\":\"2.1.0\",\"runs\":[{\"results\":[{\"ruleId\":\"C1\",\"level\":\"error\"}]}],\"\\\\ud800\":1}",
        "diagnostics/1", "", DisplayName = "half of a surrogate pair")]
    [DataRow("{\"$schema\":\"sarif\",\"version\":\"2.1.0\",\"runs\":[{\"results\":[{\"ruleId\":\"C1\",\"level\":\"error\"},",
        "diagnostics/1", " Line 1, byte ", DisplayName = "no end")]
    [DataRow("{\"$schema\":\"sarif\",\"version\":\"2.1.0\",oops", "unknown/1", " Line 1, byte ", DisplayName = "nothing to read")]
    [DataRow("<TestRun><Results><UnitTestResult", "unknown/1", " Line 1, position ", DisplayName = "no end of a TRX file")]
    public void A_command_whose_output_is_damaged_keeps_its_exit_code_and_is_journaled(string output, string algorithm, string problem)
    {
        using var tool = new Tool();

        var run = Run(tool, ["run", "--", "sh", "-c", $"printf '{output}'; exit 3"]);

        Assert.AreEqual(3, run.ExitCode, run.Error);
        var record = ReadRecord(tool);
        Assert.AreEqual(
            $"fail command {algorithm}",
            $"{record.GetProperty("gate")} {record.GetProperty("stage")} {record.GetProperty("algorithm")}");
        const string partly = "LoopJournal: The gate's output can be read only in part, and that part counts: ";
        Assert.AreEqual(problem.Length > 0, run.Error.StartsWith(partly, StringComparison.Ordinal), run.Error);
        Assert.Contains(problem, run.Error);
    }

    [TestMethod]
    public void The_third_equal_failure_is_a_stall_and_a_pass_clears_it()
    {
        using var tool = new Tool();
        string[] gate = ["run", "--exit-code", "--", "sh", "-c", "echo \"error: no answer\"; test -e fixed"];

        Assert.AreEqual(1, Run(tool, gate).ExitCode);
        Assert.AreEqual(1, Run(tool, gate).ExitCode);
        var third = Run(tool, gate);
        Assert.AreEqual(10, third.ExitCode);
        Assert.Contains("\nerror LOOP0010: Stalled: 3 consecutive attempts failed the same way (", third.Error);

        tool.Write("fixed", "");
        var fourth = Run(tool, gate);
        Assert.AreEqual(0, fourth.ExitCode);
        Assert.DoesNotContain("LOOP0010", fourth.Error);
    }

    [TestMethod]
    public void A_recorded_attempt_has_a_tree_like_one_that_was_run()
    {
        using var tool = new Tool();
        using var git = Process.Start(new ProcessStartInfo("git", ["init", "--quiet"]) { WorkingDirectory = tool.Folder })!;
        git.WaitForExit();
        Run(tool, ["record", "--gate", "fail"]);
        Run(tool, ["run", "--", "false"]);
        Run(tool, ["record", "--gate", "reset"]);

        var rows = ReadRecords(tool);
        Assert.AreEqual(rows[0].GetProperty("tree").GetString(), rows[1].GetProperty("tree").GetString());
        Assert.IsFalse(rows[2].TryGetProperty("tree", out _), "a reset judges no files");
    }

    /// <summary>
    /// On a busy machine a snapshot may take longer than <c>run</c> waits for it, so one of ten runs is enough. A command that starts
    /// without the wait writes before git reads the file, in each of them.
    /// </summary>
    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void A_file_that_a_command_writes_when_it_starts_is_not_in_its_snapshot()
    {
        using var tool = new Tool();
        using var git = Process.Start(new ProcessStartInfo("git", ["init", "--quiet"]) { WorkingDirectory = tool.Folder })!;
        git.WaitForExit();
        tool.Write("a.txt", "before");
        tool.Run("record", "--gate", "fail");
        var trees = Enumerable.Range(0, 10).Select(_ =>
        {
            tool.Write("a.txt", "before");
            tool.Run("run", "--brief", "--", "sh", "-c", "echo after > a.txt");
            return ReadRecord(tool).GetProperty("tree").GetString();
        }).ToList();

        Assert.Contains(ReadRecords(tool)[0].GetProperty("tree").GetString(), trees);
    }

    [TestMethod]
    public void The_whole_output_is_kept_without_secrets_and_colours_for_its_owner_alone()
    {
        using var tool = new Tool();
        var run = Run(
            tool, ["run", "--", "sh", "-c", "printf '\\033[31merror: one\\033[0m\\npassword=hun\\033[1mter2hunter2\\n'; echo two >&2; exit 3"]);

        var log = Directory.GetFiles(Path.Combine(tool.Folder, ".orchestrator", "loop", "logs")).Single();
        Assert.Contains($"LoopJournal: the whole output is in \"{log}\"\n", run.Error);
        Assert.AreEqual("error: one\npassword=***\ntwo\n", File.ReadAllText(log));
        Assert.AreEqual(ReadRecord(tool).GetProperty("id").GetString(), Path.GetFileNameWithoutExtension(log));
        Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(log).UnixFileMode);
    }

    [TestMethod]
    public void The_newest_fifty_outputs_are_kept_and_other_files_stay()
    {
        using var tool = new Tool();
        for (var i = 0; i < 55; i++)
        {
            tool.Write($".orchestrator/loop/logs/{i:x32}.log", "x");
        }

        tool.Write(".orchestrator/loop/logs/notes.log", "x");
        Run(tool, ["run", "--", "sh", "-c", "exit 0"]);

        var names = Directory.GetFiles(Path.Combine(tool.Folder, ".orchestrator", "loop", "logs")).Select(Path.GetFileName).ToList();
        Assert.HasCount(51, names);
        Assert.Contains("notes.log", names);
        Assert.DoesNotContain($"{5:x32}.log", names);
        Assert.Contains($"{6:x32}.log", names);
    }

    [TestMethod]
    public void Where_the_folder_of_outputs_has_a_link_nothing_is_kept_and_the_attempt_is_journaled()
    {
        using var tool = new Tool();
        using var elsewhere = new TemporaryFolder();
        var logs = Directory.CreateDirectory(Path.Combine(tool.Folder, ".orchestrator", "loop", "logs")).FullName;
        File.CreateSymbolicLink(Path.Combine(logs, "1.log"), elsewhere["x"]);

        var run = Run(tool, ["run", "--", "sh", "-c", "exit 3"]);

        Assert.Contains("LoopJournal: the output was not kept: \"", run.Error);
        Assert.AreEqual("fail", ReadRecord(tool).GetProperty("gate").GetString());
        Assert.HasCount(1, Directory.GetFiles(logs));
    }

    [TestMethod]
    public void Brief_is_one_line_on_a_pass_and_the_failures_otherwise()
    {
        using var tool = new Tool();
        string[] gate = ["run", "--brief", "--", "sh", "-c", "echo noise; echo 'error: no answer'; test -e fixed"];

        var failed = Run(tool, gate);
        Assert.AreEqual(1, failed.ExitCode);
        Assert.EndsWith(": attempt 1 failed\n  live failures:\n    \"error: no answer\"\n", failed.Output);
        Assert.DoesNotContain("\nnoise", "\n" + failed.Output + failed.Error);
        Assert.Contains("LoopJournal: the whole output is in \"", failed.Error);

        tool.Write("fixed", "");
        var passed = Run(tool, gate);
        Assert.AreEqual((0, ""), (passed.ExitCode, passed.Error));
        Assert.EndsWith(": attempt 2 passed", passed.Output.TrimEnd('\n'));
        Assert.HasCount(1, passed.Lines);
    }

    [TestMethod]
    public void A_command_that_runs_out_of_time_is_blocked()
    {
        using var tool = new Tool();
        var run = Run(tool, ["run", "--timeout", "0.2s", "--", "sleep", "600"]);

        Assert.AreEqual(124, run.ExitCode);
        Assert.AreEqual("blocked", ReadRecord(tool).GetProperty("gate").GetString());
    }

    [TestMethod]
    [DataRow("KILL", 137, "blocked")]
    [DataRow("TERM", 143, "blocked")]
    [DataRow("SEGV", 139, "fail")]
    public void A_killed_command_is_blocked_and_a_crashed_command_has_failed(string signal, int exitCode, string gate)
    {
        using var tool = new Tool();
        Assert.AreEqual(exitCode, Run(tool, ["run", "--", "sh", "-c", $"kill -{signal} $$"]).ExitCode);
        Assert.AreEqual(gate, ReadRecord(tool).GetProperty("gate").GetString());
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    [DataRow("> /dev/full", "loop-journal: \"The output cannot be written: No space left on device.\"\n")]
    [DataRow(">&-", "loop-journal: \"The output cannot be written: Bad file descriptor.\"\n")]
    [DataRow("> /dev/full 2>&1", "", DisplayName = "and nothing can be said")]
    public void Output_that_cannot_be_written_is_reported_in_one_sentence(string where, string said)
    {
        using var tool = new Tool();
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", $"dotnet '{Tool.Program}' stall {where}"])
        {
            WorkingDirectory = tool.Folder, RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();

        Assert.AreEqual(1, process.ExitCode, error);
        Assert.AreEqual(said, error);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void A_reader_that_closes_the_pipe_is_not_an_error()
    {
        using var tool = new Tool();
        tool.WriteJournal(Enumerable.Range(0, 5000).Select(i => Records.Fail("test", action: $"try {i}")));
        var script = $"{{ dotnet '{Tool.Program}' status --n 5000; echo $? >&2; }} | true";
        using var process =
            Process.Start(new ProcessStartInfo("sh", ["-c", script]) { WorkingDirectory = tool.Folder, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();

        Assert.AreEqual("0\n", error);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    [DataRow("> /dev/full")]
    [DataRow(">&-")]
    public void A_command_whose_output_cannot_be_written_runs_to_its_end_and_is_journaled(string where)
    {
        using var tool = new Tool();
        var script = $"dotnet '{Tool.Program}' run -- sh -c 'yes error | head -c 1000000; exit 3' {where}";
        using var process =
            Process.Start(new ProcessStartInfo("sh", ["-c", script]) { WorkingDirectory = tool.Folder, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();

        Assert.AreEqual(3, process.ExitCode, error);
        Assert.AreEqual("fail", ReadRecord(tool).GetProperty("gate").GetString());
        Assert.AreEqual("text/1", ReadRecord(tool).GetProperty("algorithm").GetString());
    }

    [TestMethod]
    public void In_a_deleted_directory_one_sentence_says_so_and_a_named_journal_is_read()
    {
        using var tool = new Tool();
        tool.WriteJournal([Records.Fail("test")]);
        var script = "mkdir gone; cd gone; rmdir ../gone; "
            + $"dotnet '{Tool.Program}' stall; echo $?; dotnet '{Tool.Program}' stall --journal '{tool.Journal}'";
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", script])
        {
            WorkingDirectory = tool.Folder, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEnd();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();

        Assert.AreEqual("loop-journal: \"The current directory does not exist any more. Change to one that exists.\"\n", error);
        Assert.StartsWith("1\nprogress\n", output);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void No_program_in_a_shared_temporary_folder_is_run()
    {
        using var tool = new Tool();
        var script = $"""
            git init -q; mkdir -p shared/loop-journal-has-no-hooks .git/hooks
            for hook in shared/loop-journal-has-no-hooks/post-index-change .git/hooks/post-index-change
            do printf '#!/bin/sh\ntouch {tool.Folder}/ran\n' > $hook; chmod +x $hook; done
            TMPDIR={tool.Folder}/shared dotnet '{Tool.Program}' run -- false
            """;
        using var process =
            Process.Start(new ProcessStartInfo("sh", ["-c", script]) { WorkingDirectory = tool.Folder, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();

        Assert.IsTrue(ReadRecord(tool).TryGetProperty("tree", out _), error);
        Assert.IsFalse(File.Exists(Path.Combine(tool.Folder, "ran")));
    }

    [TestMethod]
    public void A_signal_reaches_the_command_and_the_attempt_is_recorded()
    {
        using var tool = new Tool();
        using var process = Start(tool, ["run", "--", "sh", "-c", "trap 'echo bye; kill $!; exit 7' TERM; echo ready; sleep 600 & wait"]);
        Assert.AreEqual("ready", process.StandardOutput.ReadLine());

        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);

        Assert.AreEqual("bye", process.StandardOutput.ReadLine());
        process.WaitForExit();
        Assert.AreEqual(7, process.ExitCode);
        Assert.AreEqual("blocked", ReadRecord(tool).GetProperty("gate").GetString());
    }

    [TestMethod]
    public void A_command_that_journals_its_own_failure_is_not_journaled_twice()
    {
        using var tool = new Tool();
        string[] gate = [
            "run", "--exit-code", "--action", "try it", "--loop", "mine", "--", "sh", "-c",
            CreateRecordingScript("echo \"error: $RANDOM\"", "fail", exitCode: 1),
        ];

        Assert.AreEqual(1, Run(tool, gate).ExitCode);
        Assert.AreEqual(1, Run(tool, gate).ExitCode);
        Assert.AreEqual(10, Run(tool, gate).ExitCode);

        var rows = ReadRecords(tool);
        Assert.HasCount(3, rows);
        Assert.IsTrue(rows.TrueForAll(row =>
            row.GetProperty("command").GetString() == "test"
            && row.GetProperty("action").GetString() == "try it"
            && row.GetProperty("loop").GetString() == "mine"));
    }

    [TestMethod]
    public void A_command_that_journals_a_pass_and_fails_is_journaled()
    {
        using var tool = new Tool();
        Assert.AreEqual(1, Run(tool, ["run", "--", "sh", "-c", CreateRecordingScript("true", "pass", exitCode: 1)]).ExitCode);

        CollectionAssert.AreEqual((string[])["pass", "fail"], ReadRecords(tool).ConvertAll(row => row.GetProperty("gate").GetString()));
    }

    [TestMethod]
    public void A_command_that_journals_its_own_pass_is_journaled_where_that_clears_something()
    {
        using var tool = new Tool();
        var script = $"test -e broken && exit 1; {CreateRecordingScript("true", "pass", exitCode: 0)}";
        string[] gate = ["run", "--", "sh", "-c", script];
        Run(tool, gate);
        tool.Write("broken", "");
        Run(tool, gate);
        File.Delete(Path.Combine(tool.Folder, "broken"));
        Run(tool, gate);
        Run(tool, gate);

        var rows = ReadRecords(tool)
            .ConvertAll(row => row.GetProperty("command").GetString()![..4].TrimEnd() + " " + row.GetProperty("gate").GetString());
        CollectionAssert.AreEqual((string[])["test pass", "run fail", "test pass", "run pass", "test pass"], rows);
    }

    [TestMethod]
    public void A_killed_run_that_is_journaled_meanwhile_is_not_the_commands_own_attempt()
    {
        using var tool = new Tool();
        var killed = $$"""
            {"iteration":1,"gate":"blocked","fingerprint":"7f3a91c2d4e5","id":"{{new string('0', 32)}}",
            "loop":"","project":"p","framework":"","command":"test","stage":"host"}
            """.ReplaceLineEndings("");
        Assert.AreEqual(1, Run(tool, ["run", "--", "sh", "-c", $"echo '{killed}' >> '{tool.Journal}'; exit 1"]).ExitCode);

        Assert.HasCount(2, ReadRecords(tool));
    }

    [TestMethod]
    public void A_missing_command_is_not_recorded()
    {
        using var tool = new Tool();
        var run = Run(tool, ["run", "--", "no-such-command"]);

        Assert.AreEqual(127, run.ExitCode);
        Assert.IsFalse(File.Exists(tool.Journal));
    }

    [TestMethod]
    public void The_command_gets_the_tools_input()
    {
        using var tool = new Tool();
        using var process = Start(tool, ["run", "--", "cat"]);
        process.StandardInput.Write("typed");
        process.StandardInput.Close();

        Assert.AreEqual("typed", process.StandardOutput.ReadToEnd());
    }

    internal static JsonElement ReadRecord(Tool tool) => ReadRecords(tool)[^1];

    private static List<JsonElement> ReadRecords(Tool tool) => [.. File.ReadAllLines(tool.Journal).Select(line => JsonElement.Parse(line))];

    /// <summary>A script that journals an attempt of the stream <c>test</c> itself.</summary>
    private static string CreateRecordingScript(string prints, string gate, int exitCode) =>
        $"{prints} | dotnet '{Tool.Program}' record --gate {gate} --command test --gate-output -; exit {exitCode}";

    internal static Answer Run(Tool tool, string[] arguments)
    {
        using var process = Start(tool, arguments);
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output, error.Result);
    }

    private static Process Start(Tool tool, string[] arguments) =>
        Process.Start(new ProcessStartInfo("dotnet", [Tool.Program, .. arguments])
        {
            WorkingDirectory = tool.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
}
