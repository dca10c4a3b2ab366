using System.Diagnostics;

namespace LoopJournal.Tests;

/// <summary>Runs that are killed with their recorder: the next process that uses the journal records them.</summary>
[TestClass]
[TestCategory("Full")]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)] // there the runner ends with the process that started it
public sealed class KilledRunTests
{
    [TestMethod]
    public void A_run_that_outlives_its_dotnet_is_journaled_once_as_it_ended()
    {
        using var repo = CreateWaiting();
        using var run = StartRun(repo);
        try
        {
            run.Kill(); // only this process: the runner and the test host keep running
            run.WaitForExit(Patience.Limit);
            var during = ShowStatus(repo);
            Assert.AreEqual(0, during.ExitCode, during.Output);
            Assert.IsEmpty(repo.Journal, during.Output);
            Assert.HasCount(1, repo.Captures);
        }
        finally
        {
            repo.Write("go", "");
        }

        Patience.WaitUntil(() => Patience.IsFree(repo.Captures[0]));
        var status = ShowStatus(repo);

        var record = Assert.ContainsSingle(repo.Journal, status.Output);
        Assert.AreEqual("fail test Probe.csproj", $"{record.Text("gate")} {record.Text("stage")} {record.Text("project")}");
        Assert.Contains("\"total\":2,\"passed\":1,\"failed\":1", record.Text("tests"));
        Assert.HasCount(1, status.LinesWith("LoopJournal: Probe (net10.0): attempt 1 failed, 1 of 2 tests ("), status.Output);
        Assert.IsEmpty(repo.Captures);
        Assert.IsEmpty(ShowStatus(repo).LinesWith("attempt 1 failed, 1 of 2 tests ("));

        var again = Probe.Run(repo, Probe.Fails);
        Assert.HasCount(2, repo.Journal);
        Assert.HasCount(1, again.LinesWith("LoopJournal: Probe (net10.0): attempt 2 failed, 1 of 2 tests"), again.Output);
    }

    [TestMethod]
    public void A_run_that_is_killed_with_all_its_processes_is_blocked_and_the_next_run_journals_it()
    {
        using var repo = CreateWaiting();
        using (var run = StartRun(repo))
        {
            run.Kill(entireProcessTree: true);
            run.WaitForExit(Patience.Limit);
        }

        Patience.WaitUntil(() => Patience.IsFree(repo.Captures[0]));
        var next = Probe.Run(repo, "passes");

        CollectionAssert.AreEqual(
            new[] { "1 blocked host unknown/1", "2 pass" },
            repo.Journal.Select(r => $"{r.Text("iteration")} {r.Text("gate")}"
                + (r.TryGetProperty("stage", out var stage) && r.Text("gate") != "pass" ? $" {stage} {r.Text("algorithm")}" : ""))
                .ToArray());
        Assert.Contains("crashed or killed before it could end", repo.Journal[0].Text("failures"));
        var line = "LoopJournal: Probe (net10.0): attempt 1 blocked, \"crashed or killed before it could end\"";
        Assert.HasCount(1, next.LinesWith(line), next.Output);
        Assert.HasCount(1, next.LinesWith("LoopJournal: Probe (net10.0): attempt 2 passed, 2 tests"), next.Output);
        Assert.AreEqual(0, next.ExitCode, next.Output);
        Assert.IsEmpty(repo.Captures);
    }

    /// <summary>A probe whose test says that it has begun, then waits, and fails.</summary>
    private static Sandbox CreateWaiting()
    {
        var repo = new Sandbox(test: "killed");
        Probe.Create(repo);
        repo.Edit("ProbeTests.cs", "case \"fails\":", """
            case "waits":
                                File.WriteAllText(Environment.GetEnvironmentVariable("BEGUN")!, "");
                                SpinWait.SpinUntil(() => File.Exists(Environment.GetEnvironmentVariable("GO")), TimeSpan.FromMinutes(4));
                                goto case "fails";
                            case "fails":
            """);
        var build = repo.Run("build");
        Assert.AreEqual(0, build.ExitCode, build.Output);
        return repo;
    }

    /// <summary>Starts a run, and returns when its test has begun.</summary>
    private static Process StartRun(Sandbox repo)
    {
        var variables =
            new Dictionary<string, string>(repo.Environment) { ["PROBE"] = "waits", ["BEGUN"] = repo.In("begun"), ["GO"] = repo.In("go") };
        var run = Dotnet.Start("dotnet", repo.Root, ["test", "--no-build"], variables, _ => { });
        Patience.WaitUntil(() => File.Exists(repo.In("begun")));
        return run;
    }

    private static CommandResult ShowStatus(Sandbox repo) => repo.Run("msbuild", "-nologo", "-t:LoopStatus");
}
