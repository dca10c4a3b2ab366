using System.Text.Json;

namespace LoopJournal.Tests;

/// <summary>The Loop targets, in a project that has nothing but the package reference.</summary>
[TestClass]
public sealed class LoopTargetTests
{
    private const string Action = "try; \"it\" $(touch pwned) `touch pwned` %41";

    [TestMethod]
    public void Every_verb_is_a_target_that_scripts_can_read()
    {
        using var repo = new Sandbox();
        repo.Write("src/Lib.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
            </Project>
            """);
        Shop.Reference(repo, "src/Lib.csproj");
        repo.Write("gate.log", "error: no answer\n");
        repo.Commit();
        Assert.AreEqual(0, repo.Run("restore", "src").ExitCode);
        repo.Environment["LoopAction"] = Action;

        for (var i = 0; i < 3; i++)
        {
            var record = Target(repo, "LoopRecord", "-p:LoopGateOutput=gate.log");
            Assert.AreEqual(0, record.ExitCode, record.Output);
        }

        var stall = Target(repo, "LoopStall");
        Assert.AreEqual(1, stall.ExitCode, stall.Output);
        Assert.HasCount(1, stall.LinesWith("error LOOP0010: Stalled: 3 consecutive attempts"), stall.Output);

        var quiet = "-p:LoopJournalStallSeverity=none";
        var properties = Json(Target(repo, "LoopStall", quiet, "-getProperty:LoopVerdict,LoopStallCount,LoopRecommend,LoopDeadEnds")).GetProperty("Properties");
        Assert.AreEqual("STALLED", properties.GetProperty("LoopVerdict").GetString());
        Assert.AreEqual("3", properties.GetProperty("LoopStallCount").GetString());
        Assert.AreEqual("switch-strategy", properties.GetProperty("LoopRecommend").GetString());
        Assert.AreEqual(Action, properties.GetProperty("LoopDeadEnds").GetString());
        Assert.AreEqual("STALLED", Result(Target(repo, "LoopStall", quiet, "-getTargetResult:LoopStall"), "LoopStall")[0]);

        StringAssert.StartsWith(Result(Target(repo, "LoopResume", "-getTargetResult:LoopResume"), "LoopResume")[0], "resume: 3 attempts · last gate=fail · stall=3/3");
        Assert.AreEqual("journal: 3 records (last 2):", Result(Target(repo, "LoopStatus", "-p:LoopCount=2", "-getTargetResult:LoopStatus"), "LoopStatus")[0]);
        StringAssert.StartsWith(Result(Target(repo, "LoopSince", "-getTargetResult:LoopSince"), "LoopSince")[0], "since: delta vs last recorded turn (");
        Assert.AreEqual(12, Result(Target(repo, "LoopFingerprint", "-p:LoopInput=gate.log", "-getTargetResult:LoopFingerprint"), "LoopFingerprint")[0].Length);
        StringAssert.StartsWith(Result(Target(repo, "LoopSelfTest", "-getTargetResult:LoopSelfTest"), "LoopSelfTest")[^1], "selftest: PASS (");

        var reset = Target(repo, "LoopReset", "-p:LoopNote=another plan");
        Assert.AreEqual(0, reset.ExitCode, reset.Output);
        Assert.AreEqual("another plan", repo.Journal[^1].GetProperty("note").GetString());
        Assert.AreEqual(0, Target(repo, "LoopStall").ExitCode);
        Assert.IsFalse(File.Exists(repo.In("pwned")) || File.Exists(repo.In("src/pwned")));
    }

    private static CommandResult Target(Sandbox repo, string target, params string[] arguments) =>
        repo.Run(["msbuild", "src/Lib.csproj", "-nologo", $"-t:{target}", .. arguments]);

    private static JsonElement Json(CommandResult run) => JsonElement.Parse(run.Output[run.Output.IndexOf('{', StringComparison.Ordinal)..]);

    private static List<string> Result(CommandResult run, string target) =>
        [.. Json(run).GetProperty("TargetResults").GetProperty(target).GetProperty("Items").EnumerateArray().Select(item => item.GetProperty("Identity").GetString()!)];
}
