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
        Assert.Contains("attempt 1 failed (", run.Error);
        var record = Record(tool);
        Assert.AreEqual("fail", record.GetProperty("gate").GetString());
        Assert.AreEqual("command", record.GetProperty("stage").GetString());
        Assert.AreEqual("text/1", record.GetProperty("algorithm").GetString());
        Assert.AreEqual("try it", record.GetProperty("action").GetString());
        Assert.StartsWith("run sh -c \"printf", record.GetProperty("command").GetString()!);
        Assert.IsGreaterThanOrEqualTo(0, record.GetProperty("durationMs").GetInt64());
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
    public void A_command_that_runs_out_of_time_is_blocked()
    {
        using var tool = new Tool();
        var run = Run(tool, ["run", "--timeout", "0.2s", "--", "sleep", "600"]);

        Assert.AreEqual(124, run.ExitCode);
        Assert.AreEqual("blocked", Record(tool).GetProperty("gate").GetString());
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
        Assert.AreEqual("blocked", Record(tool).GetProperty("gate").GetString());
    }

    [TestMethod]
    public void A_command_that_is_not_there_is_no_attempt()
    {
        using var tool = new Tool();
        var run = Run(tool, ["run", "--", "no-such-command"]);

        Assert.AreEqual(127, run.ExitCode);
        Assert.IsFalse(File.Exists(tool.Journal));
    }

    [TestMethod]
    public void Input_passes_through()
    {
        using var tool = new Tool();
        using var process = Start(tool, ["run", "--", "cat"]);
        process.StandardInput.Write("typed");
        process.StandardInput.Close();

        Assert.AreEqual("typed", process.StandardOutput.ReadToEnd());
    }

    private static JsonElement Record(Tool tool) => JsonElement.Parse(File.ReadAllLines(tool.Journal)[^1]);

    private static Answer Run(Tool tool, string[] arguments)
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
