using CsCheck;
using LoopJournal.Text;

namespace LoopJournal.Tests.Text;

[TestClass]
public sealed class TestNameTests
{
    /// <summary>Texts made of the pieces of names.</summary>
    private static readonly Gen<string> Any =
        Gen.OneOf(
                "Ns", ".", "+", "<", ">", "(", ")", "[1]", "\"", "'", " ", " | ", " (a.cs)", "\\", "\U0001F600", "\ud83d", "…", "a")
            .Array[0, 30].Select(string.Concat);

    private static readonly Func<string, int, string>[] Shorteners =
        [TestName.Shorten, TestName.ShortenSite, Brackets.Cut, Brackets.CutMiddle];

    [TestMethod]
    [DataRow("Shop.Tests.CartTests.Total(items: [1, 2, 3], name: \"a long text\")", 50,
        "Shop.Tests.CartTests.Total(items: [1, 2, 3], nam…)",
        DisplayName = "arguments first")]
    [DataRow("Shop.Tests.Web.CartTests.Total_of_all(\"400-builtins/420-math.txt\")", 40, "…Web.CartTests.Total_of_all(\"400-buil…\")",
        DisplayName = "namespaces next")]
    [DataRow("Ns.Fixture<System.Collections.Generic.List<System.Int32>>.Adds(1, 2)", 40, "…Fixture<…>.Adds(1, 2)",
        DisplayName = "then generic arguments")]
    [DataRow("Ns.Fix(\"a long argument, of a fixture\").Adds(1)", 30, "…Fix(…).Adds(1)", DisplayName = "and those of a fixture")]
    [DataRow("Shop.When_calls_are_missing+In_a_nested_class.Says_which_calls", 50, "…In_a_nested_class.Says_which_calls",
        DisplayName = "then outer classes")]
    [DataRow("Shop.A_very_long_name_of_a_class.A_very_long_name_of_a_method", 30, "…A_very…_class.A_very_…_method",
        DisplayName = "at last the middles")]
    [DataRow("Shop.Tests.CartTests.Total(\"3.5.1.4.1.5.9.2.6.5.3.5.8.9.7…", 40, "Shop.Tests.CartTests.Total(\"3.5.1.4.1.5…",
        DisplayName = "arguments that the record has cut")]
    [DataRow("CS0103 src/Ordering/Infrastructure/OrderRepository.cs", 40, "CS0103 src/Ordering/…/OrderRepository.cs",
        DisplayName = "a code and a file")]
    [DataRow("Some.tests of the cart.adds the tax to a total of three", 40, "Some.tests of the cart.ad…total of three", DisplayName = "F#")]
    public void Class_and_method_stay(string id, int max, string expected) => Assert.AreEqual(expected, TestName.Shorten(id, max));

    [TestMethod]
    [DataRow("Shop.Tests.Specs.When_calls_are_missing.Says_which (Missing.cs)", 50, "…When_calls_are_missing.Says_which (Missing.cs)")]
    [DataRow("Shop.Domain.Deep.Cart.Even (Cart.cs) | Shop.Domain.Deep.Cart.Odd (Cart.cs)", 60,
        "…Deep.Cart.Even (Cart.cs) | …Deep.Cart.Odd (Cart.cs)")]
    public void The_files_of_a_site_stay(string site, int max, string expected) =>
        Assert.AreEqual(expected, TestName.ShortenSite(site, max));

    [TestMethod]
    public void The_limit_holds_and_text_that_fits_stays() => Gen.Select(Any, Gen.Int[1, 60]).Sample((text, max) =>
    {
        foreach (var shorten in Shorteners)
        {
            var cut = shorten(text, max);
            if (cut.Length > max || (text.Length <= max && cut != text) || shorten(cut, max) != cut)
            {
                return false;
            }
        }

        return true;
    });
}
