using System.Text.Json;

namespace LoopJournal.Tests;

/// <summary>How the verbs say that a test that failed before did not run.</summary>
[TestClass]
public sealed class VanishedTests
{
    private const string Test = "Shop.CartTests.Total";

    private const string Message = $"LOOP0014: Passed, but \"{Test}\", which failed in attempts 1 and 2, was skipped or inconclusive.";

    [TestMethod]
    [DataRow("stall")]
    [DataRow("resume")]
    public void A_pass_that_is_not_clean_is_named(string verb)
    {
        using var tool = CreateTool();
        var answer = tool.Run(verb);

        Assert.HasCount(1, answer.Lines.Where(line => line.Contains(Message, StringComparison.Ordinal)).ToList(), answer.Output);
        Assert.DoesNotContain("fixed", answer.Output);
        Assert.DoesNotContain("best so far", answer.Output);
    }

    [TestMethod]
    [DataRow("error", 10)]
    [DataRow("warning", 0)]
    [DataRow("none", 0)]
    public void The_exit_code_of_stall_is_10_where_the_user_made_it_an_error(string severity, int expected)
    {
        using var tool = CreateTool();

        Assert.AreEqual(expected, tool.Run("stall", "--exit-code", "--vanished-severity", severity).ExitCode);
        Assert.AreEqual(0, tool.Run("stall", "--vanished-severity", severity).ExitCode);
        tool.Variables["LoopJournalVanishedSeverity"] = severity;
        Assert.AreEqual(expected, tool.Run("stall", "--exit-code").ExitCode);
    }

    [TestMethod]
    public void The_JSON_has_the_tests()
    {
        using var tool = CreateTool();
        var json = tool.Run("stall", "--json").Json;

        Assert.AreEqual("PROGRESS", json.GetProperty("verdict").GetString());
        var vanished = Assert.ContainsSingle(json.GetProperty("vanished").EnumerateArray());
        Assert.AreEqual((Test, "skipped"), (vanished.GetProperty("id").GetString(), vanished.GetProperty("how").GetString()));
        Assert.IsTrue(json.GetProperty("only_tests_edited").GetBoolean());
    }

    [TestMethod]
    public void The_streak_goes_on_behind_it_and_the_tries_say_that_it_was_not_clean()
    {
        using var tool = CreateTool(CreateRow(4, "fail"));

        Assert.AreEqual("stalled", tool.Run("stall").FirstLine);
        Assert.Contains("tried [pass, not clean]", tool.Run("resume").Output);
    }

    private static Tool CreateTool(params string[] more)
    {
        var tool = new Tool();
        tool.WriteJournal([CreateRow(1, "fail"), CreateRow(2, "fail"), CreateRow(3, "pass"), .. more]);
        return tool;
    }

    private static string CreateRow(int iteration, string gate)
    {
        var row = JsonSerializer.SerializeToNode(Records.Fail("test", action: $"try {iteration}", gate: gate))!.AsObject();
        row["iteration"] = iteration;
        if (gate == "pass")
        {
            row["vanished"] = JsonSerializer.SerializeToNode(new[] { new { id = Test, how = "skipped" } });
            row["onlyTestsEdited"] = true;
        }
        else
        {
            row["failures"] = JsonSerializer.SerializeToNode(new[] { new { id = Test, type = "", message = "no answer", site = "" } });
        }

        return row.ToJsonString();
    }
}
