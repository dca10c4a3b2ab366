using System.Text.Json;

namespace LoopJournal.Tests;

/// <summary>The Loop targets, in a project that only references the package.</summary>
[TestClass]
public sealed class LoopTargetTests
{
    private const string Action = "try; \"it\" $(touch pwned) `touch pwned` %41";

    [TestMethod]
    [TestCategory("Full")]
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
            var record = RunTarget(repo, "LoopRecord", "-p:LoopGateOutput=gate.log");
            Assert.AreEqual(0, record.ExitCode, record.Output);
        }

        var stall = RunTarget(repo, "LoopStall");
        Assert.AreEqual(1, stall.ExitCode, stall.Output);
        Assert.HasCount(1, stall.LinesWith("error LOOP0010: Stalled: 3 consecutive attempts"), stall.Output);

        var quiet = "-p:LoopJournalStallSeverity=none";
        const string wanted = "-getProperty:LoopVerdict,LoopStallCount,LoopRecommend,LoopDeadEnds";
        var properties = ParseJson(RunTarget(repo, "LoopStall", quiet, wanted)).GetProperty("Properties");
        Assert.AreEqual("STALLED", properties.GetProperty("LoopVerdict").GetString());
        Assert.AreEqual("3", properties.GetProperty("LoopStallCount").GetString());
        Assert.AreEqual("switch-strategy", properties.GetProperty("LoopRecommend").GetString());
        Assert.AreEqual(Action, properties.GetProperty("LoopDeadEnds").GetString());
        Assert.AreEqual("STALLED", ReadResult(RunTarget(repo, "LoopStall", quiet, "-getTargetResult:LoopStall"), "LoopStall")[0]);

        StringAssert.StartsWith(ReadResult(RunTarget(repo, "LoopResume", "-getTargetResult:LoopResume"), "LoopResume")[0],
            "resume: 3 attempts · last gate=fail · stall=3/3");
        Assert.AreEqual("journal: 3 records (last 2):",
            ReadResult(RunTarget(repo, "LoopStatus", "-p:LoopCount=2", "-getTargetResult:LoopStatus"), "LoopStatus")[0]);
        StringAssert.StartsWith(
            ReadResult(RunTarget(repo, "LoopSince", "-getTargetResult:LoopSince"), "LoopSince")[0], "since: delta vs last recorded turn (");
        var fingerprint = RunTarget(repo, "LoopFingerprint", "-p:LoopInput=gate.log", "-getTargetResult:LoopFingerprint");
        Assert.AreEqual(12, ReadResult(fingerprint, "LoopFingerprint")[0].Length);
        StringAssert.StartsWith(
            ReadResult(RunTarget(repo, "LoopSelfTest", "-getTargetResult:LoopSelfTest"), "LoopSelfTest")[^1], "selftest: PASS (");

        Assert.AreEqual("not proven:", ReadResult(RunTarget(repo, "LoopProof", "-getTargetResult:LoopProof"), "LoopProof")[0]);

        var reset = RunTarget(repo, "LoopReset", "-p:LoopNote=another plan");
        Assert.AreEqual(0, reset.ExitCode, reset.Output);
        Assert.AreEqual("another plan", repo.Journal[^1].GetProperty("note").GetString());
        Assert.AreEqual(0, RunTarget(repo, "LoopStall").ExitCode);
        Assert.IsFalse(File.Exists(repo.In("pwned")) || File.Exists(repo.In("src/pwned")));
    }

    private static CommandResult RunTarget(Sandbox repo, string target, params string[] arguments) =>
        repo.Run(["msbuild", "src/Lib.csproj", "-nologo", $"-t:{target}", .. arguments]);

    private static JsonElement ParseJson(CommandResult run) =>
        JsonElement.Parse(run.Output[run.Output.IndexOf('{', StringComparison.Ordinal)..]);

    private static List<string> ReadResult(CommandResult run, string target) =>
        [.. ParseJson(run).GetProperty("TargetResults").GetProperty(target).GetProperty("Items")
            .EnumerateArray().Select(item => item.GetProperty("Identity").GetString()!)];
}
