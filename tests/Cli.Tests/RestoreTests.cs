using System.Diagnostics;
using LoopJournal.WorkingTree;

namespace LoopJournal.Tests;

/// <summary>The way back to an attempt, and what lies between two of them.</summary>
[TestClass]
public sealed class RestoreTests
{
    [TestMethod]
    public async Task Restore_brings_an_attempt_back_and_says_how_to_come_back_itself()
    {
        using var tool = await Repository();
        var first = await Snapshot(tool, "one");
        var second = await Snapshot(tool, "two");
        tool.WriteJournal([Attempt(1, first), Attempt(2, second)]);
        tool.Write("cart.txt", "three\n");

        var restored = tool.Run("restore", "1");

        Assert.AreEqual(0, restored.ExitCode, restored.Error);
        Assert.AreEqual("one\n", File.ReadAllText(Path.Combine(tool.Folder, "cart.txt")));
        var back = restored.Output.TrimEnd('\n').Split("to come back: loop-journal ")[1].Split(' ');
        Assert.AreEqual(0, tool.Run(back).ExitCode);
        Assert.AreEqual("three\n", File.ReadAllText(Path.Combine(tool.Folder, "cart.txt")));
    }

    [TestMethod]
    public async Task Diff_shows_what_lies_between_two_attempts_or_since_one()
    {
        using var tool = await Repository();
        tool.WriteJournal([Attempt(1, await Snapshot(tool, "one")), Attempt(2, await Snapshot(tool, "two"))]);
        tool.Write("cart.txt", "three\n");

        Assert.Contains("-one\n+two\n", tool.Run("diff", "1", "2").Output);
        Assert.Contains("-two\n+three\n", tool.Run("diff").Output);
        Assert.Contains("-one\n+three\n", tool.Run("diff", "1").Output);
    }

    [TestMethod]
    [DataRow("7")]
    [DataRow("best")]
    [DataRow("4b825dc642cb6eb9a060e54bf8d69288fbee4905")]
    public async Task An_attempt_without_a_snapshot_is_refused(string attempt)
    {
        using var tool = await Repository();
        tool.WriteJournal([Attempt(1, "")]);

        var answer = tool.Run("restore", attempt);

        Assert.AreEqual(1, answer.ExitCode);
        Assert.StartsWith("not restored, nothing was changed: ", answer.Error);
        Assert.AreEqual(1, tool.Run("diff", attempt).ExitCode);
        Assert.AreEqual(2, tool.Run("restore", "--now").ExitCode);
        Assert.AreEqual(2, tool.Run("restore", "yesterday").ExitCode);
    }

    private static object Attempt(int iteration, string tree) => new { iteration, gate = "fail", fingerprint = $"f{iteration}", command = "test", tree };

    private static async Task<Tool> Repository()
    {
        var tool = new Tool();
        using var git = Process.Start(new ProcessStartInfo("git", ["init", "--quiet", tool.Folder]))!;
        await git.WaitForExitAsync();
        tool.Write(".orchestrator/loop/.gitignore", "*\n");
        return tool;
    }

    private static async Task<string> Snapshot(Tool tool, string content)
    {
        tool.Write("cart.txt", content + "\n");
        return await new Snapshots(tool.Folder, Path.GetDirectoryName(tool.Journal)!).StartAsync(TimeSpan.FromMinutes(1));
    }
}
