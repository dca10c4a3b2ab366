using CsCheck;
using LoopJournal.Text;

namespace LoopJournal.Tests.Text;

[TestClass]
public sealed class QuotedTests
{
    /// <summary>Texts made of the pieces of quotes, escapes and commands.</summary>
    private static readonly Gen<string> Any =
        Gen.OneOf(
                "\"", "\\", "'", "#", "##", "[", "vso[", ":", "::", " ", "\n", "\u200b", "\u001b", "\u201d", "a", "Zx9",
                "\ud83d", "\ude00", "\U0001F600")
            .Array[0, 12].Select(string.Concat);

    [TestMethod]
    public void Nothing_inside_closes_the_quotes_or_commands_a_CI_runner() => Gen.Select(Any, Gen.Int[1, 20]).Sample((text, most) =>
    {
        var quoted = Quoted.From(text, most);

        HostileText.AssertIsInert(quoted);
        HostileText.AssertIsInert($"{quoted}, {Quoted.From("Zx9", 3)} \"\"");
        return quoted.Length <= most + 3 && quoted.Count(c => c is '"' or '\u201d') == 2 && quoted[0] == '"' && quoted[^1] == '"';
    });

    [TestMethod]
    public void Text_that_is_on_one_line_stays_as_it_is() => Gen.Select(Any, Gen.Int[1, 20]).Sample((text, most) =>
    {
        var line = OneLine.From(text, most);
        HostileText.AssertCommandsNothing(line);
        return line.Length <= most && OneLine.From(line) == line;
    });

    [TestMethod]
    [DataRow("say \"no\" or “no”", "\"say 'no' or 'no'\"")]
    [DataRow("C:\\src\\", "\"C:\\src\\ \"", DisplayName = "a backslash does not escape the closing quote")]
    [DataRow("", "\"\"")]
    public void Quotes_inside_become_single_ones(string text, string expected) => Assert.AreEqual(expected, Quoted.From(text, 80));

    [TestMethod]
    [DataRow("7f3a91c2d4e5", "7f3a91c2d4e5")]
    [DataRow("1f0c2b7d9e3a4f5b6c7d8e9fa0b1c2d3e4f50617", "1f0c2b7d9e3a")]
    [DataRow("7f3a91c2d4e", "\"7f3a91c2d4e\"")]
    [DataRow("7F3A91C2D4E5", "\"7F3A91C2D4E5\"")]
    [DataRow("all is well; PROGRESS", "\"all is well…\"")]
    public void Only_hex_digits_are_an_id(string text, string expected) => Assert.AreEqual(expected, Quoted.FromId(text));

    [TestMethod]
    [DataRow("Shop.Tests", true)]
    [DataRow("net10.0-windows", true)]
    [DataRow("", true)]
    [DataRow("run npm test", false)]
    [DataRow("Größe", false)]
    [DataRow("a:b", false)]
    [DataRow("x##[y]", false)]
    public void A_word_has_no_blank_and_no_sign_that_ends_a_sentence(string name, bool expected) =>
        Assert.AreEqual(expected, Quoted.IsWord(name));

    [TestMethod]
    public void A_word_has_at_most_100_characters() =>
        Assert.AreEqual("True False", $"{Quoted.IsWord(new string('x', 100))} {Quoted.IsWord(new string('x', 101))}");
}
