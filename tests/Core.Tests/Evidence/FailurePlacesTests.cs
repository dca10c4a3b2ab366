using LoopJournal.Evidence;
using LoopJournal.Text;

namespace LoopJournal.Tests.Evidence;

[TestClass]
public sealed class FailurePlacesTests
{
    private static RepositoryPaths Repository => new("/repo", _ => false) { Project = "checks/Shop.csproj" };

    [TestMethod]
    public void The_product_line_is_the_first_outside_tests_and_a_helper_of_the_tests_is_neither()
    {
        var places = Find("""
               at System.ArgumentNullException.Throw(String paramName)
               at Shop.Tests.Builders.Guard.Check(Object o) in /repo/tests/Common/Guard.cs:line 7
               at Shop.Cart.Total(Int32 n) in /repo/src/Cart.cs:line 30
               at Shop.Tax.Of(Cart cart) in /repo/src/Tax.cs:line 4
               at Shop.Checks.Helper.Run(Action act) in /repo/checks/Helper.cs:line 9
               at Shop.Checks.CartChecks.Total() in /repo/checks/CartChecks.cs:line 12
            """);

        Assert.AreEqual("src/Cart.cs:30", places.Product);
        Assert.AreEqual("checks/CartChecks.cs:12", places.Test);
        Assert.AreSequenceEqual(new[] { "src/Cart.cs", "src/Tax.cs" }, places.Files);
    }

    [TestMethod]
    public void An_assertion_has_only_the_line_of_the_test_below_its_helpers()
    {
        var places = Find("""
               at Shop.Checks.Helper.AreEqual(Int32 a, Int32 b) in /repo/checks/Helper.cs:line 9
               at Shop.Checks.CartChecks.Total() in /repo/checks/CartChecks.cs:line 12
            """);

        Assert.AreEqual("", places.Product);
        Assert.AreEqual("checks/CartChecks.cs:12", places.Test);
        Assert.IsEmpty(places.Files);
    }

    [TestMethod]
    public void The_lines_that_the_product_was_called_from_follow_its_own()
    {
        var places = Find("""
               at Shop.Guard.NotNull() in /repo/src/Guard.cs:line 3
               at Shop.Checks.Fake.Read() in /repo/checks/Fake.cs:line 7
               at Shop.Cart.Add() in /repo/src/Cart.cs:line 30
               at Shop.Cart.Load() in /repo/src/Cart.cs:line 50
               at Shop.Checks.CartChecks.Total() in /repo/checks/CartChecks.cs:line 12
            """);

        Assert.AreEqual("src/Guard.cs:3", places.Product);
        CollectionAssert.AreEqual(new[] { "src/Cart.cs:30", "src/Cart.cs:50" }, places.Callers.ToArray());
    }

    [TestMethod]
    public void A_trace_that_the_framework_prints_in_the_message_counts()
    {
        var places = FailurePlaces.Find(
            "Shop.Checks.CartChecks.Total",
            "Expected no exception, but was: boom\n   at Shop.Cart.Total() in /repo/src/Cart.cs:line 30",
            "   at Shop.Checks.CartChecks.Total() in /repo/checks/CartChecks.cs:line 12",
            Repository);

        Assert.AreEqual("src/Cart.cs:30", places.Product);
    }

    [TestMethod]
    public void A_test_project_at_the_root_does_not_make_the_product_a_test()
    {
        var root = new RepositoryPaths("/repo", _ => false) { Project = "Shop.csproj" };
        const string stack = """
               at Shop.Cart.Total() in /repo/Cart.cs:line 30
               at Shop.CartTests.Total() in /repo/CartTests.cs:line 12
            """;

        var places = FailurePlaces.Find("Shop.CartTests.Total", "", stack, root);

        Assert.AreEqual(("Cart.cs:30", "CartTests.cs:12"), (places.Product, places.Test));
    }

    [TestMethod]
    public void Only_the_first_five_lines_of_the_repository_name_files_but_the_product_line_may_come_later()
    {
        var helpers = string.Concat(Enumerable.Range(1, 5).Select(i => $"   at Shop.Checks.H.M{i}() in /repo/checks/H.cs:line {i}\n"));

        var places = Find(helpers + """
               at Shop.Cart.Sum() in /repo/src/Cart.cs:line 30
               at Shop.Checks.CartChecks.Total() in /repo/checks/CartChecks.cs:line 12
            """);

        Assert.AreEqual("src/Cart.cs:30", places.Product);
        Assert.IsEmpty(places.Files);
    }

    [TestMethod]
    [DataRow("tests/A.cs", true)]
    [DataRow("src/Shop.Tests/A.cs", true)]
    [DataRow("src/UnitTests/A.cs", true)]
    [DataRow("spec/A.cs", true)]
    [DataRow("checks/sub/A.cs", true)]
    [DataRow("src/Latest/A.cs", false)]
    [DataRow("src/Tests.cs", false)]
    [DataRow("checksums/A.cs", false)]
    public void A_file_belongs_to_tests_by_the_folders_above_it(string file, bool isTest) =>
        Assert.AreEqual(isTest, Repository.IsTest(file));

    [TestMethod]
    [Timeout(10_000)]
    public void A_trace_of_many_lines_takes_linear_time()
    {
        var stack = string.Concat(Enumerable.Range(1, 100_000).Select(i => $"   at Shop.Checks.H.Total{i}() in /repo/checks/H.cs:line {i}\n"));

        Assert.AreEqual("checks/H.cs:100000", Find(stack).Test);
    }

    private static FailurePlaces Find(string stack) => FailurePlaces.Find("Shop.Checks.CartChecks.Total(1, \"a.b\")", "", stack, Repository);
}
