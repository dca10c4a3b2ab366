using LoopJournal.Text;

namespace LoopJournal.Tests.Text;

[TestClass]
public sealed class OneLineTests
{
    [TestMethod]
    [DataRow("", "")]
    [DataRow(" \t\r\n ", "")]
    [DataRow("  two \t\n words  ", "two words")]
    [DataRow("b\u200Bi\u202Ed\u2069i\uFEFF", "bidi")]
    [DataRow("\u001b[1mred", "[1mred")]
    [DataRow("ä\u3164\uFE0F\u034F€\U0001F600", "ä€\U0001F600")]
    public void It_keeps_what_can_be_read(string text, string expected) => Assert.AreEqual(expected, OneLine.From(text));

    [TestMethod]
    public void It_marks_broken_UTF_16() => Assert.AreEqual("x\uFFFDy", OneLine.From("x\uD800y"));

    [TestMethod]
    [DataRow("abcdef", 6, "abcdef")]
    [DataRow("abcdefg", 6, "abcde…")]
    [DataRow("abcdef   ", 6, "abcdef")]
    [DataRow("\U0001F600\U0001F600\U0001F600", 4, "\U0001F600…")]
    [DataRow("\U0001F600", 1, "…")]
    [DataRow("##[x]", 4, "## …")]
    [DataRow("##[x]", 3, "##…")]
    public void It_cuts_between_characters(string text, int most, string expected) => Assert.AreEqual(expected, OneLine.From(text, most));

    [TestMethod]
    [DataRow("push with gh\u200bp_aB3dE5gH7jK9\u2060mN1pQ2rS4tU6vW8xY0zAbCd", "push with ***", DisplayName = "characters that are dropped")]
    [DataRow("tool --password \"a\nb\" -v", "tool --password \"***\" -v", DisplayName = "a line break in the secret")]
    [DataRow("password: hunter\nuser: me", "password: *** user: me", DisplayName = "a line break behind the secret")]
    [DataRow("-----BEGIN X PRIVATE KEY-----\nMIIE\nowIB\n-----END X PRIVATE KEY-----",
        "-----BEGIN X PRIVATE KEY-----***-----END X PRIVATE KEY-----")]
    public void It_shows_no_secret(string text, string expected) => Assert.AreEqual(expected, OneLine.From(text));

    [TestMethod]
    [DataRow("a ##[group]b", "a ## [group]b")]
    [DataRow("##vso[task.complete]##vso[x]", "## vso[task.complete]## vso[x]")]
    [DataRow("##teamcity[x]", "## teamcity[x]")]
    [DataRow("###[x] #\u200b#\u001b[x]", "### [x] ## [x]")]
    [DataRow("\t::error::x", ": :error::x")]
    [DataRow(":\u2060:error::x", ": :error::x")]
    [DataRow("std::vector<a>::b, ## Heading, #[derive], C##, # #[", "std::vector<a>::b, ## Heading, #[derive], C##, # #[",
        DisplayName = "what is not a command stays")]
    public void A_blank_breaks_the_commands_of_CI_services(string text, string expected) => Assert.AreEqual(expected, OneLine.From(text));
}
