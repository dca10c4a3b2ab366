namespace LoopJournal.Tests;

/// <summary>Tools that measure the coverage of a run.</summary>
[TestClass]
[TestCategory("Full")]
public sealed class CoverageTests
{
    [TestMethod]
    public void Coverage_below_the_threshold_is_a_failed_attempt_with_a_reason()
    {
        using var repo = new Sandbox();
        // coverlet writes its hits while the test host shuts down; VSTest kills the host after 100 ms.
        repo.Environment["VSTEST_TESTHOST_SHUTDOWN_TIMEOUT"] = "60000";
        Create(repo, "coverlet.msbuild");
        Sources.Fix(repo);
        repo.Write("Unused.cs", "namespace Shop; public static class Unused { public static int Twice(int x) => x * 2; }");
        repo.Commit();
        string[] command = ["test", "-p:CollectCoverage=true", "-p:IncludeTestAssembly=true", "-p:Threshold=100"];

        var without = repo.RunWith([new("WithoutLoopJournal", "true")], command);
        Assert.AreEqual(1, without.ExitCode, without.Output);
        Assert.IsNotEmpty(without.LinesWith("below the specified 100"), without.Output);

        for (var i = 1; i <= 2; i++)
        {
            var run = repo.Run(command);
            Assert.AreEqual(1, run.ExitCode, run.Output);
            Assert.IsNotEmpty(run.LinesWith("below the specified 100"), run.Output);
            Assert.HasCount(1, run.LinesWith($"attempt {i} failed"), run.Output);
            repo.Write("CartTests.cs", $"// moved down\n{File.ReadAllText(repo.In("CartTests.cs"))}");
        }

        File.Delete(repo.In("Unused.cs"));
        var passing = repo.Run(command);
        Assert.AreEqual(0, passing.ExitCode, passing.Output);
        Assert.IsEmpty(passing.LinesWith("LOOP0"), passing.Output);

        CollectionAssert.AreEqual(new[] { "fail", "fail", "pass" }, repo.Journal.Select(r => r.Text("gate")).ToArray());
        Assert.HasCount(1, repo.Journal.Take(2).Select(r => r.Text("fingerprint")).Distinct());
        Assert.Contains("the tests passed, and coverlet's check of the coverage failed", repo.Journal[0].Text("failures"));
    }

    [TestMethod]
    public void Coverage_is_collected_and_the_run_is_recorded()
    {
        using var repo = new Sandbox();
        Create(repo, "coverlet.collector");

        new Cell(repo, "test", "--collect", "XPlat Code Coverage") { TestFile = "CartTests.cs", Fix = () => Sources.Fix(repo) }.Check();

        Assert.HasCount(4, Directory.GetFiles(repo.In("TestResults"), "coverage.cobertura.xml", SearchOption.AllDirectories));
    }

    private static void Create(Sandbox repo, string package) => Sources.Create(
        repo, Framework.All["MSTest under VSTest"],
        more: $"""<ItemGroup><PackageReference Include="{package}" Version="{Versions.Coverlet}" /></ItemGroup>""");
}
