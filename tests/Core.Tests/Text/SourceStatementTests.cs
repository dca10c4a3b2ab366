using LoopJournal.Text;

namespace LoopJournal.Tests.Text;

/// <summary>The statement at a line of a stack trace.</summary>
[TestClass]
public sealed class SourceStatementTests
{
    private static readonly string[] Cart =
    [
        "    public int Total(string rate)",
        "    {",
        "        var ok = TryParse(rate, out var number);",
        "        if (!ok)",
        "        {",
        "            if (IsStrict)",
        "            {",
        "                throw new ArgumentException(",
        "                    \"bad rate\", nameof(rate));",
        "            }",
        "        }",
        "",
        "        switch (number)",
        "        {",
        "            default:",
        "                throw new NotSupportedException();",
        "        }",
        "    }",
        "    public void Checks()",
        "    {",
        "        var total = cart.Total(\"3\");",
        "",
        "        Assert.AreEqual(3, total, \"cart\");",
        "        Assert.That(cart.Count(), Is.EqualTo(total));",
        "    }",
    ];

    [TestMethod]
    [DataRow(8, "var ok = TryParse(rate, out var number); if (!ok) if (IsStrict) throw new ArgumentException( \"bad rate\", nameof(rate));",
        DisplayName = "throw")]
    [DataRow(16, "default: throw new NotSupportedException();")]
    [DataRow(23, "var total = cart.Total(\"3\"); Assert.AreEqual(3, total, \"cart\");")]
    [DataRow(24, "Assert.That(cart.Count(), Is.EqualTo(total));")]
    [DataRow(3, "var ok = TryParse(rate, out var number);")]
    [DataRow(0, "")]
    [DataRow(26, "")]
    public void Begins_with_the_conditions_and_the_call_that_it_depends_on(int line, string statement) =>
        Assert.AreEqual(statement, SourceStatement.Find(Cart, line));

    [TestMethod]
    [DataRow("Assert.AreEqual(3, cart.Total(Read<int>(x)));", "Total Read")]
    [DataRow("if (!ok) throw new Shop.CartException(nameof(x), Describe(x));", "Describe")]
    [DataRow("Assert.That(actual, Is.EqualTo(expected));", "")]
    public void Calls_methods_but_no_keywords_constructors_and_assertions(string statement, string calls) =>
        Assert.AreEqual(calls, string.Join(' ', SourceStatement.FindCalls(statement)));

    [TestMethod]
    [Timeout(10_000)]
    public void A_line_of_a_million_characters_is_not_a_statement() =>
        Assert.AreEqual("", SourceStatement.Find([new string('(', 1_000_000)], 1));
}
