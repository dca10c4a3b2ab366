namespace LoopJournal.Tests;

/// <summary>A run without a build says whether its binaries were compiled from the files of now.</summary>
[TestClass]
[TestCategory("Full")]
public sealed class StaleBinaryTests
{
    private const string Referenced = "src/Shop/Old.cs";
    private const string Own = $"{Shop.TestFolder}/Helper.cs";

    public static IEnumerable<object[]> Runners => [["mstest"], ["mstest runner"]];

    [TestMethod]
    [DynamicData(nameof(Runners))]
    public void An_edited_an_added_and_a_deleted_file_of_the_tests_and_of_a_referenced_project_are_named(string framework)
    {
        using var shop = Create(framework);
        AssertStale(shop, "False", "");

        foreach (var (file, from, to) in new[]
        {
            (Shop.Tests, "!= 6", "!= 7"), (Own, "Max = 3", "Max = 4"),
            (Shop.Product, "total += price", "total -= price"), (Referenced, "Max = 3", "Max = 4"),
        })
        {
            shop.Repo.Edit(file, from, to);
            AssertStale(shop, "True", file);
            shop.Repo.Edit(file, to, from);
        }

        foreach (var file in new[] { $"{Shop.TestFolder}/New.cs", "src/Shop/Deep/New.cs" })
        {
            shop.Repo.Write(file, "namespace Shop; public class New;");
            AssertStale(shop, "True", file);
            File.Delete(shop.Repo.In(file));
        }

        foreach (var file in new[] { Own, Referenced })
        {
            var text = File.ReadAllText(shop.Repo.In(file));
            File.Delete(shop.Repo.In(file));
            AssertStale(shop, "True", file);
            shop.Repo.Write(file, text);
        }

        shop.Repo.Write("README.md", "edited");
        AssertStale(shop, "False", "");
    }

    [TestMethod]
    [DynamicData(nameof(Runners))]
    public void A_pass_of_old_binaries_ends_no_streak_and_is_reported(string framework)
    {
        using var shop = Create(framework);
        shop.Repo.Edit(Shop.Product, "return total;", "return total + 1;");
        shop.Run();
        shop.Run();
        shop.Fix();
        shop.Repo.Run("build", Shop.TestFolder);
        shop.Repo.Edit(Shop.Product, "return total;", "return total + 1;");
        var stale = shop.Run("--no-build");

        Assert.AreEqual(0, stale.ExitCode, stale.Output);
        var line = stale;
        if (shop.IsProgram)
        {
            line = shop.Repo.Run("build", Shop.TestFolder, "-t:_MTPBuild"); // nothing is shown on a pass, so the next build says it
        }
        else
        {
            Assert.HasCount(
                1,
                stale.LinesWith("passed on the files on which attempt 3 failed: stale, old binaries: they were compiled without the changes"),
                stale.Output);
        }

        const string warning = "warning LOOP0015: The tests ran old binaries: they were compiled without the changes of \"src/Shop/Cart.cs\".";
        Assert.IsNotEmpty(line.LinesWith(warning), line.Output);
        var built = shop.Run();
        Assert.HasCount(1, built.LinesWith("error LOOP0010: Stalled: 3 consecutive attempts failed the same way"), built.Output);
    }

    [TestMethod]
    [DynamicData(nameof(Runners))]
    public void A_referenced_project_that_is_built_alone_leaves_old_binaries_beside_the_tests_and_a_full_build_does_not(string framework)
    {
        using var shop = Create(framework);
        shop.Repo.Edit(Shop.Product, "var total = 0;", "var total = 0 + 0;");
        shop.Repo.Run("build", "src/Shop");
        AssertStale(shop, "True", Shop.Product);

        var tests = File.GetLastWriteTimeUtc(Output(shop));
        shop.Repo.Run("build", Shop.TestFolder);
        Assert.AreEqual(tests, File.GetLastWriteTimeUtc(Output(shop)), "the test assembly was not compiled again");
        AssertStale(shop, "False", "");

        shop.Repo.Git("checkout", "--", ".");
        shop.Repo.Run("build", Shop.TestFolder);
        AssertStale(shop, "False", "");
    }

    [TestMethod]
    [DataRow("mstest", "ContinuousIntegrationBuild=true", "False")]
    [DataRow("mstest", "DebugType=embedded", "False")]
    [DataRow("mstest", "DebugType=none", "")]
    [DataRow("mstest runner", "ContinuousIntegrationBuild=true", "False")]
    public void Mapped_and_embedded_symbols_are_read_and_without_symbols_nothing_is_known(string framework, string property, string fresh)
    {
        using var shop = Create(framework);
        shop.Repo.Run("build", Shop.TestFolder, "--no-incremental", $"-p:{property}");
        AssertStale(shop, fresh, "");
        shop.Repo.Edit(Shop.Product, "var total = 0;", "var total = 0 + 0;");
        AssertStale(shop, fresh.Length > 0 ? "True" : "", fresh.Length > 0 ? Shop.Product : "");
    }

    [TestMethod]
    [DynamicData(nameof(Runners))]
    public void A_pass_on_the_files_of_a_failing_attempt_is_flaky_where_the_binaries_are_new(string framework)
    {
        using var shop = Create(framework);
        shop.Repo.Edit(Shop.Tests, "!= 6", "!= 6 || System.Environment.GetEnvironmentVariable(\"BREAK\") == \"1\"");
        shop.Repo.Environment["BREAK"] = "1";
        shop.Run();
        shop.Repo.Environment["BREAK"] = "0";
        var pass = shop.Run();

        Assert.AreEqual("False", shop.Repo.Journal[^1].Text("stale"), pass.Output);
        if (!shop.IsProgram)
        {
            Assert.HasCount(1, pass.LinesWith("passed on the files on which attempt 2 failed: flaky"), pass.Output);
        }
    }

    /// <summary>A shop whose tests pass, built and run once, with a file more in each project.</summary>
    private static TamperedShop Create(string framework)
    {
        var shop = new TamperedShop(framework).Create();
        shop.Fix();
        shop.Repo.Write(Referenced, "namespace Shop; public static class Old { public const int Max = 3; }");
        shop.Repo.Write(Own, "namespace Shop.Tests; public static class Helper { public const int Max = 3; }");
        shop.Repo.Commit();
        var first = shop.Run();
        Assert.AreEqual(0, first.ExitCode, first.Output);
        return shop;
    }

    private static void AssertStale(TamperedShop shop, string stale, string file)
    {
        var run = shop.Run("--no-build");
        var row = shop.Repo.Journal[^1];
        Assert.AreEqual(stale, row.TryGetProperty("stale", out var known) ? known.ToString() : "", run.Output);
        Assert.AreEqual(file.Length > 0 ? $"[\"{file}\"]" : "", row.TryGetProperty("staleFiles", out var files) ? files.ToString() : "");
        Assert.HasCount(
            stale == "True" && !shop.IsProgram ? 1 : 0,
            run.LinesWith("warning LOOP0015").DistinctBy(line => line.Trim()).ToList(), run.Output);
    }

    private static string Output(TamperedShop shop) => shop.Repo.In($"{Shop.TestFolder}/bin/Debug/net10.0/Shop.Tests.dll");
}
