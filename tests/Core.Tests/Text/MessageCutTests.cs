using CsCheck;
using LoopJournal.Text;

namespace LoopJournal.Tests.Text;

[TestClass]
public sealed class MessageCutTests
{
    private static readonly string Long = string.Join(' ', Enumerable.Range(1, 60).Select(i => $"w{i}"));

    private static readonly string Other = $"w1 {Long.Replace('w', 'v')}";

    /// <summary>Texts made of the pieces of messages.</summary>
    private static readonly Gen<string> Any =
        Gen.OneOf(
                "Expected: ", "\nActual: ", "But was: ", "should be ", " but ", " to ", "\"", "'", "(", ")", "[", "]", "<", ">", "<n>",
                "***", "\\", "\U0001F600", "\ud83d", "word ", "password=", "\n", "…", "a")
            .Array[0, 40].Select(string.Concat);

    [TestMethod]
    [DataRow("Expected: \"#\"\n  But was:  \"#\"\n  -----^", "Expected: \"w1 ", "\nBut was:  \"w1 ")]
    [DataRow("Assert.Equal() Failure: Strings differ\n  v (pos 0)\nExpected: \"#\"\nActual:   \"#\"",
        "Expected: \"w1 ", "\nActual:   \"w1 ")]
    [DataRow("Assert.AreEqual failed. Expected:<#>. Actual:<#>. the total", "Expected:<w1 ", "> Actual:<w1 ")]
    [DataRow("Assertion failed. Expected values to be equal.\n\nexpected: \"#\"\nactual:   \"#\"\n\nAssert.AreEqual(expected: a, b)",
        "expected: \"w1 ", "\nactual:   \"w1 ")]
    [DataRow("Expected name to be \"#\", but found \"#\".", "Expected name to be \"w1 ", "\" but found \"w1 ")]
    [DataRow("Expected total to be 30 because #, but found 27.", "Expected total to be 30 because", " but found 27.")]
    [DataRow("name\n    should be\n\"#\"\n    but was\n\"#\"\n    difference\n#", "should be\n\"w1 ", "\nbut was\n\"w1 ")]
    [DataRow("Expected to be equal to \"#\"\nbut received \"#\"\n\nat Assert.That(a).IsEqualTo(b)",
        "to be equal to \"w1 ", "\nbut received \"w1 ")]
    [DataRow("expected \"#\" but received \"#\"", "expected \"w1 ", "\" but received \"w1 ")]
    [DataRow("expected: <#> but was: <#>", "expected: <w1 ", "> but was: <w1 ")]
    [DataRow("expect(received).toBe(expected)\n\nExpected: [#]\nReceived: [#, 1]", "Expected: [w1 ", "]\nReceived: [w1 ")]
    [DataRow("String:    \"#\"\nNot found: \"#\"", "String:    \"w1 ", "\nNot found: \"w1 ")]
    [DataRow("Expected: not String containing 'But was: #'\n  But was:  '#'", "containing 'But was: w1 ", "'\nBut was:  'w1 ")]
    public void Expected_and_actual_stay(string form, string expected, string actual)
    {
        var message = string.Concat(form.Split('#').Select((part, i) => i == 0 ? part : (i == 1 ? Long : Other) + part));
        foreach (var max in new[] { 100, 140, 200, 300 })
        {
            var cut = MessageCut.From(message, max);

            Assert.Contains(expected, cut);
            Assert.Contains(actual, cut);
            Assert.IsTrue(cut.Length <= max && cut.Length > max * 3 / 4, cut);
        }
    }

    [TestMethod]
    [DataRow("json\n    should be\n\"#, 1\"\n    but was\n\"#, 2\"",
        "should be\n\"…56 w57 w58 w59 w60, 1\"\n    but was\n\"…56 w57 w58 w59 w60, 2\"")]
    [DataRow("Expected json to be \"#, 1\", but found \"#, 2\".",
        " to be \"…56 w57 w58 w59 w60, 1\", but found \"…56 w57 w58 w59 w60, 2\".")]
    public void A_difference_behind_long_equal_texts_can_be_seen(string form, string expected) =>
        Assert.Contains(expected, MessageCut.From(form.Replace("#", Long, StringComparison.Ordinal), 140));

    [TestMethod]
    [DataRow("Could not find the file that was expected", 20, "Could not find the…")]
    [DataRow("{\"a\": [1, {\"b\": \"a long text\"}]}", 24, "{\"a\": [1, {\"b\": \"a…\"}]}")]
    [DataRow("call(first, second, third)", 14, "call(first,…)")]
    [DataRow("it isn't closed (as this one", 20, "it isn't closed (as…")]
    [DataRow("a < b and more of it, b > a", 12, "a < b and m…")]
    [DataRow("no <path> in there", 8, "no…")]
    [DataRow("token *** in there", 9, "token…")]
    [DataRow("ab\U0001F600cd", 4, "ab…")]
    [DataRow("ab\\ncd", 4, "ab…")]
    public void What_the_cut_opens_is_closed_and_nothing_is_cut_in_half(string message, int max, string expected) =>
        Assert.AreEqual(expected, MessageCut.From(message, max));

    [TestMethod]
    public void The_limit_holds_and_text_that_fits_stays() => Gen.Select(Any, Gen.Int[1, 90]).Sample((text, max) =>
    {
        var cut = MessageCut.From(text, max);
        return cut.Length <= max && (text.Length > max || cut == text) && MessageCut.From(cut, max) == cut;
    });

    [TestMethod]
    public void Quotes_and_brackets_are_balanced() => Gen.Select(Gen.Int[0, 80], Gen.Int[0, 80], Gen.Int[40, 200]).Sample((a, b, max) =>
    {
        var message = $"total (all)\nExpected: [\"{new string('x', a)}\", {{1}}]\nBut was: ['{new string('y', b)}', (2)]\n[and {Long}]";
        var cut = MessageCut.From(message, max);
        return cut.Contains("\nExpected: ", StringComparison.Ordinal) && cut.Contains("\nBut was: ", StringComparison.Ordinal)
            && "\"'".All(quote => cut.Count(c => c == quote) % 2 == 0)
            && new[] { "()", "[]", "{}" }.All(pair => cut.Count(c => c == pair[0]) == cut.Count(c => c == pair[1]));
    });

    [TestMethod]
    [Timeout(20_000, CooperativeCancellation = true)]
    [DataRow("([{<")]
    [DataRow("(]")]
    [DataRow("'a ")]
    [DataRow("\\\"")]
    [DataRow("Expected a to b ")]
    [DataRow("a.")]
    [DataRow("*")]
    public void Time_is_linear(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 400_000));

        Assert.IsLessThanOrEqualTo(200, MessageCut.From(text, 200).Length);
        Assert.IsLessThanOrEqualTo(200, Brackets.Cut(text, 200).Length);
    }
}
