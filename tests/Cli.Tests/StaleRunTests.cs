using System.Text.Json;

namespace LoopJournal.Tests;

/// <summary>How the verbs say that the tests ran old binaries, and that a pass was on the files of a failing attempt.</summary>
[TestClass]
public sealed class StaleRunTests
{
    private const string Message = "LOOP0015: The tests ran old binaries: they were compiled without the changes of \"src/Cart.cs\".";
    private const string Same = "passed on the files on which attempt 1 failed";

    [TestMethod]
    [DataRow("stall")]
    [DataRow("resume")]
    public void A_run_of_old_binaries_is_named(string verb)
    {
        using var tool = CreateTool(stale: true);
        var answer = tool.Run(verb);

        Assert.HasCount(1, answer.Lines.Where(line => line.Contains(Message, StringComparison.Ordinal)).ToList(), answer.Output);
        Assert.Contains($"{Same}: stale", answer.Output);
    }

    [TestMethod]
    [DataRow("stall")]
    [DataRow("resume")]
    public void A_pass_of_new_binaries_on_the_same_files_is_flaky(string verb)
    {
        using var tool = CreateTool(stale: false);
        var answer = tool.Run(verb);

        Assert.Contains($"{Same}: flaky", answer.Output);
        Assert.DoesNotContain("LOOP0015", answer.Output);
    }

    [TestMethod]
    public void The_trend_says_that_the_pass_is_stale()
    {
        using var tool = CreateTool(stale: true);

        Assert.Contains("failing 1 > 0 (stale)", tool.Run("status").Output);
    }

    [TestMethod]
    public void The_JSON_has_the_files_and_the_attempt()
    {
        using var tool = CreateTool(stale: true);
        var json = tool.Run("stall", "--json").Json;

        Assert.IsTrue(json.GetProperty("stale").GetBoolean());
        Assert.AreEqual("src/Cart.cs", Assert.ContainsSingle(json.GetProperty("stale_files").EnumerateArray()).GetString());
        Assert.AreEqual(1, json.GetProperty("failed_on_files").GetInt32());
    }

    private static Tool CreateTool(bool stale)
    {
        var tool = new Tool();
        tool.WriteJournal([CreateRow(1, "fail", null), CreateRow(2, "pass", stale)]);
        return tool;
    }

    private static string CreateRow(int iteration, string gate, bool? stale)
    {
        var row = JsonSerializer.SerializeToNode(Records.Fail("test", action: $"try {iteration}", gate: gate))!.AsObject();
        row["iteration"] = iteration;
        row["stage"] = "test";
        row["tree"] = new string('a', 40);
        row["count"] = gate == "pass" ? 0 : 1;
        if (stale is { } known)
        {
            row["stale"] = known;
            row["staleFiles"] = JsonSerializer.SerializeToNode(known ? new[] { "src/Cart.cs" } : []);
        }

        return row.ToJsonString();
    }
}
