using System.Diagnostics;

namespace LoopJournal.Tests;

/// <summary>Test programs of Microsoft.Testing.Platform that do not run to their end.</summary>
[TestClass]
[TestCategory("Full")]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)] // signals
public sealed class KilledProgramTests : IDisposable
{
    private readonly Sandbox _repo = CreateBuilt();

    public void Dispose() => _repo.Dispose();

    [TestMethod]
    public void A_crash_of_which_the_program_knows_nothing_is_journaled_by_the_next_run()
    {
        var crash = Probe.Run(_repo, Probe.Crashes);
        Assert.AreNotEqual(0, crash.ExitCode);
        Assert.IsEmpty(_repo.Journal);

        var next = Probe.Run(_repo, Probe.Fails);

        var line = "LoopJournal: Probe (net10.0): attempt 1 blocked, \"crashed or killed before it could end\"";
        Assert.HasCount(1, next.LinesWith(line), next.Output);
        Assert.HasCount(1, next.LinesWith("LoopJournal: Probe (net10.0): attempt 2 failed, 1 of 2 tests"), next.Output);
        AssertBlockedAndThen("fail");
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void The_fourth_crash_in_a_row_is_told_before_the_tests(bool builds)
    {
        for (var i = 1; i <= 3; i++)
        {
            Assert.IsEmpty(Run().LinesWith("LOOP0012"));
        }

        var fourth = Run();

        var warning = Assert.ContainsSingle(fourth.LinesWith("warning LOOP0012: Blocked: 3 consecutive attempts"), fourth.Output);
        Assert.Contains("crashed or killed before it could end", warning);
        Assert.HasCount(3, _repo.Journal);
        Assert.HasCount(1, _repo.Captures, "the fourth run's");

        CommandResult Run() => builds
            ? _repo.RunWith(new Dictionary<string, string> { ["PROBE"] = Probe.Crashes }, "test")
            : Probe.Run(_repo, Probe.Crashes);
    }

    [TestMethod]
    [DataRow("throws on a thread", "\"System.InvalidOperationException: not caught\" at \"Probes.ProbeTests.", DisplayName = "an exception "
        + "on a thread")]
    [DataRow("exits", "\"It exited with code 3 before its tests had ended.\"", DisplayName = "Environment.Exit")]
    public void A_crash_that_the_program_sees_is_journaled_at_once(string outcome, string cause)
    {
        var crash = Probe.Run(_repo, outcome);

        Assert.AreNotEqual(0, crash.ExitCode);
        var line = Assert.ContainsSingle(crash.LinesWith("LoopJournal: Probe (net10.0): attempt 1 blocked, "), crash.Output);
        Assert.Contains(cause, line);
        Assert.AreEqual("blocked host", $"{_repo.Journal[0].Text("gate")} {_repo.Journal[0].Text("stage")}");
        Assert.IsEmpty(_repo.Captures);
    }

    [TestMethod]
    public void A_run_that_takes_too_long_is_blocked()
    {
        var run = Probe.RunWith(_repo, "waits", new() { ["BEGUN"] = _repo.In("begun"), ["GO"] = _repo.In("go") }, "--timeout", "2s");

        Assert.AreEqual(3, run.ExitCode, run.Output);
        Probe.Run(_repo, "passes");
        AssertBlockedAndThen("pass");
    }

    [TestMethod]
    [DataRow("INT", DisplayName = "Ctrl+C")]
    [DataRow("KILL", DisplayName = "kill -9")]
    public void A_run_that_is_stopped_is_blocked_and_journaled_once(string signal)
    {
        if (signal == "INT" && IsInterruptIgnored())
        {
            Assert.Inconclusive("A shell has a command in the background ignore Ctrl+C, and the programs of this test inherit that.");
        }

        using (var run = Dotnet.Start("dotnet", _repo.Root, ["test", "--no-build"], CreateWaitingVariables(), _ => { }))
        {
            Patience.WaitUntil(() => File.Exists(_repo.In("begun")));
            using var program = Process.GetProcessById(
                int.Parse(File.ReadAllText(_repo.In("begun")), System.Globalization.CultureInfo.InvariantCulture));
            foreach (var process in new[] { run, program })
            {
                Dotnet.Run("kill", _repo.Root, [$"-{signal}", $"{process.Id}"]);
            }

            // A program that is asked to end outlives dotnet, and so does its recorder, for which it waits.
            Assert.IsTrue(run.WaitForExit(Patience.Limit) && program.WaitForExit(Patience.Limit));
        }

        Patience.WaitUntil(() => _repo.Captures.All(Patience.IsFree));
        Probe.Run(_repo, "passes");
        AssertBlockedAndThen("pass");
    }

    [TestMethod]
    public void Without_a_dotnet_for_the_recorder_the_capture_waits_for_the_next_attempt()
    {
        Probe.Run(_repo, "passes", "-p:LoopIteration=1");
        var settings = _repo.In("obj/Debug/net10.0/loopjournal.run");
        File.WriteAllLines(settings, File.ReadAllLines(settings)
            .Select(line => line.StartsWith("Dotnet=", StringComparison.Ordinal) ? "Dotnet=%2Fno%2Fdotnet" : line));

        var run = Dotnet.Run(_repo.In("bin/Debug/net10.0/Probe"), _repo.Root, ["--loop-journal", settings],
            new Dictionary<string, string> { ["PROBE"] = Probe.Fails });

        Assert.AreEqual(2, run.ExitCode, run.Output);
        Assert.HasCount(1, run.LinesWith("LoopJournal: the attempt is not recorded yet: \"/no/dotnet\" cannot be started"), run.Output);
        Assert.HasCount(1, _repo.Journal);
        Assert.HasCount(1, _repo.Captures);

        Probe.Run(_repo, "passes");
        CollectionAssert.AreEqual(new[] { "pass", "fail", "pass" }, _repo.Journal.Select(r => r.Text("gate")).ToArray());
        Assert.IsEmpty(_repo.Captures);
    }

    private static Sandbox CreateBuilt()
    {
        var repo = new Sandbox(test: "killed");
        Shop.UseTestingPlatform(repo);
        Probe.Create(repo, isProgram: true);
        repo.Edit("ProbeTests.cs", "case \"fails\":", """
            case "waits":
                                File.WriteAllText(Environment.GetEnvironmentVariable("BEGUN") + ".new", $"{Environment.ProcessId}");
                                File.Move(
                                    Environment.GetEnvironmentVariable("BEGUN") + ".new", Environment.GetEnvironmentVariable("BEGUN")!);
                                SpinWait.SpinUntil(() => File.Exists(Environment.GetEnvironmentVariable("GO")), TimeSpan.FromSeconds(20));
                                break;
                            case "exits":
                                Environment.Exit(3);
                                break;
                            case "throws on a thread":
                                var thread = new Thread(() => throw new InvalidOperationException("not caught"));
                                thread.Start();
                                thread.Join();
                                break;
                            case "fails":
            """);
        var build = repo.Run("build");
        Assert.AreEqual(0, build.ExitCode, build.Output);
        return repo;
    }

    /// <summary>Whether this process ignores SIGINT, the second bit of the mask. The programs that it starts inherit that.</summary>
    private static bool IsInterruptIgnored() => OperatingSystem.IsLinux() && File.ReadLines("/proc/self/status").Any(line =>
        line.StartsWith("SigIgn:", StringComparison.Ordinal) && (Convert.ToUInt64(line["SigIgn:".Length..].Trim(), 16) & 2) != 0);

    private Dictionary<string, string> CreateWaitingVariables() =>
        new(_repo.Environment) { ["PROBE"] = "waits", ["BEGUN"] = _repo.In("begun"), ["GO"] = _repo.In("go") };

    private void AssertBlockedAndThen(string gate)
    {
        CollectionAssert.AreEqual(
            new[] { "1 blocked", $"2 {gate}" }, _repo.Journal.Select(r => $"{r.Text("iteration")} {r.Text("gate")}").ToArray());
        Assert.AreEqual("host", _repo.Journal[0].Text("stage"));
        Assert.HasCount(12, _repo.Journal[0].Text("fingerprint"));
        Assert.IsEmpty(_repo.Captures);
    }
}
