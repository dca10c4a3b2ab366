namespace LoopJournal.Tests;

/// <summary>A test host that crashes.</summary>
[TestClass]
[TestCategory("Full")]
public sealed class CrashTests
{
    private readonly string _folder = "out/" + Guid.NewGuid().ToString("N")[..6];

    private static Sandbox Repo => Probe.Shared;

    [TestMethod]
    public void Three_equal_crashes_are_blocked_whatever_the_language()
    {
        var fingerprints = new List<string>();
        CommandResult? last = null;
        foreach (var language in new[] { "en", "de", "ja" })
        {
            last = Run(Probe.Crashes, language);
            Assert.AreEqual("blocked host", $"{ReadJournal()[^1].Text("gate")} {ReadJournal()[^1].Text("stage")}");
            fingerprints.Add(ReadJournal()[^1].Text("fingerprint"));
        }

        Assert.HasCount(1, fingerprints.Distinct(), string.Join(' ', fingerprints));
        var error = Assert.ContainsSingle(last!.LinesWith("error LOOP0012"), last.Output);
        Assert.Contains("the engine is gone", error);
    }

    [TestMethod]
    public void Two_crashes_differ_by_their_reason()
    {
        Run(Probe.Crashes);
        Run(Probe.CrashesOtherwise);

        Assert.AreNotEqual(ReadJournal()[0].Text("fingerprint"), ReadJournal()[1].Text("fingerprint"));
    }

    [TestMethod]
    public void Crashes_between_equal_failures_do_not_hide_the_stall()
    {
        Run(Probe.Fails);
        Run(Probe.Crashes);
        Run(Probe.Fails);
        Run(Probe.CrashesOtherwise);
        var last = Run(Probe.Fails);

        Assert.HasCount(1, last.LinesWith("error LOOP0010"), last.Output);
        Assert.HasCount(1, last.LinesWith("same failure 3 times in a row"), last.Output);
    }

    private CommandResult Run(string outcome, string language = "en")
    {
        var run = Probe.RunWith(Repo, outcome, new() { ["DOTNET_CLI_UI_LANGUAGE"] = language }, $"-p:LoopJournalDirectory={_folder}");
        Assert.AreEqual(1, run.ExitCode, run.Output);
        return run;
    }

    private IReadOnlyList<System.Text.Json.JsonElement> ReadJournal() => Sandbox.ReadJournal(Repo.In(_folder));
}
