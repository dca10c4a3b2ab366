using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace LoopJournal.Tests;

/// <summary><c>loop</c> with scripted agents, in real processes. The gate fails with what the file <c>state</c> holds.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class LoopTests
{
    private static readonly string[] Gate = ["--", "sh", "-c", "cat state 2>/dev/null && exit 3; test -e fixed"];

    [TestMethod]
    public void An_agent_that_fixes_ends_the_loop_with_0()
    {
        using var tool = CreateTool();
        var loop = Loop(tool, "cat > prompt; echo 'error: half' > state; test -e half && rm state && touch fixed; touch half");

        Assert.AreEqual(0, loop.ExitCode, loop.Error);
        Assert.HasCount(4, loop.Lines, loop.Output);
        Assert.StartsWith("turn 1: failed (", loop.Lines[0]);
        Assert.EndsWith("s, 19 turns left", loop.Lines[0]);
        Assert.StartsWith("turn 2: passed; ", loop.Lines[1]);
        Assert.StartsWith("loop: passed after 2 turns, ", loop.Lines[2]);
        var prompt = File.ReadAllText(Path.Combine(tool.Folder, "prompt"));
        Assert.StartsWith("loop-journal loop: turn 2 of 20. Make the gate pass: \"run sh -c ", prompt);
        Assert.Contains("\nresume: 1 attempts", prompt);
    }

    [TestMethod]
    public void An_agent_that_stalls_is_told_to_change_the_strategy_and_then_the_loop_ends_with_10()
    {
        using var tool = CreateTool();
        var loop = Loop(tool, "echo \"$LOOP_RESUME\" > prompt-$(ls prompt-* 2>/dev/null | wc -l)");

        Assert.AreEqual(10, loop.ExitCode, loop.Error);
        Assert.StartsWith("turn 3: failed, same failure 3 times in a row, stalled (", loop.Lines[2]);
        Assert.StartsWith("loop: stalled, another strategy did not help, after 4 turns, ", loop.Lines[4]);
        Assert.StartsWith("to go on: loop-journal failures, ", loop.Lines[^1]);
        var prompts = Enumerable.Range(0, 4).Select(i => File.ReadAllText(Path.Combine(tool.Folder, $"prompt-{i}"))).ToList();
        Assert.Contains("\nStalled: change the strategy. ", prompts[3]);
        Assert.DoesNotContain("Stalled:", prompts[2]);
    }

    [TestMethod]
    public void An_agent_that_wanders_has_so_many_turns()
    {
        using var tool = CreateTool();
        const string agent = "echo \"error: no $(head -c $(ls | wc -l) letters | tail -c 1)\" > state; touch x$(ls | wc -l)";
        var loop = Loop(tool, agent, "--max-attempts", "5");

        Assert.AreEqual(10, loop.ExitCode, loop.Error);
        Assert.StartsWith("loop: no turns left (--max-attempts) after 5 turns, ", loop.Lines[5]);
    }

    [TestMethod]
    public void Skipped_tests_do_not_end_the_loop_with_0()
    {
        using var tool = CreateTool();
        tool.Write("gate.sh", """
            r='<testcase classname="C" name="A"'; test -e skip && r="$r><skipped/></testcase>" || r="$r><failure message=\"no\"/></testcase>"
            echo "<testsuite name=\"s\">$r<testcase classname=\"C\" name=\"B\"/></testsuite>" > r.xml; test -e skip
            """);
        string[] loop = ["loop", "--agent", "test -e first && touch skip; touch first", "--results", "*.xml", "--", "sh", "gate.sh"];
        var run = RunTests.Run(tool, loop);

        Assert.AreEqual(10, run.ExitCode, run.Error);
        Assert.StartsWith("turn 2: passed, not clean, failing 1 > 0 (1 vanished); ", run.Lines[1]);
        Assert.StartsWith("loop: passed again and again, but not clean or not proven, after 4 turns, ", run.Lines[4]);
    }

    [TestMethod]
    public void A_pass_that_is_proven_ends_a_loop_that_asks_for_a_proof()
    {
        using var tool = CreateTool();
        using var git = Process.Start(new ProcessStartInfo("git", ["init", "--quiet"]) { WorkingDirectory = tool.Folder })!;
        git.WaitForExit();
        tool.Write("fixed", "");
        File.Delete(Path.Combine(tool.Folder, "state"));
        var loop = Loop(tool, "true", "--until", "proof");

        Assert.AreEqual(0, loop.ExitCode, loop.Output);
        Assert.StartsWith("proven ", loop.Lines[2]);
    }

    [TestMethod]
    [DataRow("no-such-agent-7", 127)]
    [DataRow("/", 126)]
    public void An_agent_that_cannot_be_started_ends_the_loop_and_nothing_is_recorded(string agent, int expected)
    {
        using var tool = CreateTool();
        var loop = Loop(tool, agent);

        Assert.AreEqual(expected, loop.ExitCode, loop.Output);
        Assert.AreEqual($"loop-journal: cannot run the agent \"{agent}\", so the loop ends", loop.FirstLine);
        Assert.IsFalse(File.Exists(tool.Journal));
    }

    [TestMethod]
    public void A_gate_that_cannot_be_started_ends_the_loop()
    {
        using var tool = CreateTool();
        var loop = RunTests.Run(tool, ["loop", "--agent", "true", "--", "no-such-gate-7"]);

        Assert.AreEqual(127, loop.ExitCode);
        Assert.StartsWith("loop-journal: cannot run \"no-such-gate-7\"", loop.Error);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    [Timeout(120_000, CooperativeCancellation = true)]
    public void An_agent_that_runs_for_ever_is_ended_with_all_that_it_started()
    {
        using var tool = CreateTool();
        var loop = Loop(tool, "trap '' TERM; (trap '' TERM; sleep 986.5) & sleep 987.5; true", "--max-minutes", "0.02");

        Assert.AreEqual(10, loop.ExitCode, loop.Error);
        Assert.StartsWith("loop: no time left (--max-minutes) after 0 turns, ", loop.FirstLine);
        Assert.IsEmpty(FindProcesses("sleep 986.5", "sleep 987.5"));
    }

    [TestMethod]
    [TestCategory("Full")]
    [Timeout(300_000, CooperativeCancellation = true)]
    public void An_agent_that_prints_100_MB_is_kept_within_bounds()
    {
        using var tool = CreateTool();
        var loop = Loop(tool, "yes 'a line of an agent that says much' | head -c 100000000; exit 4", "--max-attempts", "1");

        Assert.AreEqual(10, loop.ExitCode, loop.Error);
        Assert.AreEqual("LoopJournal: the agent of turn 1 ended with 4", loop.FirstLine);
        var log = new DirectoryInfo(Path.Combine(tool.Folder, ".orchestrator", "loop", "logs")).GetFiles().MaxBy(file => file.Length)!;
        Assert.IsLessThan(2_000_000, log.Length);
    }

    [TestMethod]
    [Timeout(120_000, CooperativeCancellation = true)]
    [OSCondition(OperatingSystems.Linux)]
    [DataRow("sleep 984.5; true", "true", "sleep 984.5")]
    [DataRow("true", "sleep 985.5; true", "sleep 985.5", "blocked")]
    public void A_signal_ends_agent_and_gate_and_the_journal_stays_whole(
        string agent, string gate, string process, params string[] expected)
    {
        using var tool = CreateTool();
        using var loop = Process.Start(new ProcessStartInfo("dotnet", [Tool.Program, "loop", "--agent", agent, "--", "sh", "-c", gate])
        {
            WorkingDirectory = tool.Folder, RedirectStandardInput = true, RedirectStandardOutput = true,
        })!;
        while (FindProcesses(process).Count == 0 && !loop.HasExited)
        {
            Thread.Yield();
        }

        using var kill = Process.Start("kill", ["-s", "TERM", loop.Id.ToString(CultureInfo.InvariantCulture)]);
        var output = loop.StandardOutput.ReadToEnd();
        loop.WaitForExit();

        Assert.AreEqual(130, loop.ExitCode, output);
        Assert.Contains("loop: stopped after ", output);
        Assert.IsEmpty(FindProcesses(process));
        var rows = File.Exists(tool.Journal) ? File.ReadAllLines(tool.Journal) : [];
        Assert.AreSequenceEqual(expected, rows.Select(row => JsonElement.Parse(row).GetProperty("gate").GetString()!));
    }

    private static Tool CreateTool()
    {
        var tool = new Tool();
        tool.Write("state", "error: no answer\n");
        tool.Write("letters", "abcdefghijklmnopqrstuvwxyz");
        return tool;
    }

    private static Answer Loop(Tool tool, string agent, params string[] options) =>
        RunTests.Run(tool, ["loop", "--agent", agent, .. options, .. Gate]);

    /// <summary>The command lines of living processes that are one of these.</summary>
    private static List<string> FindProcesses(params string[] commands) =>
    [
        .. Directory.EnumerateDirectories("/proc").Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0])).Select(ReadCommand)
            .Where(commands.Contains),
    ];

    private static string ReadCommand(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline")).TrimEnd('\0').Replace('\0', ' ');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ""; // it has ended
        }
    }
}
