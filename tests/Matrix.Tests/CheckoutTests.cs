namespace LoopJournal.Tests;

/// <summary>How the repository got onto the machine, and who owns it.</summary>
[TestClass]
[TestCategory("Full")]
public sealed class CheckoutTests
{
    private const int OtherUser = 65534;

    [TestMethod]
    public void A_worktree_has_the_journal_and_the_repository_stays_clean()
    {
        using var repo = Create();
        repo.Git("worktree", "add", "--quiet", "-b", "attempt/7", "../tree");
        var main = repo.Root;
        repo.Enter("../tree");

        var cell = Check(repo);

        Assert.IsTrue(cell.Records.All(r => r.Text("loop") == "attempt/7"));
        repo.Enter(main);
        Assert.AreEqual("", repo.Git("status", "--porcelain").Output);
        Assert.IsFalse(Directory.Exists(repo.JournalFolder));
    }

    [TestMethod]
    public void A_submodule_has_the_journal_and_the_repository_around_it_stays_clean()
    {
        using var repo = Create();
        var module = repo.Root;
        Directory.CreateDirectory(repo.In("../around"));
        repo.Enter("../around");
        repo.Git("init", "--quiet", "--initial-branch=main");
        repo.Git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", module, "inner");
        repo.Commit();
        repo.Enter("inner");

        Check(repo);

        Assert.IsTrue(Directory.Exists(repo.JournalFolder));
        repo.Enter("..");
        Assert.IsFalse(Directory.Exists(repo.JournalFolder));
        // The submodule has another commit, and neither changed nor untracked files.
        Assert.StartsWith("1 .M SC.. ", Assert.ContainsSingle(repo.Git("status", "--porcelain=v2").LinesWith("inner")));
    }

    [TestMethod]
    public void A_shallow_clone_is_recorded_with_its_trees()
    {
        using var repo = Create();
        repo.Commit();
        repo.Git("clone", "--quiet", "--depth", "1", $"file://{repo.Root}", "../clone");
        repo.Enter("../clone");
        Assert.AreEqual("1\n", repo.Git("rev-list", "--count", "HEAD").Output);

        var cell = Check(repo);

        Assert.IsTrue(cell.Records.All(r => r.Text("tree").Length == 40));
    }

    [TestMethod]
    [DataRow("MSTest under VSTest")]
    [DataRow("xunit.v3 on the platform")]
    public void A_repository_of_another_user_is_recorded_without_its_trees(string framework)
    {
        RequireRoot();
        using var repo = Create(framework);
        Assert.AreEqual(0, Dotnet.Run("chown", repo.Root, ["-R", $"{OtherUser}:{OtherUser}", "."]).ExitCode);

        var cell = Check(repo, framework);

        Assert.IsFalse(cell.Records.Any(r => r.TryGetProperty("tree", out _)), cell.Records[0].ToString());
    }

    [TestMethod]
    public void In_a_checkout_that_cannot_be_written_the_failing_run_is_called_failed_and_the_record_is_printed()
    {
        var run = CheckUnwritable("MSTest under VSTest");

        Assert.HasCount(1, run.LinesWith("attempt 1 failed"), run.Output);
        Assert.IsEmpty(run.LinesWith("blocked"), run.Output);
        var warning = Assert.ContainsSingle(run.LinesWith("warning LOOP0002"), run.Output);
        Assert.Contains("\"gate\":\"fail\"", warning);
    }

    [TestMethod]
    public void In_a_checkout_that_cannot_be_written_a_test_program_runs_as_before() => CheckUnwritable("xunit.v3 on the platform");

    /// <summary>Tests as a user who can write nothing in the repository.</summary>
    private static CommandResult CheckUnwritable(string framework)
    {
        RequireRoot();
        using var repo = Create(framework);
        var build = repo.Run("build");
        Assert.AreEqual(0, build.ExitCode, build.Output);
        Assert.AreEqual(0, Dotnet.Run("chmod", repo.Root, ["-R", "a+rX", "."]).ExitCode);
        var home = Directory.CreateDirectory(repo.In("../home")).FullName;
        Assert.AreEqual(0, Dotnet.Run("chown", home, [$"{OtherUser}:{OtherUser}", "."]).ExitCode);
        repo.Environment["HOME"] = home;

        var without = TestAsOther(repo, "-p:LoopJournalEnabled=false");
        var run = TestAsOther(repo);

        Assert.AreEqual(Framework.All[framework].FailingExitCode, without.ExitCode, without.Output);
        Assert.AreEqual(without.ExitCode, run.ExitCode, run.Output);
        Assert.IsFalse(Directory.Exists(repo.JournalFolder));
        return run;
    }

    private static CommandResult TestAsOther(Sandbox repo, params string[] arguments) => Dotnet.Run(
        "setpriv", repo.Root,
        [
            "--reuid", $"{OtherUser}", "--regid", $"{OtherUser}", "--clear-groups",
            "dotnet", "test", "--no-build", "--no-restore", "--results-directory", repo.Environment["HOME"], .. arguments,
        ],
        repo.Environment);

    private static Sandbox Create(string framework = "MSTest under VSTest")
    {
        var repo = new Sandbox(test: "checkout");
        Sources.Create(repo, Framework.All[framework]);
        return repo;
    }

    private static Cell Check(Sandbox repo, string framework = "MSTest under VSTest")
    {
        var cell = new Cell(repo, "test")
        {
            TestFile = "CartTests.cs", Fix = () => Sources.Fix(repo), FailingExitCode = Framework.All[framework].FailingExitCode,
        };
        cell.Check();
        return cell;
    }

    private static void RequireRoot()
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root")
        {
            Assert.Inconclusive("Only root can give a repository to another user.");
        }
    }
}
