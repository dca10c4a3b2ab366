using LoopJournal.Git;
using LoopJournal.Model;
using LoopJournal.Reports;

namespace LoopJournal.Tests.Reports;

/// <summary>The source at the lines of causes, and the edits since the last clean pass.</summary>
[TestClass]
public sealed class CauseSourcesTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private const string Test = """
        public class CartTests
        {
            public void Total()
            {
                var cart = new Cart();
                Assert.AreEqual(27m, cart.Total(Prices.Read("a \" token=hunter2hunter2")));
            }
        }
        """;

    private const string Product = """
        public class Cart
        {
            public decimal Total(decimal price)
            {
                return price;
            }
        }
        """;

    private static RecordedCause Cause(string frame, string testFrame) =>
        new(3, "CartTests.Total", "", "", "Expected: 27 But was: 9", frame, testFrame, []);

    private static List<string> Show(TestRepository repository, string tree, params RecordedCause[] causes)
    {
        var attempt = new Attempt { Gate = Gates.Fail, Stage = Stages.Test, Tree = tree, Causes = causes };
        return CauseText.GetLines(attempt, [], 4000, CauseSources.Read(attempt, repository.WorkingTree, Limit));
    }

    [TestMethod]
    public void The_statement_of_the_test_is_quoted_with_the_place_where_its_method_is_declared()
    {
        using var repository = new TestRepository().Write("tests/CartTests.cs", Test).Write("src/Cart.cs", Product).Commit();

        var lines = Show(repository, repository.Take(), Cause("", "tests/CartTests.cs:6"));

        Assert.AreEqual(
            "      the test's line: \"tests/CartTests.cs:6\": \"Assert.AreEqual(27m, cart.Total(Prices.Read('a \\' token=***')));\"",
            lines[^2].Replace("<secret>", "***", StringComparison.Ordinal));
        Assert.AreEqual("      it calls \"Total\" of \"src/Cart.cs:3\"", lines[^1]);
    }

    [TestMethod]
    public void What_the_method_calls_is_named_too_and_of_many_files_those_that_the_test_is_named_after()
    {
        using var repository = new TestRepository().Write("tests/CartTests.cs", Test)
            .Write("src/Cart.cs", Product.Replace("return price", "return Round(price) + Round(1)", StringComparison.Ordinal))
            .Write("src/Money.cs", "public class Money\n{\n    private static decimal Round(decimal value) => value;\n}\n");
        foreach (var name in new[] { "A", "B", "C" })
        {
            repository.Write($"src/{name}.cs", Product);
        }

        var lines = Show(repository.Commit(), repository.Take(), Cause("", "tests/CartTests.cs:6"));

        Assert.AreEqual("      it calls \"Total\" of \"src/Cart.cs:3\", which calls \"Round\" of \"src/Money.cs:3\"", lines[^1]);
    }

    [TestMethod]
    public void They_are_those_of_the_attempt_though_the_files_were_edited_since()
    {
        using var repository = new TestRepository().Write("src/Cart.cs", Product).Commit();
        var tree = repository.Take();
        repository.Write("src/Cart.cs", "");

        StringAssert.EndsWith(Show(repository, tree, Cause("src/Cart.cs:5", ""))[^1], "at \"src/Cart.cs:5\": \"return price;\"");
    }

    [TestMethod]
    [DataRow("../outside.cs:1")]
    [DataRow("/etc/passwd:1")]
    [DataRow("missing.cs:1")]
    [DataRow("src/Cart.cs:99")]
    [DataRow("src/Cart.cs:0")]
    [DataRow("src/Cart.cs")]
    [DataRow("--help:1")]
    [DataRow("a\nb:1")]
    public void A_place_that_the_snapshot_lacks_has_none(string place)
    {
        using var repository = new TestRepository().Write("src/Cart.cs", Product).Commit();
        File.WriteAllText(Path.Combine(repository.Root, "..", "outside.cs"), "secret");

        var attempt = new Attempt { Tree = repository.Take(), Causes = [Cause(place, "")] };
        Assert.AreEqual("", CauseSources.Read(attempt, repository.WorkingTree, Limit).Describe(place, 100));
    }

    [TestMethod]
    public void The_lines_that_were_edited_since_the_last_clean_pass_are_named()
    {
        using var repository = new TestRepository().Write("src/Cart.cs", Product).Write("ünï.cs", "1\n2\n3\n").Commit();
        var pass = new Attempt { Gate = Gates.Pass, Tree = repository.Take() };
        repository.Write("src/Cart.cs", Product.Replace("price;", "2 * price;", StringComparison.Ordinal)).Write("ünï.cs", "1\n++ b/x\n4\n");
        var failing = new Attempt { Gate = Gates.Fail, Tree = repository.Take() };

        var edits = EditsSince.Find(failing, repository.WorkingTree, new GitStatus(repository.Root, repository.Journal), Limit, pass);

        CollectionAssert.AreEqual(
            new[] { "  edited since the last clean pass: \"src/Cart.cs\" line 5; \"ünï.cs\" line 2" }, edits.ListSincePass().ToArray());
    }
}
