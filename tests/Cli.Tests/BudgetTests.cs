namespace LoopJournal.Tests;

/// <summary>The budget of a loop, at the prompt.</summary>
[TestClass]
public sealed class BudgetTests
{
    private const string Spent = "LOOP0016: Budget spent: 3 of 3 attempts since the last clean pass or reset.";

    [TestMethod]
    public void The_exit_code_of_stall_is_10_when_the_budget_is_spent()
    {
        using var tool = CreateTool(failures: 3);

        Assert.AreEqual(0, tool.Run("stall", "--exit-code").ExitCode);
        var answer = tool.Run("stall", "--exit-code", "--max-attempts", "3");
        Assert.AreEqual((10, "progress"), (answer.ExitCode, answer.FirstLine));
        Assert.Contains($"  {Spent}", answer.Output);
        Assert.AreEqual(0, tool.Run("stall", "--exit-code", "--max-attempts", "4").ExitCode);
        tool.Variables["LoopJournalMaxMinutes"] = "0.5";
        Assert.AreEqual(10, tool.Run("stall", "--exit-code").ExitCode);
        var budget = tool.Run("stall", "--json").Json.GetProperty("budget");
        Assert.AreEqual(
            (3, 1.5, "error"),
            (budget.GetProperty("attempts").GetInt32(), budget.GetProperty("minutes").GetDouble(), $"{budget.GetProperty("severity")}"));
    }

    [TestMethod]
    public void An_empty_value_is_no_limit()
    {
        using var tool = CreateTool(failures: 3);
        Assert.AreEqual(0, tool.Run("stall", "--exit-code", "--max-attempts", "", "--max-minutes", "").ExitCode);
        Assert.AreEqual(0, tool.RunWith("1\nx", "record-capture", "--max-attempts", "", "--max-minutes", "").ExitCode);
    }

    [TestMethod]
    public void A_pass_is_not_failed_by_a_budget_and_ends_what_was_spent()
    {
        using var tool = CreateTool(failures: 3);
        tool.Variables["LoopJournalMaxAttempts"] = "3";

        Assert.Contains("error LOOP0016: Budget spent: 4 of 3 attempts", tool.Run("record").Error);
        Assert.DoesNotContain("LOOP0016", tool.Run("record", "--gate", "pass").Error);
        Assert.AreEqual(0, tool.Run("stall", "--exit-code").ExitCode);
        Assert.DoesNotContain("LOOP0016", tool.Run("record").Error);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void Run_ends_with_10_when_the_budget_is_spent_and_with_the_commands_code_when_it_passes()
    {
        using var tool = CreateTool(failures: 0);
        string[] gate = ["run", "--exit-code", "--max-attempts", "2", "--severity", "none", "--", "sh", "-c"];

        Assert.AreEqual(7, RunTests.Run(tool, [.. gate, "echo error: a; test -e fixed || exit 7"]).ExitCode);
        var second = RunTests.Run(tool, [.. gate, "echo error: a; test -e fixed || exit 7"]);
        Assert.AreEqual(10, second.ExitCode);
        Assert.Contains("\nerror LOOP0016: Budget spent: 2 of 2 attempts", second.Error);
        tool.Write("fixed", "");
        var third = RunTests.Run(tool, [.. gate, "echo error: a; test -e fixed || exit 7"]);
        Assert.AreEqual(0, third.ExitCode);
        Assert.DoesNotContain("LOOP0016", third.Error);
    }

    private static Tool CreateTool(int failures)
    {
        var tool = new Tool();
        tool.WriteJournal(Enumerable.Range(1, failures).Select(number =>
            $$"""{"iteration":{{number}},"gate":"fail","fingerprint":"{{number}}0000000000a","command":"run","durationMs":30000}"""));
        return tool;
    }
}
