using LoopJournal.Text;

namespace LoopJournal.Tests.Text;

/// <summary>
/// MSTest 4.5 and 4.0, NUnit 4.6, TUnit 1.81, Shouldly 4.3 and AwesomeAssertions 9.6 printed these messages; an edit of the source turns 5
/// into 9.
/// </summary>
[TestClass]
public sealed class SourceTextTests
{
    [TestMethod]
    [DataRow("Assertion failed. Expected values to be equal.\nexpected: 3\nactual:   2\nAssert.AreEqual(3, 1 + 1 + 5 * 0)",
        DisplayName = "MSTest 4.5")]
    [DataRow("Assert.AreEqual failed. Expected:<3>. Actual:<2>. 'expected' expression: '3', 'actual' expression: '1 + 5 * 0'. x",
        DisplayName = "MSTest 4.0")]
    [DataRow("Assert.AreEqual failed. Expected:<3>. 'actual' expression: '1 +\n1 + 5 * 0'.\nActual:<2>", DisplayName = "MSTest 4.0, "
        + "two lines")]
    [DataRow("Assert.That(() => 1 + 5 * 0 > 3) failed.\nValue:<2>", DisplayName = "MSTest, That")]
    [DataRow("Assert.That(1 + 1 + 5 * 0, Is.EqualTo(3))\nExpected: 3\nBut was:  2", DisplayName = "NUnit")]
    [DataRow("Assert.That(1 +\n1 + 5 * 0, Is.EqualTo(3))\nExpected: 3\nBut was:  2", DisplayName = "NUnit, two lines")]
    [DataRow("1)   Assert.That(\"a)\" + 5 * 0, Is.EqualTo(\"b\"))\nExpected: 3\nBut was:  2", DisplayName = "NUnit, several")]
    [DataRow("Expected to be 3\nbut found 2\nat Assert.That(1 + 1 + 5 * 0).IsEqualTo(3)", DisplayName = "TUnit")]
    [DataRow("public void Eq(1 + 1 + 5 * 0)\nshould be\n3\nbut was\n2", DisplayName = "Shouldly")]
    [DataRow("Expected items[5 * 0] to be 3, but found 2 (difference of -1).", DisplayName = "AwesomeAssertions")]
    [DataRow("Did not expect (1 + 5 * 0) to be 3.\nfound 2", DisplayName = "AwesomeAssertions, not")]
    public void A_number_in_the_asserted_expression_is_not_a_value(string message)
    {
        var original = CreateShape(message);

        Assert.AreEqual(original, CreateShape(message.Replace('5', '9')));
        Assert.AreNotEqual(original.Values, CreateShape(message.Replace('2', '4')).Values, "the value that was found");
        Assert.AreEqual(original.Shape, CreateShape(message.Replace('2', '4')).Shape);
    }

    [TestMethod]
    [DataRow("Assert.Equal() Failure: 5 items")]
    [DataRow("Assert.AreEqual failed. Expected:<5>. Actual:<2>.")]
    [DataRow("Expected: 5 to be seen")]
    [DataRow("Expected string length 5 but was 2.")]
    [DataRow("the cart has 5 items (should be 3)")]
    public void Other_numbers_are_values(string message) =>
        Assert.AreNotEqual(CreateShape(message).Values, CreateShape(message.Replace('5', '9')).Values);

    [TestMethod]
    [Timeout(20_000, CooperativeCancellation = false)]
    [DataRow("Assert.That(")]
    [DataRow("'a' expression: '")]
    [DataRow("Expected a ")]
    public void A_long_line_is_read_in_time(string piece)
    {
        var line = string.Concat(Enumerable.Repeat(piece, 100_000));

        Assert.IsLessThanOrEqualTo(line.Length, SourceText.FindInLine(line).End);
    }

    private static MessageShape CreateShape(string message) =>
        MessageShape.From([new(message.Split('\n'))], isException: false, new("", _ => false));
}
