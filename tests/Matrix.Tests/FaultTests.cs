namespace LoopJournal.Tests;

/// <summary>Projects that change the test run themselves: a target of their own, and tools that measure the coverage.</summary>
[TestClass]
public sealed class FaultTests
{
    [TestMethod]
    public void A_VSTest_target_of_the_repository_runs_as_before_and_a_warning_says_that_nothing_is_recorded()
    {
        using var repo = new Sandbox();
        Sources.Create(repo, Framework.All["MSTest under VSTest"]);
        repo.Write("Directory.Build.targets", """
            <Project>
              <Target Name="VSTest">
                <Message Importance="high" Text="the repository's own target" />
                <CallTarget Targets="_VSTestConsole" />
              </Target>
            </Project>
            """);

        var without = repo.RunWith([new("WithoutLoopJournal", "true")], "test");
        var run = repo.Test();

        Assert.AreEqual(1, without.ExitCode, without.Output);
        Assert.AreEqual(1, run.ExitCode, run.Output);
        Assert.HasCount(1, run.LinesWith("the repository's own target"), run.Output);
        Assert.HasCount(1, run.LinesWith("Failed!"), run.Output);
        Assert.HasCount(1, run.LinesWith("warning LOOP0004"), run.Output);
        Assert.IsEmpty(run.LinesWith("LoopJournal: "), run.Output);
        Assert.IsEmpty(repo.Journal);
        Assert.IsEmpty(repo.Captures);
    }

    [TestMethod]
    [TestCategory("Full")]
    public void Coverage_below_the_threshold_is_a_failed_attempt_with_a_reason()
    {
        using var repo = new Sandbox();
        var package = $"""<PackageReference Include="coverlet.msbuild" Version="{Versions.Coverlet}" />""";
        Sources.Create(repo, Framework.All["MSTest under VSTest"], more: $"<ItemGroup>{package}</ItemGroup>");
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
        Assert.Contains("below the specified", repo.Journal[0].Text("failures"));
    }

    [TestMethod]
    [TestCategory("Full")]
    public void Coverage_is_collected_and_the_run_is_recorded()
    {
        using var repo = new Sandbox();
        var package = $"""<PackageReference Include="coverlet.collector" Version="{Versions.Coverlet}" />""";
        Sources.Create(repo, Framework.All["MSTest under VSTest"], more: $"<ItemGroup>{package}</ItemGroup>");

        new Cell(repo, "test", "--collect", "XPlat Code Coverage") { TestFile = "CartTests.cs", Fix = () => Sources.Fix(repo) }.Check();

        Assert.HasCount(4, Directory.GetFiles(repo.In("TestResults"), "coverage.cobertura.xml", SearchOption.AllDirectories));
    }
}
