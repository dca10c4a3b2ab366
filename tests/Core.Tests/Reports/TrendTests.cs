using LoopJournal.Model;
using LoopJournal.Reports;
using static LoopJournal.Tests.Verdicts.Rows;

namespace LoopJournal.Tests.Reports;

/// <summary>How many failures the attempts of a loop had, in one line.</summary>
[TestClass]
public sealed class TrendTests
{
    private static string Describe(params Attempt[] attempts)
    {
        var trend = new Trend();
        Array.ForEach(attempts, trend.Add);
        return trend.Describe();
    }

    private static Attempt[] FailEach(params int[] counts) => [.. counts.Select((count, i) => Fail($"{i}").Failing(count))];

    private static Attempt Compile(int? errors) => Fail() with { Stage = Stages.Compile, Count = errors };

    [TestMethod]
    public void The_counts_stand_in_their_order_up_to_the_pass() =>
        Assert.AreEqual("failing 1111 > 1022 > 50 > 0", Describe([.. FailEach(1111, 1022, 50), Pass()]));

    [TestMethod]
    public void Equal_counts_in_a_row_are_one_entry() => Assert.AreEqual("failing 3 x2 > 2 > 3", Describe(FailEach(3, 3, 2, 3)));

    [TestMethod]
    public void What_was_before_the_last_pass_or_reset_does_not_count()
    {
        Assert.AreEqual("failing 4 > 3", Describe([.. FailEach(9, 8), Pass(), .. FailEach(4, 3)]));
        Assert.AreEqual("failing 4 > 3", Describe([.. FailEach(9), new Attempt { Gate = Gates.Reset }, .. FailEach(4, 3)]));
    }

    [TestMethod]
    public void Builds_and_dead_hosts_have_words() => Assert.AreEqual(
        "failing 6 errors > 1 error > 3 > blocked > no build > ?",
        Describe(Compile(6), Compile(1), FailEach(3)[0], HostBlocked(), Compile(null), Fail()));

    [TestMethod]
    public void Nothing_is_said_of_one_attempt_or_without_a_number()
    {
        Assert.AreEqual("", Describe(FailEach(3)));
        Assert.AreEqual("", Describe(Fail("A"), Fail("B"), Compile(null)));
    }

    [TestMethod]
    public void The_middle_of_a_long_loop_is_left_out() => Assert.AreEqual(
        "failing 30 > 29 > ... > 9 > 8 > 7 > 6 > 5 > 4 > 3 > 2 > 1",
        Describe(FailEach([.. Enumerable.Range(1, 30).Reverse()])));

    [TestMethod]
    public void The_last_step_is_named_where_the_failure_is_another_one_at_the_same_stage()
    {
        var (before, after) = (Fail("A").Failing(1022), Fail("B").Failing(50));

        Assert.AreEqual("failing 1022 > 50", Trend.DescribeStep(after, before));
        Assert.IsNull(Trend.DescribeStep(after, null));
        Assert.IsNull(Trend.DescribeStep(after with { Fingerprint = "A" }, before));
        Assert.IsNull(Trend.DescribeStep(after, Pass()));
        Assert.IsNull(Trend.DescribeStep(Pass(), before));
        Assert.IsNull(Trend.DescribeStep(Compile(2), before));
        Assert.IsNull(Trend.DescribeStep(Compile(null), Compile(null) with { Fingerprint = "B" }));
        Assert.AreEqual("failing 6 errors > 2 errors", Trend.DescribeStep(Compile(2), Compile(6) with { Fingerprint = "B" }));
    }
}
