namespace LoopJournal.Tests;

/// <summary>A user's repository with a library and a test project, which only references the package.</summary>
internal static class Shop
{
    public const string Product = "src/Shop/Cart.cs";

    public const string TestFolder = "tests/Shop.Tests";

    public const string TestProject = TestFolder + "/Shop.Tests.csproj";

    public const string Tests = TestFolder + "/CartTests.cs";

    /// <summary>The frameworks under VSTest, by the name of their template.</summary>
    public static IEnumerable<object[]> Frameworks => [["mstest"], ["xunit"], ["nunit"]];

    /// <summary>The frameworks on Microsoft.Testing.Platform, by name.</summary>
    public static IEnumerable<object[]> Programs => [.. ProgramPackages.Keys.Select(name => new object[] { name })];

    private static Dictionary<string, string> ProgramPackages { get; } = new()
    {
        ["mstest runner"] = """
            <PropertyGroup><EnableMSTestRunner>true</EnableMSTestRunner></PropertyGroup>
            <ItemGroup>
              <PackageReference Include="MSTest.TestAdapter" Version="4.5.3" />
              <PackageReference Include="MSTest.TestFramework" Version="4.5.3" />
              <Using Include="Microsoft.VisualStudio.TestTools.UnitTesting" />
            </ItemGroup>
            """,
        ["xunit v3"] = """
            <ItemGroup>
              <PackageReference Include="xunit.v3" Version="4.0.2" />
              <Using Include="Xunit" />
            </ItemGroup>
            """,
        ["nunit runner"] = """
            <PropertyGroup><EnableNUnitRunner>true</EnableNUnitRunner></PropertyGroup>
            <ItemGroup>
              <PackageReference Include="NUnit" Version="5.0.0" />
              <PackageReference Include="NUnit3TestAdapter" Version="6.3.1" />
              <Using Include="NUnit.Framework" />
            </ItemGroup>
            """,
        ["tunit"] = """
            <ItemGroup>
              <PackageReference Include="TUnit" Version="1.81.10" />
            </ItemGroup>
            """,
    };

    /// <summary>
    /// Makes the test project with <c>dotnet new</c>. Three tests, of which two fail: an assertion and a thrown exception.
    /// </summary>
    public static void Create(Sandbox repo, string framework)
    {
        CreateProduct(repo);
        var made = repo.Run("new", framework, "-o", TestFolder, "-n", "Shop.Tests", "--no-restore");
        Assert.AreEqual(0, made.ExitCode, made.Output);
        foreach (var sample in Directory.GetFiles(repo.In(TestFolder), "*Test1.cs"))
        {
            File.Delete(sample);
        }

        repo.Edit(TestProject, "</Project>", """
              <ItemGroup>
                <ProjectReference Include="../../src/Shop/Shop.csproj" />
              </ItemGroup>
            </Project>
            """);
        Reference(repo, TestProject);
        repo.Write(Tests, CreateTestSource(framework));
        repo.Commit();
    }

    /// <summary>Makes a test program of Microsoft.Testing.Platform, in a repository whose <c>dotnet test</c> runs test programs.</summary>
    /// <param name="repo">The repository.</param>
    /// <param name="framework">One of <see cref="Programs"/>.</param>
    /// <param name="frameworks">The property with the target framework, or more.</param>
    /// <param name="more">More of the project.</param>
    public static void CreateProgram(
        Sandbox repo, string framework, string frameworks = "<TargetFramework>net10.0</TargetFramework>", string more = "")
    {
        CreateProduct(repo);
        UseTestingPlatform(repo);
        repo.Write(TestProject, $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                {frameworks}
                <OutputType>Exe</OutputType>
                <ImplicitUsings>enable</ImplicitUsings>
                <RollForward>Major</RollForward>
              </PropertyGroup>
              {ProgramPackages[framework]}
              <ItemGroup>
                <ProjectReference Include="../../src/Shop/Shop.csproj" />
              </ItemGroup>
              {more}
            </Project>
            """);
        Reference(repo, TestProject);
        repo.Write(Tests, CreateTestSource(framework.Split(' ')[0]));
        repo.Commit();
    }

    /// <summary>Has <c>dotnet test</c> run test programs.</summary>
    public static void UseTestingPlatform(Sandbox repo) =>
        repo.Write("global.json", """{ "test": { "runner": "Microsoft.Testing.Platform" } }""");

    private static void CreateProduct(Sandbox repo)
    {
        repo.Write("src/Shop/Shop.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
            </Project>
            """);
        repo.Write(Product, """
            namespace Shop;

            public static class Cart
            {
                public static int Total(params int[] prices)
                {
                    var total = 0;
                    foreach (var price in prices)
                    {
                        total += price;
                    }

                    return total + 1;
                }

                public static string Owner(string name) =>
                    throw new System.TimeoutException($"no answer from the cart of {name}");
            }
            """);
    }

    /// <summary>References the package, as a user would by hand.</summary>
    public static void Reference(Sandbox repo, string project) => repo.Edit(project, "</Project>", $"""
          <ItemGroup>
            <PackageReference Include="LoopJournal" Version="{Suite.PackageVersion}" />
          </ItemGroup>
        </Project>
        """);

    /// <summary>Mends both failures.</summary>
    public static void Fix(Sandbox repo)
    {
        repo.Edit(Product, "return total + 1;", "return total;");
        repo.Edit(Product, "throw new System.TimeoutException($\"no answer from the cart of {name}\");", "name;");
    }

    /// <summary>
    /// The source of the tests, in the words of the framework. TUnit's assertions are asynchronous, so its tests have an assertion of their
    /// own.
    /// </summary>
    private static string CreateTestSource(string framework)
    {
        var (onClass, onTest, equal) = framework switch
        {
            "mstest" => ("[TestClass]", "[TestMethod]", "Assert.AreEqual"),
            "xunit" => ("", "[Fact]", "Assert.Equal"),
            "tunit" => ("", "[Test]", "Should.Equal"),
            _ => ("[TestFixture]", "[Test]", "NUnit.Framework.Legacy.ClassicAssert.AreEqual"),
        };
        return $$"""
            namespace Shop.Tests;

            {{onClass}}
            public class CartTests
            {
                {{onTest}}
                public void Total()
                {
                    {{equal}}(6, Cart.Total(1, 2, 3));
                }

                {{onTest}}
                public void Owner()
                {
                    {{equal}}("ann", Cart.Owner("ann"));
                }

                {{onTest}}
                public void Passes()
                {
                }
            }

            public static class Should
            {
                public static void Equal<T>(T expected, T actual)
                {
                    if (!Equals(expected, actual))
                    {
                        throw new System.InvalidOperationException($"expected {expected}, got {actual}");
                    }
                }
            }
            """;
    }
}
