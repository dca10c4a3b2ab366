using System.Diagnostics;

namespace LoopJournal.Tests;

/// <summary>The verb <c>proof</c>: its loop, its exit codes and its JSON.</summary>
[TestClass]
public sealed class ProofTests
{
    [TestMethod]
    public void The_exit_code_is_11_where_the_files_are_not_proven()
    {
        using var tool = CreateRepository();
        Assert.AreEqual(11, tool.Run("proof", "--exit-code").ExitCode);
        Assert.AreEqual(0, tool.Run("proof").ExitCode);

        tool.Run("record", "--gate", "pass");
        var proof = tool.Run("proof", "--exit-code");
        Assert.AreEqual(0, proof.ExitCode, proof.Output);
        StringAssert.StartsWith(proof.FirstLine, "proven ");
    }

    [TestMethod]
    public void The_loop_is_the_one_of_the_next_attempt_and_not_that_of_the_newest_record()
    {
        using var tool = CreateRepository();
        tool.Run("record", "--gate", "pass", "--loop", "other");
        Assert.AreEqual(11, tool.Run("proof", "--exit-code").ExitCode);
        Assert.AreEqual(0, tool.Run("proof", "--exit-code", "--loop", "other").ExitCode);

        tool.Variables["LoopId"] = "other";
        Assert.AreEqual(0, tool.Run("proof", "--exit-code").ExitCode);
    }

    [TestMethod]
    public void Outside_of_git_nothing_can_be_known()
    {
        using var tool = new Tool(); // its .git is an empty folder
        tool.WriteJournal([Records.Pass("test")]);
        var proof = tool.Run("proof");

        Assert.AreEqual(1, proof.ExitCode);
        StringAssert.StartsWith(proof.Error, "not known: git has no snapshot of the files");
        Assert.AreEqual("", proof.Output);
    }

    [TestMethod]
    public void The_JSON_has_the_reasons_and_what_is_outside()
    {
        using var tool = CreateRepository();
        tool.Run("record", "--gate", "pass");
        tool.Write("a.txt", "2");
        tool.Write(".env", "KEY=1");
        var json = tool.Run("proof", "--json").Json;

        Assert.IsFalse(json.GetProperty("proven").GetBoolean());
        var reason = Assert.ContainsSingle(json.GetProperty("reasons").EnumerateArray());
        Assert.AreEqual("edited", reason.GetProperty("reason").GetString());
        Assert.AreEqual("a.txt", Assert.ContainsSingle(reason.GetProperty("files").EnumerateArray()).GetString());
        Assert.AreEqual("run", reason.GetProperty("stream").GetProperty("command").GetString());
        Assert.AreEqual(1, json.GetProperty("outside").GetProperty("secret").GetInt32());
    }

    private static Tool CreateRepository()
    {
        var tool = new Tool();
        Directory.Delete(Path.Combine(tool.Folder, ".git"));
        using var git = Process.Start(new ProcessStartInfo("git", ["init", "-q", "-b", "main"]) { WorkingDirectory = tool.Folder })!;
        git.WaitForExit();
        tool.Write("a.txt", "1");
        return tool;
    }
}
