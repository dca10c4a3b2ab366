namespace LoopJournal.Tests;

/// <summary>A user's repository with a library and a test project that has nothing of ours but the package reference.</summary>
internal static class Shop
{
    public const string Product = "src/Shop/Cart.cs";

    public const string TestFolder = "tests/Shop.Tests";

    public const string TestProject = TestFolder + "/Shop.Tests.csproj";

    public const string Tests = TestFolder + "/CartTests.cs";

    /// <summary>The frameworks under VSTest, by the name of their template.</summary>
    public static IEnumerable<object[]> Frameworks => [["mstest"], ["xunit"], ["nunit"]];

    /// <summary>
    /// Makes the test project with <c>dotnet new</c>. Three tests, of which two fail: an assertion and a thrown exception.
    /// </summary>
    public static void Create(Sandbox repo, string framework)
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
        repo.Write(Tests, TestSource(framework));
        repo.Commit();
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

    private static string TestSource(string framework)
    {
        var (onClass, onTest, equal) = framework switch
        {
            "mstest" => ("[TestClass]", "[TestMethod]", "Assert.AreEqual"),
            "xunit" => ("", "[Fact]", "Assert.Equal"),
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
            """;
    }
}
