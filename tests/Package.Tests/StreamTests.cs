namespace LoopJournal.Tests;

/// <summary>Several projects and frameworks in one journal.</summary>
[TestClass]
[TestCategory("Full")]
public sealed class StreamTests
{
    [TestMethod]
    public void Each_project_of_a_solution_has_its_own_streak()
    {
        using var repo = new Sandbox();
        var outcomes = new Dictionary<string, string>
        {
            ["One"] = "passes", ["Two"] = Probe.Fails, ["Three"] = Probe.FailsOtherwise, ["Four"] = "passes",
        };
        foreach (var (name, outcome) in outcomes)
        {
            Probe.Create(repo, name, name);
            repo.Edit($"{name}/ProbeTests.cs", "Environment.GetEnvironmentVariable(\"PROBE\")", $"\"{outcome}\".ToString()");
        }

        repo.Write("Library/Library.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup><PackageReference Include="LoopJournal" Version="{Suite.PackageVersion}" /></ItemGroup>
            </Project>
            """);
        repo.Run("new", "sln", "-n", "All", "--format", "slnx");
        repo.Run(["sln", "All.slnx", "add", .. outcomes.Keys, "Library"]);

        repo.Test("All.slnx", "-m");
        repo.Test("All.slnx", "-m", "--no-build");
        var third = repo.Test("All.slnx", "-m", "--no-build");

        Assert.AreEqual(1, third.ExitCode, third.Output);
        Assert.HasCount(12, repo.Journal);
        Assert.HasCount(2, third.LinesWith("error LOOP0010"), third.Output);
        Assert.HasCount(
            1, third.LinesWith("LoopJournal: Two (net10.0): attempt 3 failed, 1 of 2 tests, same failure 3 times in a row"), third.Output);
        Assert.HasCount(1,
            third.LinesWith("LoopJournal: Three (net10.0): attempt 3 failed, 1 of 2 tests, same failure 3 times in a row"), third.Output);
        Assert.HasCount(1, third.LinesWith("LoopJournal: One (net10.0): attempt 3 passed, 2 tests"), third.Output);
        Assert.IsEmpty(third.LinesWith("Library (net10.0)"), third.Output);
        Assert.HasCount(4, repo.Journal.Select(r => r.Text("project")).Distinct());
        Assert.IsEmpty(repo.Captures);
    }

    [TestMethod]
    public void Each_framework_of_a_project_has_its_own_stream()
    {
        using var repo = new Sandbox();
        Probe.Create(repo, framework: "<TargetFrameworks>net8.0;net10.0</TargetFrameworks>");
        repo.Environment["PROBE"] = Probe.Fails;

        repo.Test();
        repo.Test("--no-build");
        repo.Test("--no-build", "-f", "net10.0");
        var last = repo.Test("--no-build");

        Assert.HasCount(
            1, last.LinesWith("LoopJournal: Probe (net10.0): attempt 4 failed, 1 of 2 tests, same failure 4 times in a row"), last.Output);
        Assert.HasCount(
            1, last.LinesWith("LoopJournal: Probe (net8.0): attempt 3 failed, 1 of 2 tests, same failure 3 times in a row"), last.Output);
        Assert.HasCount(2, last.LinesWith("error LOOP0010"), last.Output);
        Assert.HasCount(7, repo.Journal);
    }
}
