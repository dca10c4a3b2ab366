namespace LoopJournal.Tests;

/// <summary>Ways to call <c>dotnet test</c>: solutions, options of the build and options of the runner.</summary>
[TestClass]
[TestCategory("Full")]
public sealed class CallTests
{
    [TestMethod]
    [DataRow("All.slnx")]
    [DataRow("All.slnx -graph")]
    [DataRow("All.slnx -m:4")]
    [DataRow("All.slnx -mt")]
    [DataRow("All.slnx -bl")]
    [DataRow("All.slnx -tl:on")]
    [DataRow("All.slnx -tl:off")]
    [DataRow("All.slnx -v q")]
    [DataRow("All.slnx -warnaserror")]
    [DataRow("All.slnx --artifacts-path art")]
    public void A_solution_is_tested(string arguments)
    {
        using var repo = Pair.Create();

        CheckPair(repo, arguments);
    }

    [TestMethod]
    [DataRow("All.sln", 2)]
    [DataRow("Some.slnf", 1)]
    public void An_old_solution_and_a_filter_of_it_are_tested(string arguments, int streams)
    {
        using var repo = Pair.Create();
        File.Delete(repo.In("All.slnx"));
        Pair.WriteOldSolution(repo);

        CheckPair(repo, arguments, streams);
    }

    [TestMethod]
    [DataRow("--solution All.slnx")]
    [DataRow("--solution All.slnx --max-parallel-test-modules 1 --output Detailed")]
    public void A_solution_of_test_programs_is_tested(string arguments)
    {
        using var repo = Pair.Create("xunit.v3 on the platform", "TUnit on the platform");

        CheckPair(repo, arguments, failingExitCode: 2);
    }

    [TestMethod]
    public void The_checks_of_the_build_find_nothing_in_the_package()
    {
        using var repo = Pair.Create();

        var cell = CheckPair(repo, "All.slnx -check");

        foreach (var run in cell.Runs)
        {
            // The condition of the matrix itself is one that a check finds.
            var findings = run.LinesWith(" BC0").Select(line => line.Replace("WithoutLoopJournal", "", StringComparison.Ordinal));
            Assert.IsEmpty(findings.Where(line => line.Contains("Loop", StringComparison.Ordinal)), run.Output);
        }
    }

    [TestMethod]
    [DataRow("--blame")]
    [DataRow("--blame-hang")]
    [DataRow("--blame-hang-timeout 5m")]
    public void A_run_under_blame_is_recorded(string arguments)
    {
        using var repo = new Sandbox();
        Sources.Create(repo, Framework.All["MSTest under VSTest"]);

        new Cell(repo, ["test", .. arguments.Split(' ')]) { TestFile = "CartTests.cs", Fix = () => Sources.Fix(repo) }.Check();
    }

    [TestMethod]
    public void Two_test_runs_at_once_are_two_whole_attempts()
    {
        using var repo = Probe.CreateBuilt();

        var runs = new CommandResult[2];
        Parallel.For(0, runs.Length, i => runs[i] = Probe.Run(repo, Probe.Fails));

        foreach (var run in runs)
        {
            Assert.AreEqual(1, run.ExitCode, run.Output);
            Assert.IsEmpty(run.LinesWith("LOOP0"), run.Output);
        }

        CollectionAssert.AreEqual(
            new[] { "1 fail 1", "2 fail 1" },
            repo.Journal.Select(r => $"{r.Text("iteration")} {r.Text("gate")} {r.GetProperty("tests").Text("failed")}").ToArray());
        Assert.HasCount(1, repo.Journal.Select(r => r.Text("fingerprint")).Distinct());
        Assert.IsEmpty(repo.Captures);
    }

    private static Cell CheckPair(Sandbox repo, string arguments, int streams = 2, int failingExitCode = 1)
    {
        var cell = new Cell(repo, ["test", .. arguments.Split(' ')])
        {
            TestFile = Pair.TestFile, Fix = () => Pair.Fix(repo), Streams = streams, FailingExitCode = failingExitCode,
        };
        cell.Check();
        return cell;
    }
}
