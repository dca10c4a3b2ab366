namespace LoopJournal.Tests;

/// <summary>Real runs with real edits between them cause each verdict. Other loops must get no verdict.</summary>
[TestClass]
[TestCategory("Full")]
[DoNotParallelize] // the tests edit one repository
public sealed class VerdictTests
{
    private static Sandbox? _repo;

    private readonly string _folder = "out/" + Guid.NewGuid().ToString("N")[..6];

    private static Sandbox Repo => _repo!;

    [ClassInitialize]
    public static void Build(TestContext context)
    {
        _repo = new Sandbox(test: "verdicts");
        Probe.Create(Repo);
        Repo.Write("ProbeTests.cs", """
            using Microsoft.VisualStudio.TestTools.UnitTesting;

            namespace Probes;

            [TestClass]
            public sealed class ProbeTests
            {
                [TestMethod]
                [DataRow("a")] [DataRow("b")] [DataRow("c")] [DataRow("d")] [DataRow("e")]
                [DataRow("f")] [DataRow("g")] [DataRow("h")] [DataRow("i")] [DataRow("j")]
                public void Part(string part)
                {
                    if ((Environment.GetEnvironmentVariable("PROBE") ?? "").Contains(part))
                    {
                        Assert.Fail("broken: " + part);
                    }
                }
            }
            """);
        Repo.Write("prices.json", "[]\n"); // The project does not compile it, so after an edit the binaries of --no-build are not old.
        Repo.Commit();
        var build = Repo.Run("build");
        Assert.AreEqual(0, build.ExitCode, build.Output);
    }

    [ClassCleanup]
    public static void CleanUp() => Repo.Dispose();

    [TestMethod]
    public void Three_equal_failures()
    {
        var last = Run("a", "a", "a");

        AssertOne(last, "error LOOP0010: Stalled: 3 consecutive attempts failed the same way (");
        Assert.Contains("tried without effect: ", last.Output);
        Assert.Contains("edited \"prices.json\"", last.Output);
    }

    [TestMethod]
    [DataRow("a", "b", "a", "b")]
    [DataRow("a", "b", "c", "a", "b", "c")]
    public void A_circle(params string[] failing) => AssertOne(Run(failing), "error LOOP0011: Oscillating: attempts ");

    [TestMethod]
    public void An_edit_that_is_taken_back()
    {
        Run("a");
        var state = File.ReadAllText(Repo.In("prices.json"));
        Run("b");
        Repo.Write("prices.json", state);

        AssertOne(RunAsItIs("a"), "warning LOOP0011: Oscillating: attempt 3 is back where attempt 1 was");
    }

    [TestMethod]
    public void Three_runs_without_an_edit()
    {
        RunAsItIs("a");
        RunAsItIs("a");

        AssertOne(
            RunAsItIs("a"),
            "error LOOP0010: Stalled: 3 consecutive attempts failed the same way on the same files, nothing was edited between them");
    }

    [TestMethod]
    public void Three_runs_without_an_edit_that_fail_in_different_ways()
    {
        AssertNone(RunAsItIs("a"));
        AssertNone(RunAsItIs("b"));
        AssertNone(RunAsItIs("c"));
    }

    [TestMethod]
    public void A_plateau() =>
        AssertOne(Run("ab", "abc", "abd", "abe", "abf", "abg", "abh"), "warning LOOP0013: Plateau: 6 attempts without a new best");

    [TestMethod]
    public void Ten_failing_tests_that_are_mended_one_at_a_time_are_not_a_stall()
    {
        const string All = "abcdefghij";
        for (var left = All.Length; left > 0; left--)
        {
            AssertNone(Run(All[..left]));
        }

        Assert.AreEqual(0, RunAsItIs("").ExitCode);
    }

    [TestMethod]
    public void A_flaky_test_beside_edits_neither_clears_the_streak_of_a_real_failure_nor_makes_one()
    {
        AssertNone(Run("a"));
        AssertNone(RunAsItIs("ab")); // b has passed and failed on the same files
        var last = Run("a");

        AssertOne(last, "error LOOP0010: Stalled: 3 consecutive attempts failed the same way");
        Assert.Contains("Flaky, not counted: ", last.Output);
    }

    [TestMethod]
    public void A_look_at_the_base_is_a_warning_at_most()
    {
        Run("a", "a");
        Repo.Git("stash", "--quiet");
        RunAsItIs("b");
        Repo.Git("stash", "pop", "--quiet");

        AssertOne(RunAsItIs("a"), "warning LOOP0011: Oscillating: attempt 4 is back where attempt 2 was");
    }

    [TestMethod]
    public void A_pass_clears_everything()
    {
        Run("a", "a", "a");
        Assert.AreEqual(0, RunAsItIs("").ExitCode);

        AssertNone(Run("a", "a"));
    }

    private static void AssertOne(CommandResult run, string message)
    {
        Assert.HasCount(1, run.LinesWith(" LOOP00"), run.Output);
        Assert.HasCount(1, run.LinesWith(message), run.Output);
    }

    private static void AssertNone(CommandResult run) => Assert.IsEmpty(run.LinesWith(" LOOP00"), run.Output);

    /// <summary>Runs each set of failing parts, with an edit before it, and returns the last run.</summary>
    private CommandResult Run(params string[] failing)
    {
        CommandResult? last = null;
        foreach (var parts in failing)
        {
            File.AppendAllText(Repo.In("prices.json"), $"[\"{Guid.NewGuid()}\"]\n");
            last = RunAsItIs(parts);
        }

        return last!;
    }

    private CommandResult RunAsItIs(string failing) => Probe.Run(Repo, failing, $"-p:LoopJournalDirectory={_folder}");
}
