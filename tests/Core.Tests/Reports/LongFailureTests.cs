using LoopJournal.Model;
using LoopJournal.Recording;
using LoopJournal.Reports;
using LoopJournal.Text;
using static LoopJournal.Tests.Verdicts.Rows;

namespace LoopJournal.Tests.Reports;

/// <summary>Failures that are longer than a line of the console.</summary>
[TestClass]
public sealed class LongFailureTests
{
    private static string WriteStall(string id, string message)
    {
        var attempt = AttemptLimits.Apply(Fail("aaaaaaaaaaaa") with { Failures = [new(id, "", message, "", "")] });
        return VerdictText.Describe(Judge(attempt, attempt, attempt));
    }

    // origin: a public suite; NUnit, a template language
    [TestMethod]
    public void Of_two_long_texts_the_beginnings_of_both_are_in_the_line() => Assert.AreEqual(
        "Stalled: 3 consecutive attempts failed the same way (aaaaaaaaaaaa: "
        + "\"Markup.Tests.PageTests.A400_builtins('400-builtins/420-math.txt')\": "
        + "\"Assert.That(actual, Is.EqualTo(expected)) Stri… "
        + """Expected: '7\n7\n6\n6\n7\n6\n6.78\ntrue\ntrue\nfalse\nfalse\n6.46\nnull…' """
        + """But was: '6\n6\n7\n7\n6\n7\n7.78\ntrue\ntrue\nfalse\nfalse\n6.46\nnull |…'"). Switch strategy.""",
        WriteStall(
            "Markup.Tests.PageTests.A400_builtins(\"400-builtins/420-math.txt\")",
            """
            Assert.That(actual, Is.EqualTo(expected))
              String lengths are both 173. Strings differ at index 0.
              Expected: "7\n7\n6\n6\n7\n6\n6.78\ntrue\ntrue\nfalse\nfalse\n6.46\nnull | math.minus ..."
              But was:  "6\n6\n7\n7\n6\n7\n7.78\ntrue\ntrue\nfalse\nfalse\n6.46\nnull | math.minus ..."
              -----------^
            """));

    // origin: a public suite; NUnit, a mocking library whose messages are the values
    [TestMethod]
    public void A_nested_class_and_messages_in_messages_can_be_read()
    {
        var text = WriteStall(
            "Mocks.Acceptance.Specs.ReportsOfCallsThatWereExpectedAndDidNotCome"
                + "+When_there_are_not_enough_matching_calls_with_arguments_of_each_kind"
                + ".Should_report_the_call_that_we_were_expecting_and_the_calls_that_came",
            """
            Assert.That(_exception.Message, Does.Contain(expected))
              Expected: String containing 'Got 1 other call (other arguments in '*' characters):
                Sample(*1*)'
              But was:  'Expected to get exactly 2 calls matching:
                Sample(5)
            Actually got no matching calls.
            '
            """);

        Assert.Contains(
            "ExpectedAndDidNotCome+When_there_are_not_enough_matching_calls_with_arguments_of_each_kind"
            + ".Should_report_the_call_that_we_were_expecting_and_the_calls_that_came\": ",
            text);
        Assert.Contains("Expected: String containing 'Got 1 other call (other arguments in '*' ch…' ", text);
        Assert.Contains(" But was: 'Expected to get exactly 2 calls matching: Sample(5) Actual…'\")", text);
    }

    [TestMethod]
    public void Values_that_differ_each_time_say_how_many_attempts_make_a_stall()
    {
        Attempt[] moving = [.. Enumerable.Range(1, 6).Select(i => Fail("aaaaaaaaaaaa").WithDetail($"d{i}") with { Iteration = i })];
        string Describe(int count) => AttemptLine.Describe(new RecordedAttempt(moving[count - 1], Judge(moving[..count]), false, null));

        Assert.EndsWith("attempt 2 failed, same failure 2 times in a row (aaaaaaaaaaaa)", Describe(2));
        Assert.EndsWith("attempt 4 failed, same failure 4 times in a row, values differ each time: 4 of 6 (aaaaaaaaaaaa)", Describe(4));
        Assert.EndsWith("attempt 6 failed, same failure 6 times in a row (aaaaaaaaaaaa)", Describe(6));
        Assert.StartsWith(
            "Stalled: 6 consecutive attempts failed the same way, values differ each time (aaaaaaaaaaaa). Escalate",
            VerdictText.Describe(Judge(moving)));
    }
}
