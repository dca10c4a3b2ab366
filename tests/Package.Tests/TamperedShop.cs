namespace LoopJournal.Tests;

/// <summary>A shop whose only bug fails the test <c>Total</c>, and the ways to make the run pass without mending the bug.</summary>
/// <param name="framework">One of <see cref="Shop.Frameworks"/> or <see cref="Shop.Programs"/>.</param>
internal sealed class TamperedShop(string framework) : IDisposable
{
    public const string Total = "Shop.Tests.CartTests.Total";

    private readonly string _name = framework.Split(' ')[0];

    public static IEnumerable<object[]> All => Shop.Frameworks.Concat(Shop.Programs);

    public Sandbox Repo { get; } = new(test: "vanished");

    /// <summary>Whether the tests run on Microsoft.Testing.Platform.</summary>
    public bool IsProgram => framework.Contains(' ') || framework == "tunit";

    private string Attribute => _name switch { "mstest" => "TestMethod", "xunit" => "Fact", _ => "Test" };

    private string SkippingAttributes => _name switch
    {
        "mstest" => "TestMethod, Ignore",
        "xunit" => "Fact(Skip = \"later\")",
        "nunit" => "Test, Ignore(\"later\")",
        _ => "Test, Skip(\"later\")",
    };

    private string[] Filter => (IsProgram, _name) switch
    {
        (true, "xunit") => ["--filter-method", "*.Total"],
        (true, "tunit") => ["--treenode-filter", "/*/*/*/Total"],
        (true, _) => ["--filter", "Name=Total"],
        _ => ["--filter", "FullyQualifiedName~Total"],
    };

    /// <summary>Makes the repository.</summary>
    /// <param name="hasOthers">Whether there are other tests, which pass.</param>
    public TamperedShop Create(bool hasOthers = true)
    {
        if (IsProgram)
        {
            Shop.CreateProgram(Repo, framework);
        }
        else
        {
            Shop.Create(Repo, framework);
        }

        Repo.Edit(Shop.Product, "throw new System.TimeoutException($\"no answer from the cart of {name}\");", "name;");
        WriteTests(hasOthers);
        return this;
    }

    /// <summary>Writes the tests.</summary>
    /// <param name="hasOthers">Whether there are other tests.</param>
    /// <param name="total"><c>Total</c>, <c>skipped</c>, <c>deleted</c>, or another name of the test.</param>
    /// <param name="type">The class.</param>
    public void WriteTests(bool hasOthers = true, string total = "Total", string type = "CartTests")
    {
        var attribute = total == "skipped" ? SkippingAttributes : Attribute;
        var method = total == "skipped" ? "Total" : total;
        var test = total == "deleted" ? "" : $$"""
            [{{attribute}}]
            public void {{method}}()
            {
                if (Cart.Total(1, 2, 3) != 6) throw new System.InvalidOperationException("expected 6");
            }
            """;
        var others = $"[{Attribute}] public void Passes() {{ }} [{Attribute}] public void Passes_too() {{ }}";
        Repo.Write(Shop.Tests, $$"""
            namespace Shop.Tests;

            {{(_name == "mstest" ? "[TestClass]" : "")}}
            public class {{type}}
            {
                {{test}}
                {{(hasOthers ? others : "")}}
            }
            """);
    }

    /// <summary>Adds a class with a failing test.</summary>
    public void AddFailing(string type) => Repo.Write($"{Shop.TestFolder}/{type}.cs", $$"""
        namespace Shop.Tests;

        {{(_name == "mstest" ? "[TestClass]" : "")}}
        public class {{type}}
        {
            [{{Attribute}}]
            public void Fails() => throw new System.InvalidOperationException("{{type}}");
        }
        """);

    /// <summary>Mends the bug.</summary>
    public void Fix() => Repo.Edit(Shop.Product, "return total + 1;", "return total;");

    public CommandResult Run(params string[] arguments) =>
        Repo.Test(IsProgram ? ["--project", Shop.TestFolder, .. arguments] : [Shop.TestFolder, .. arguments]);

    public CommandResult RunFiltered() => Run(Filter);

    /// <summary>Makes the project file leave the test <c>Total</c> out, by a filter of its own.</summary>
    public void FilterInProject() => Repo.Edit(Shop.TestProject, "</TargetFramework>", "</TargetFramework>" + ((IsProgram, _name) switch
    {
        (true, "xunit") => MakeArguments("--filter-not-method *.Total"),
        (true, "tunit") => MakeArguments("--treenode-filter /*/*/*/Passes*"),
        (true, _) => MakeArguments("--filter Name!=Total"),
        _ => "<VSTestTestCaseFilter>FullyQualifiedName!~Total</VSTestTestCaseFilter>",
    }));

    /// <summary>The vanished tests of an attempt, each as <c>id how</c>, and how many more there are.</summary>
    public string ListVanished(int attempt)
    {
        var row = Repo.Journal[attempt - 1];
        var named = row.TryGetProperty("vanished", out var list)
            ? list.EnumerateArray().Select(test => $"{test.Text("id")} {test.Text("how")}") : [];
        return string.Join(", ", row.TryGetProperty("vanishedOmitted", out var more) ? named.Append($"and {more}") : named);
    }

    public void Dispose() => Repo.Dispose();

    private static string MakeArguments(string arguments) =>
        $"<TestingPlatformCommandLineArguments>{arguments}</TestingPlatformCommandLineArguments>";
}
