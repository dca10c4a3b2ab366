namespace LoopJournal.Tests;

/// <summary>The other options of <c>dotnet test</c> work as without the package, and the run is journaled.</summary>
[TestClass]
[TestCategory("Full")]
public sealed class RunnerOptionsTests
{
    private static Sandbox? _repo;

    private readonly string _folder = "out/" + Guid.NewGuid().ToString("N")[..6];

    private static Sandbox Repo => _repo!;

    [ClassInitialize]
    public static void Build(TestContext context) =>
        _repo = Probe.CreateBuilt(packages: """<PackageReference Include="coverlet.collector" Version="6.0.4" />""");

    [ClassCleanup]
    public static void CleanUp() => Repo.Dispose();

    [TestMethod]
    public void A_trx_logger_writes_its_file()
    {
        Run("--logger", "trx;LogFileName=mine.trx", "--results-directory", _folder);

        Assert.Contains("outcome=\"Failed\"", File.ReadAllText(Repo.In(_folder + "/mine.trx")));
    }

    [TestMethod]
    public void Two_loggers_write_both_their_files()
    {
        var run = Run("--logger", "trx;LogFileName=mine.trx", "--logger", "html;LogFileName=mine.html", "--results-directory", _folder);

        Assert.IsTrue(File.Exists(Repo.In(_folder + "/mine.trx")), run.Output);
        Assert.IsTrue(File.Exists(Repo.In(_folder + "/mine.html")), run.Output);
    }

    [TestMethod]
    public void Coverage_is_collected()
    {
        var run = Run("--collect", "XPlat Code Coverage", "--results-directory", _folder);

        Assert.HasCount(1, Directory.GetFiles(Repo.In(_folder), "coverage.cobertura.xml", SearchOption.AllDirectories), run.Output);
    }

    [TestMethod]
    public void Run_settings_with_loggers_of_their_own_are_followed()
    {
        Repo.Write(_folder + ".runsettings", """
            <RunSettings>
              <LoggerRunSettings><Loggers>
                <Logger friendlyName="trx"><Configuration><LogFileName>settings.trx</LogFileName></Configuration></Logger>
              </Loggers></LoggerRunSettings>
            </RunSettings>
            """);
        var run = Run("--settings", _folder + ".runsettings", "--results-directory", _folder);

        Assert.IsTrue(File.Exists(Repo.In(_folder + "/settings.trx")), run.Output);
    }

    [TestMethod]
    public void The_terminal_logger_shows_the_verdict()
    {
        Run("-tl:on");
        Run("-tl:on");
        var third = Run("-tl:on");

        Assert.IsNotEmpty(third.LinesWith("LOOP0010"), third.Output);
        Assert.Contains("Probe", third.Output);
    }

    [TestMethod]
    public void A_binary_log_is_written()
    {
        var run = Run($"-bl:{_folder}.binlog");

        Assert.IsTrue(File.Exists(Repo.In(_folder + ".binlog")), run.Output);
    }

    [TestMethod]
    public void A_filter_is_a_stream_of_its_own_by_its_text()
    {
        Run();
        Run("--filter", "Name=Probe");
        Run("--filter", "FullyQualifiedName~ProbeTests&Name!=Passes");
        Run("--filter", "Name=Probe");

        CollectionAssert.AreEqual(
            new[]
            {
                "1 test", "1 test --filter Name=Probe", "1 test --filter FullyQualifiedName~ProbeTests&Name!=Passes",
                "2 test --filter Name=Probe",
            },
            ReadJournal().Select(r => $"{r.Text("iteration")} {r.Text("command")}").ToArray());
    }

    [TestMethod]
    public void A_filter_that_matches_nothing_records_nothing()
    {
        var run = Probe.Run(Repo, Probe.Fails, "--filter", "Name=Missing", $"-p:LoopJournalDirectory={_folder}");

        Assert.AreEqual(0, run.ExitCode, run.Output);
        Assert.IsEmpty(run.LinesWith("LoopJournal:"), run.Output);
        Assert.IsEmpty(ReadJournal());
        Assert.IsEmpty(ListCaptures());
    }

    [TestMethod]
    public void A_list_of_tests_restore_pack_and_design_time_builds_write_nothing()
    {
        foreach (string[] command in new string[][]
        {
            ["test", "--no-build", "--list-tests"],
            ["restore"],
            ["pack", "-p:IsPackable=true", "-o", _folder + "-packed"],
            ["build", "-t:Compile", "-p:DesignTimeBuild=true", "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true"],
        })
        {
            var run = Repo.Run([.. command, $"-p:LoopJournalDirectory={_folder}"]);
            Assert.AreEqual(0, run.ExitCode, run.Output);
            Assert.IsFalse(Directory.Exists(Repo.In(_folder)), string.Join(' ', command));
            Assert.IsEmpty(run.LinesWith("LoopJournal:"), run.Output);
        }
    }

    [TestMethod]
    public void A_passing_test_run_is_one_line_more()
    {
        Probe.Run(Repo, "passes", $"-p:LoopJournalDirectory={_folder}");
        var second = Probe.Run(Repo, "passes", $"-p:LoopJournalDirectory={_folder}");

        Assert.AreEqual(0, second.ExitCode, second.Output);
        Assert.AreEqual(
            "  LoopJournal: Probe (net10.0): attempt 2 passed, 2 tests", Assert.ContainsSingle(second.LinesWith("LoopJournal")));
    }

    [TestMethod]
    public void A_detailed_log_has_every_input_and_output()
    {
        var run = Run("-v:d", "-p:LoopHypothesis=it is the length");

        foreach (var line in new[]
        {
            "[input] PrepareAttempt.Hypothesis=\"it is the length\"", "[input] PrepareAttempt.StallSeverity=\"error\"",
            "[output] RecordAttempt.Gate=\"fail\"", "[output] CheckStall.Verdict=\"PROGRESS\"",
        })
        {
            Assert.HasCount(1, run.LinesWith("LoopJournal: " + line), run.Output);
        }
    }

    /// <summary>Runs the failing test, which is journaled in a folder of its own.</summary>
    private CommandResult Run(params string[] arguments)
    {
        var before = ReadJournal().Count;
        var run = Probe.Run(Repo, Probe.Fails, [.. arguments, $"-p:LoopJournalDirectory={_folder}"]);

        Assert.AreEqual(1, run.ExitCode, run.Output);
        Assert.HasCount(before + 1, ReadJournal(), run.Output);
        Assert.AreEqual("fail", ReadJournal()[^1].Text("gate"));
        Assert.AreEqual("1", ReadJournal()[^1].GetProperty("tests").Text("failed"));
        Assert.IsEmpty(ListCaptures());
        return run;
    }

    private IReadOnlyList<System.Text.Json.JsonElement> ReadJournal() => Sandbox.ReadJournal(Repo.In(_folder));

    private string[] ListCaptures()
    {
        var folder = Repo.In(_folder + "/captures");
        return Directory.Exists(folder) ? Directory.GetFiles(folder) : [];
    }
}
