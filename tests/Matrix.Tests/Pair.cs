namespace LoopJournal.Tests;

/// <summary>A solution with a library that has two bugs, and with two test projects of it.</summary>
internal static class Pair
{
    public const string TestFile = "A.Tests/CartTests.cs";

    private const string Product = "Shop/Cart.cs";

    private static readonly string[] _projects = ["Shop/Shop.csproj", "A.Tests/A.Tests.csproj", "B.Tests/B.Tests.csproj"];

    public static Sandbox Create(string first = "xUnit 2 under VSTest", string second = "MSTest under VSTest")
    {
        var repo = new Sandbox(test: "pair");
        repo.Write("Shop/Shop.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
            </Project>
            """);
        Sources.WriteProduct(repo, Product);
        WriteTestProject(repo, "A.Tests", Framework.All[first]);
        WriteTestProject(repo, "B.Tests", Framework.All[second]);
        var projects = string.Concat(_projects.Select(path => $"""<Project Path="{path}" />"""));
        repo.Write("All.slnx", $"<Solution>{projects}</Solution>");
        repo.Commit();
        return repo;
    }

    /// <summary>Mends both bugs.</summary>
    public static void Fix(Sandbox repo) => Sources.WriteProduct(repo, Product, isMended: true);

    /// <summary>Makes <c>All.sln</c>, and <c>Some.slnf</c> with the first test project.</summary>
    public static void WriteOldSolution(Sandbox repo)
    {
        Assert.AreEqual(0, repo.Run("new", "sln", "--format", "sln", "-n", "All").ExitCode);
        Assert.AreEqual(0, repo.Run(["sln", "All.sln", "add", .. _projects]).ExitCode);
        repo.Write("Some.slnf", """{ "solution": { "path": "All.sln", "projects": ["A.Tests/A.Tests.csproj"] } }""");
        repo.Commit();
    }

    private static void WriteTestProject(Sandbox repo, string name, Framework framework)
    {
        framework.WriteProject(
            repo, $"{name}/{name}.csproj", """<ItemGroup><ProjectReference Include="../Shop/Shop.csproj" /></ItemGroup>""");
        Sources.WriteTests(repo, $"{name}/CartTests.cs", framework.Words);
    }
}
