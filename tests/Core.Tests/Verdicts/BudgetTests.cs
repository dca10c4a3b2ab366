using CsCheck;
using LoopJournal.Model;
using LoopJournal.Reports;
using LoopJournal.Verdicts;

namespace LoopJournal.Tests.Verdicts;

/// <summary>What the attempts since the last clean pass have cost, and when that is too much.</summary>
[TestClass]
public sealed class BudgetTests
{
    private static readonly Attempt NotCleanPass =
        new() { Gate = Gates.Pass, Stage = Stages.Test, Vanished = [new("t", VanishedTest.Skipped)] };

    private static readonly Gen<Attempt> Row = Gen.Select(
        Gen.Frequency(
            (6, Gen.OneOf(Gen.Const(Rows.Fail()), Gen.Const(Rows.Fail("B")), Gen.Const(Rows.HostBlocked()))),
            (2, Gen.Const(NotCleanPass)),
            (1, Gen.OneOf(Gen.Const(Rows.Pass()), Gen.Const(new Attempt { Gate = Gates.Reset })))),
        Gen.Int[-1, 600],
        (row, seconds) => row with { Duration = seconds < 0 ? null : TimeSpan.FromSeconds(seconds) });

    private static readonly Gen<Attempt[]> AnyRows = Row.Array[0, 14];

    private static readonly Gen<Budget> AnyBudget = Gen.Select(
        Gen.Int[0, 8], Gen.Double[0, 40], (attempts, minutes) => new Budget(attempts > 0 ? attempts : null, minutes > 1 ? minutes : null));

    [TestMethod]
    [DataRow(1, "Error")]
    [DataRow(3, "None", "None", "Error", "Error")]
    [DataRow(5, "None", "None", "None", "Warning", "Error")]
    [DataRow(10, "None", "None", "None", "None", "None", "None", "None", "Warning", "Warning", "Error")]
    public void Each_failing_attempt_is_judged(int limit, params string[] expected)
    {
        var rows = Enumerable.Repeat(Rows.Fail(), expected.Length).ToArray();
        var actual = expected.Select((_, i) => new Budget(limit, null).Judge(Rows.Judge(rows[..(i + 1)]).Spent).ToString());

        Assert.AreSequenceEqual(expected, actual);
    }

    [TestMethod]
    public void A_run_that_passes_has_no_budget_to_spend() => Gen.Select(AnyRows, AnyBudget).Sample((rows, budget) =>
        rows is not [.., { Clears: true }] || budget.Judge(Rows.Judge(rows).Spent) == VerdictSeverity.None);

    [TestMethod]
    public void Only_the_attempts_since_the_last_clean_pass_or_reset_count() => Gen.Select(AnyRows, AnyRows).Sample((before, rows) =>
        Rows.Judge([.. before, Rows.Pass(), .. rows]).Spent == Rows.Judge(rows).Spent);

    [TestMethod]
    public void The_cost_grows_with_each_failing_attempt_by_that_attempt() => AnyRows.Sample(rows =>
    {
        var next = Rows.Fail() with { Duration = TimeSpan.FromMinutes(2) };
        var (before, after) = (Rows.Judge([.. rows, Rows.Fail()]).Spent, Rows.Judge([.. rows, Rows.Fail(), next]).Spent);
        return after.Attempts == before.Attempts + 1 && Math.Abs(after.Minutes - before.Minutes - 2) < 1e-9;
    });

    [TestMethod]
    public void A_budget_that_is_spent_stays_spent_until_a_clean_pass() => Gen.Select(AnyRows, AnyRows, AnyBudget).Sample(
        (rows, more, budget) => budget.Judge(Rows.Judge([.. rows, Rows.Fail()]).Spent) != VerdictSeverity.Error
        || more.Any(row => row.EndsWindow)
        || budget.Judge(Rows.Judge([.. rows, Rows.Fail(), .. more, Rows.Fail()]).Spent) == VerdictSeverity.Error);

    [TestMethod]
    public void A_larger_budget_is_never_graver() => Gen.Select(AnyRows, AnyBudget).Sample((rows, budget) =>
        new Budget(budget.MaxAttempts + 1, budget.MaxMinutes * 2).Judge(Rows.Judge(rows).Spent) <= budget.Judge(Rows.Judge(rows).Spent));

    [TestMethod]
    public void The_verdict_does_not_depend_on_the_budget_and_the_graver_of_the_two_comes_first()
    {
        var stalled = Rows.Judge(Rows.Of("A", "A", "A"));

        Assert.AreEqual("LOOP0010 LOOP0016", GetCodes(stalled, VerdictSeverity.Error));
        Assert.AreEqual("LOOP0016 LOOP0010", GetCodes(stalled, VerdictSeverity.Warning));
        Assert.AreEqual("LOOP0016", GetCodes(stalled, VerdictSeverity.None));
        Assert.AreEqual("LOOP0010", GetCodes(stalled, VerdictSeverity.Error, new(9, null)));
    }

    [TestMethod]
    public void The_message_names_what_is_spent()
    {
        var rows = Rows.Of("A", "B", "C").Select(row => row with { Duration = TimeSpan.FromMinutes(10.5) }).ToArray();
        string Describe(Budget budget) => Assert.ContainsSingle(BudgetText.GetCodes(Rows.Judge(rows), budget)).Text;

        Assert.AreEqual(
            "Budget spent: 3 of 3 attempts and 31.5 of 30 minutes since the last clean pass or reset. "
                + "Stop, and ask a person for help; loop-journal reset starts counting again.",
            Describe(new(3, 30)));
        Assert.AreEqual("Budget nearly spent: 31.5 of 35 minutes since the last clean pass or reset.", Describe(new(9, 35)));
    }

    private static string GetCodes(Verdict verdict, VerdictSeverity max, Budget? budget = null) => string.Join(
        ' ', HostText.GetCodes(verdict, new(max, VerdictSeverity.Warning, budget ?? new(3, null))).Select(raised => raised.Code));
}
