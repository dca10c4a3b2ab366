namespace LoopJournal.Tests;

/// <summary>
/// Tests that fail in many ways: rows, fixtures, time limits, inherited and generic classes. Each has the same name, type, site and
/// fingerprint in two runs with moved lines, and a site in the repository where a frame names one.
/// </summary>
[TestClass]
[TestCategory("Full")]
public sealed class TestShapeTests
{
    private const string Product = """
        namespace Shop;

        public static class Product
        {
            private static bool IsBroken => true;

            public static T Choose<T>(T right, T wrong) => IsBroken ? wrong : right;

            public static void Break(string part)
            {
                if (IsBroken)
                {
                    throw new InvalidOperationException($"no {part}");
                }
            }

            public static void Wait(WaitHandle handle)
            {
                if (IsBroken)
                {
                    handle.WaitOne();
                }
            }
        }
        """;

    [TestMethod]
    public void Shapes_of_MSTest_keep_their_fingerprints() =>
        Check("MSTest under VSTest", MSTestShapes.Source, MSTestShapes.Failing, MSTestShapes.WithoutSite);

    [TestMethod]
    public void Shapes_of_NUnit_keep_their_fingerprints() => Check("NUnit 4 under VSTest", NUnitShapes.Source, NUnitShapes.Failing, []);

    [TestMethod]
    public void Shapes_of_xUnit_keep_their_fingerprints() =>
        Check("xUnit 2 under VSTest", XUnitShapes.Source, XUnitShapes.Failing, XUnitShapes.WithoutSite);

    [TestMethod]
    public void Names_of_F_sharp_with_blanks_keep_their_sites()
    {
        using var repo = new Sandbox();
        Framework.All["xUnit 2 under VSTest"].WriteProject(
            repo, "Shop.Tests.fsproj", """<ItemGroup><Compile Include="Product.fs" /><Compile Include="Tests.fs" /></ItemGroup>""");
        repo.Write("Product.fs", FSharpShapes.Product);
        repo.Write("Tests.fs", FSharpShapes.Source);
        repo.Commit();

        var cell = new Cell(repo, "test")
        {
            TestFile = "Tests.fs", Fix = () => repo.Edit("Product.fs", "isBroken = true", "isBroken = false"),
        };
        cell.Check();

        AssertFailing(cell, FSharpShapes.Failing);
    }

    private static void Check(string framework, string source, int failing, string[] withoutSite)
    {
        using var repo = new Sandbox(test: "shapes");
        Framework.All[framework].WriteProject(repo, "Shop.Tests.csproj");
        repo.Write("Product.cs", Product);
        repo.Write("ShapeTests.cs", source);
        repo.Commit();

        var cell = new Cell(repo, "test")
        {
            TestFile = "ShapeTests.cs",
            Fix = () => repo.Edit("Product.cs", "IsBroken => true", "IsBroken => false"),
            WithoutSite = withoutSite,
        };
        cell.Check();

        AssertFailing(cell, failing);
    }

    /// <summary>Each failing test is a failure of its own in the record.</summary>
    private static void AssertFailing(Cell cell, int failing)
    {
        Assert.AreEqual($"{failing}", cell.Records[0].GetProperty("tests").Text("failed"), cell.Runs[0].Output);
        Assert.AreEqual(failing, cell.Records[0].GetProperty("failures").GetArrayLength(), cell.Records[0].Text("failures"));
    }
}
