namespace LoopJournal.Tests;

/// <summary>Properties and variables as users type them.</summary>
[TestClass]
[TestCategory("Full")]
public sealed class PropertyTests
{
    private readonly string _folder = "out/" + Guid.NewGuid().ToString("N")[..6];

    private static Sandbox Repo => Probe.Shared;

    [TestMethod]
    [DataRow("50%3B off; @(x), $(y) %(z) 100%")]
    [DataRow("it's \"quoted\" 'twice' == ''")]
    [DataRow("two\nlines\r\nand\ttabs")]
    [DataRow("Grüße, 仕事 \\ /")]
    public void A_text_from_the_environment_arrives_as_typed(string text)
    {
        var run = Probe.RunWith(
            Repo, Probe.Fails, new() { ["LoopAction"] = text, ["LoopHypothesis"] = text }, $"-p:LoopJournalDirectory={_folder}");

        var record = Assert.ContainsSingle(ReadJournal(), run.Output);
        Assert.AreEqual(text, record.Text("action"));
        Assert.AreEqual(text, record.Text("hypothesis"));
    }

    [TestMethod]
    public void The_command_line_wins_over_the_environment_and_follows_MSBuilds_rules()
    {
        Probe.RunWith(
            Repo, Probe.Fails, new() { ["LoopAction"] = "from the environment" }, $"-p:LoopJournalDirectory={_folder}",
            "-p:LoopAction=a%3Bb", "-p:LoopIteration=7");

        Assert.AreEqual("7 a;b", $"{ReadJournal()[0].Text("iteration")} {ReadJournal()[0].Text("action")}");
    }

    [TestMethod]
    public void A_bad_value_ends_the_run_before_any_test()
    {
        var run = Probe.Run(Repo, "passes", $"-p:LoopJournalDirectory={_folder}", "-p:LoopJournalStallThreshold=many");

        Assert.AreEqual(1, run.ExitCode, run.Output);
        Assert.HasCount(1, run.LinesWith(
            "error LOOP0001: The property LoopJournalStallThreshold is \"many\". Allowed: a whole number from 1 to 100."), run.Output);
        Assert.IsEmpty(run.LinesWith("Test run for"), run.Output);
        Assert.IsEmpty(ReadJournal());
    }

    [TestMethod]
    public void Switched_off_the_output_is_the_same_as_without_the_package()
    {
        var off = Probe.Run(Repo, Probe.Fails, "-p:LoopJournalEnabled=false", $"-p:LoopJournalDirectory={_folder}");
        using var other = new Sandbox();
        Probe.Create(other);
        Assert.AreEqual(0, other.Run("build", "-p:WithoutLoopJournal=true").ExitCode);
        var without = Probe.Run(other, Probe.Fails, "-p:WithoutLoopJournal=true");

        Assert.IsFalse(Directory.Exists(Repo.In(_folder)));
        CollectionAssert.AreEqual(Normalize(without, other), Normalize(off, Repo));
    }

    private static string[] Normalize(CommandResult run, Sandbox repo) =>
    [
        .. run.Lines.Select(line => System.Text.RegularExpressions.Regex.Replace(
            line.Replace(repo.Root, "<root>", StringComparison.Ordinal), @"\d+ m?s\b", "<duration>")),
    ];

    private IReadOnlyList<System.Text.Json.JsonElement> ReadJournal() => Sandbox.ReadJournal(Repo.In(_folder));
}
