using LoopJournal.Evidence;

namespace LoopJournal.Tests.Evidence;

/// <summary>
/// Messages in which chance has a part. FsCheck 3.6, CsCheck 5.0, Moq 4.21, NSubstitute 6.1, FakeItEasy 6.0 and MSTest 4.5 printed them.
/// </summary>
[TestClass]
public sealed class MessagePartsTests
{
    [TestMethod]
    [DataRow(
        "FsCheck.Xunit.PropertyFailedException : \nFalsifiable, after 1 test (1 shrink) (18365907215168587596,2319682299807188263). \n"
        + "Last step was invoked with size of 2 and seed of (17109757124360230294,2949477390702604273):\nOriginal:\n[|2; "
            + "0|]\nShrunk:\n[|1; 0|]\n\n"
        + "---- System.Exception : Expected true, got false.",
        "FsCheck.Xunit.PropertyFailedException : \nFalsifiable, after 3 tests (2 shrinks) (18365907215168587596,2319682299807188263). \n"
        + "Last step was invoked with size of 4 and seed of (171097571243602302,29494773907026):\n"
        + "Replay directly at failing step with (171097571243602302,29494773907026,4).\nOriginal:\n[|2; 0; -3|]\nShrunk:\n[|0; -1|]\n\n"
        + "---- System.Exception : Expected true, got false.",
        DisplayName = "FsCheck")]
    [DataRow(
        "System.Exception : Falsifiable, after 3 tests (4 shrinks) (24083,26742). \nOriginal:\n[|0; -1|]\nwith "
            + "exception:\nSystem.Exception: no.",
        "System.Exception : Falsifiable, after 1 test (0 shrinks) (24,2): \nOriginal:\n[||]\nwith exception:\nSystem.Exception: no.",
        DisplayName = "FsCheck without a framework")]
    [DataRow(
        "CsCheck.CsCheckException : Set seed: \"eTbeR4cfj7S1\" or -e CsCheck_Seed=eTbeR4cfj7S1 to reproduce (1 shrinks, 92 skipped, "
            + "100 total).\n"
        + "[0, -5, -211545]\n---- System.InvalidOperationException : too big",
        "CsCheck.CsCheckException : Set seed: \"2t3mxnKSM4Q1\" or -e CsCheck_Seed=2t3mxnKSM4Q1 to reproduce (12 shrinks, 9 skipped, "
            + "100 total).\n"
        + "[0]\n---- System.InvalidOperationException : too big",
        DisplayName = "CsCheck")]
    [DataRow(
        "Moq.MockException : \nExpected invocation on the mock once, but was 0 times: c => c.Add(9)\n\nPerformed invocations:\n\n"
        + "   Mock<ICart:1> (c):\n\n      ICart.Remove(\"x3\")\n      ICart.Add(0)\n      ICart.Add(1)\n",
        "Moq.MockException : \nExpected invocation on the mock once, but was 0 times: c => c.Add(9)\n\nPerformed invocations:\n\n"
        + "   Mock<ICart:1> (c):\n\n      ICart.Add(1)\n      ICart.Add(0)\n      ICart.Remove(\"x3\")\n",
        DisplayName = "Moq")]
    [DataRow(
        "NSubstitute.Exceptions.ReceivedCallsException : Expected to receive no calls matching:\n\tRemove(any String)\n"
        + "Actually received 2 matching calls:\n\tRemove(\"x3\")\n\tRemove(\"x2\")\nReceived 2 non-matching calls (non-matching arguments "
        + "indicated with '*' characters):\n\tAdd(*1*)\n\tPay(*a*)",
        "NSubstitute.Exceptions.ReceivedCallsException : Expected to receive no calls matching:\n\tRemove(any String)\n"
        + "Actually received 2 matching calls:\n\tRemove(\"x2\")\n\tRemove(\"x3\")\nReceived 2 non-matching calls (non-matching arguments "
        + "indicated with '*' characters):\n\tPay(*a*)\n\tAdd(*1*)",
        DisplayName = "NSubstitute")]
    [DataRow(
        "FakeItEasy.ExpectationException : \n  Expected to find it once or more but didn't find it among the calls:\n"
        + "    1: Shop.ICart.Remove(s: \"x2\")\n    2: Shop.ICart.Add(x: 0)",
        "FakeItEasy.ExpectationException : \n  Expected to find it once or more but didn't find it among the calls:\n"
        + "    1: Shop.ICart.Add(x: 0)\n    2: Shop.ICart.Remove(s: \"x2\")",
        DisplayName = "FakeItEasy")]
    [DataRow(
        "System.AggregateException : One or more errors occurred. (no a) (no c)\n---- System.InvalidOperationException : no a\n---- "
            + "System.TimeoutException : no c",
        "System.AggregateException : One or more errors occurred. (no c) (no a)\n---- System.TimeoutException : no c\n---- "
            + "System.InvalidOperationException : no a",
        DisplayName = "parallel tasks")]
    [DataRow(
        "System.AggregateException : One or more errors occurred. (no a) (no c)\n---- System.Exception : no a\n---- "
            + "System.Exception : no c",
        "System.AggregateException : One or more errors occurred. (no c) (no a)\n---- System.Exception : no c\n---- "
            + "System.Exception : no a",
        DisplayName = "parallel tasks, one type")]
    [DataRow(
        "Test method T.A threw exception:\nSystem.Exception: x ---> System.AggregateException: some failed (no b) (no a) ---> "
            + "System.ArgumentException: no b",
        "Test method T.A threw exception:\nSystem.Exception: x ---> System.AggregateException: some failed (no a) (no b) ---> "
            + "System.TimeoutException: no a",
        DisplayName = "parallel tasks, MSTest, which shows the first only")]
    public void Chance_changes_nothing(string message, string another) => Assert.AreEqual(CreateFailure(message), CreateFailure(another));

    [TestMethod]
    public void Parentheses_in_the_text_of_one_inner_exception_leave_it_there() => Assert.AreEqual(
        "System.AggregateException > System.TimeoutException",
        CreateFailure("System.AggregateException : x (call failed (code 5) (retry 2))\n---- System.TimeoutException : call failed "
            + "(code 5) (retry 2)")
            .Type);

    [TestMethod]
    [DataRow("System.AggregateException : x (no a) (no c)\n---- A.BException : no a\n---- A.CException : no c", "no a", "no d")]
    [DataRow("System.AggregateException : x (no a) (no c)", "no a", "no d")]
    [DataRow("FsCheck.Xunit.PropertyFailedException : \nFalsifiable, after 1 test (1 shrink) (1,2). \nOriginal:\n1\n\n---- "
        + "A.BException : no", "BE", "DE")]
    [DataRow("CsCheck.CsCheckException : Set seed: \"e1\" or -e X=e1 to reproduce (1 shrinks, 9 skipped, 10 total).\n[0]\n---- "
        + "A.BException : no", "no", "yes")]
    [DataRow("Moq.MockException : \nExpected once: c.Add(9)\n\nPerformed invocations:\n\n ICart.Add(1)\n ICart.Pay()", "ICart.Pay",
        "ICart.Remove")]
    public void What_was_thrown_and_called_counts(string message, string part, string another) =>
        Assert.AreNotEqual(CreateFailure(message), CreateFailure(message.Replace(part, another, StringComparison.Ordinal)));

    private static (string Type, string Shape, string Values) CreateFailure(string message)
    {
        var failure = TestFailure.From(new("T.A", "A", "", message, ""), new("", _ => false));
        return (failure.Type, failure.Shape, failure.Values);
    }
}
