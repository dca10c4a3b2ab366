using LoopJournal.Capture;
using LoopJournal.Evidence;

namespace LoopJournal.Tests.Evidence;

[TestClass]
public sealed class RanTestTests
{
    [TestMethod]
    [DataRow("Shop.CartTests.Total", "Shop.CartTests", "Total")]
    [DataRow("Shop.CartTests.Total(1)", "Shop.CartTests", "Total", DisplayName = "NUnit has a row's arguments in the name")]
    [DataRow("Shop.CartTests.Total(\"a.b(c)\")", "Shop.CartTests", "Total")]
    [DataRow("Shop.CartTests(1).Total", "Shop.CartTests(1)", "Total", DisplayName = "a fixture's arguments belong to the class")]
    [DataRow("Shop.CartTests(\"a.b\").Total(2)", "Shop.CartTests(\"a.b\")", "Total")]
    [DataRow("Shop.Outer+Inner.Total", "Shop.Outer+Inner", "Total")]
    [DataRow("Total", "", "Total")]
    [DataRow("", "", "")]
    public void A_name_is_a_class_and_a_method(string name, string type, string method)
    {
        var test = RanTest.From(name, "shown", RanOutcome.Passed);
        var expected = RanTest.From($"{type}.{method}", "shown", RanOutcome.Passed);

        Assert.AreEqual((expected.Type, expected.Method, expected.Name), (test.Type, test.Method, test.Name));
    }

    [TestMethod]
    public void Classes_methods_and_rows_are_told_apart()
    {
        var keys = new[] { ("A.B", "B(1)"), ("A.B", "B(2)"), ("A.C", "B(1)"), ("D.B", "B(1)") }
            .Select(test => RanTests.GetKey(test.Item1, test.Item2)!).ToList();

        Assert.HasCount(4, keys.Distinct());
        Assert.AreEqual(keys[0].Row, keys[1].Row);
    }

    [TestMethod]
    public void The_text_is_read_back()
    {
        RanTest[] tests =
        [
            RanTest.From("A.B", "B(1)", RanOutcome.Passed), RanTest.From("A.C", "", RanOutcome.Failed),
            RanTest.From("ü", "ü", RanOutcome.Skipped),
        ];
        var read = RanTests.Read(RanTest.Write(tests)!)!;

        CollectionAssert.AreEqual(
            tests.Select(test => (test.GetKey(), test.Outcome)).ToArray(), read.Select(test => (test.GetKey(), test.Outcome)).ToArray());
        Assert.HasCount(0, RanTests.Read("")!);
    }

    [TestMethod]
    [DataRow("AAAA")]
    [DataRow("no base64")]
    [DataRow("AAAAAAAAAAAAAAAAAAAAAAA=", DisplayName = "an outcome that is not one")]
    public void Another_text_is_not_read(string text) => Assert.IsNull(RanTests.Read(text));

    [TestMethod]
    [DataRow("Shop.CartTests.Total", "[Shop.CartTests ClassCleanup]", DisplayName = "MSTest")]
    [DataRow("[Test Class Cleanup Failure (Shop.CartTests.Total)]", "[Test Class Cleanup Failure (Shop.CartTests.Total)]",
        DisplayName = "xUnit")]
    public void A_fixture_that_fails_after_its_tests_is_not_a_test(string name, string display)
    {
        Assert.IsNull(RanTests.GetKey(name, display));
        Assert.AreEqual("", RanTest.Write([RanTest.From(name, display, RanOutcome.Failed)]));
    }

    [TestMethod]
    public void Ten_thousand_tests_take_at_most_250_KB()
    {
        var tests = Enumerable.Range(0, 10_000).Select(i =>
            RanTest.From($"Shop.Tests.CartTests{i / 10}.Total", $"Total({i})", RanOutcome.Passed));

        Assert.IsLessThanOrEqualTo(250_000, RanTest.Write([.. tests])!.Length);
    }

    [TestMethod]
    public void Of_too_many_tests_none_is_written() =>
        Assert.IsNull(RanTest.Write([.. Enumerable.Repeat(RanTest.From("A.B", "B", RanOutcome.Passed), RanTest.MaxCount + 1)]));
}
