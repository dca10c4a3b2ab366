using System.Net;
using System.Net.Sockets;

namespace LoopJournal.Tests;

/// <summary>Worktrees of one clone with <c>LoopJournalShare=machine</c>, and clones with <c>remote</c>.</summary>
[TestClass]
[TestCategory("Full")]
public sealed class SharedJournalTests
{
    [TestMethod]
    public void A_worktree_reads_how_another_one_mended_the_failure_and_keeps_a_streak_of_its_own()
    {
        using var shop = new TamperedShop("mstest").Create();
        var repo = shop.Repo;
        repo.Commit();
        repo.Git("worktree", "add", "--quiet", "-b", "fix-1", "../tree");
        repo.Environment["LoopJournalShare"] = "machine";
        var main = repo.Root;
        Assert.Contains("attempt 1 failed", shop.Run("-p:LoopAction=first").Output);
        Assert.Contains("attempt 2 failed", shop.Run("-p:LoopAction=second").Output);

        repo.Enter("../tree");
        Assert.Contains("attempt 1 failed", shop.Run("-p:LoopAction=rename it").Output);
        shop.Fix();
        Assert.Contains("attempt 2 passed", shop.Run("-p:LoopAction=mend the sum").Output);

        repo.Enter(main);
        var third = shop.Run("-p:LoopAction=third");
        Assert.HasCount(1, third.LinesWith("error LOOP0010"), third.Output);
        var resume = repo.Run("msbuild", Shop.TestFolder, "-t:LoopResume", "-nologo").Output;
        Assert.Contains("tried by another stream under this failure: \"rename it\"", resume);
        Assert.Contains("solved by \"mend the sum\" in \"Shop.Tests (net10.0)\" of loop \"fix-1\"", resume);
        Assert.IsFalse(Directory.Exists(repo.JournalFolder));
        var rows = Sandbox.ReadJournal(repo.In(".git/loop-journal"));
        Assert.HasCount(5, rows);
        Assert.HasCount(2, rows.Select(row => row.Text("worktree")).Distinct());
    }

    [TestMethod]
    [DataRow("mstest")]
    [DataRow("mstest runner")]
    public void An_attempt_is_shared_in_the_background(string framework)
    {
        using var shop = new TamperedShop(framework).Create();
        var repo = shop.Repo;
        repo.Commit();
        repo.Git("init", "--quiet", "--bare", "../remote.git");
        repo.Git("remote", "add", "origin", "../remote.git");

        Assert.Contains("attempt 1 failed", shop.Run("-p:LoopAction=first", "-p:LoopJournalShare=remote").Output);

        var refs = repo.In("../remote.git/refs/loop-journal");
        Assert.IsTrue(SpinWait.SpinUntil(() => Directory.Exists(refs), TimeSpan.FromSeconds(60)));
        WaitForEnd(repo);
        var writer = File.ReadLines(repo.In(".git/loop-journal/writer")).First();
        var now = DateTime.UtcNow;
        var rows = repo.Git("-C", "../remote.git", "show", $"refs/loop-journal/{writer}/{now:yyyyMM}:{now:dd}.jsonl");
        Assert.Contains("\"action\":\"first\"", rows.Output);
    }

    [TestMethod]
    [DataRow("mstest")]
    [DataRow("mstest runner")]
    public void A_test_run_ends_while_the_remote_hangs(string framework)
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var shop = new TamperedShop(framework).Create();
        var repo = shop.Repo;
        repo.Commit();
        repo.Git("remote", "add", "origin", $"git://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/x");
        repo.Environment["LoopJournalShare"] = "remote";

        // the run is over when nothing has its output open any more
        Assert.Contains("attempt 1 failed", shop.Run("-p:LoopAction=first").Output);

        using var connection = silent.AcceptTcpClientAsync().WaitAsync(TimeSpan.FromSeconds(60)).GetAwaiter().GetResult();
        Assert.IsTrue(connection.Connected, "the background process waits for the remote");
        connection.Close();
        var problem = repo.In(".git/loop-journal/sync.problem"); // the last file that the process writes
        Assert.IsTrue(SpinWait.SpinUntil(() => File.Exists(problem), TimeSpan.FromSeconds(90)));
        WaitForEnd(repo);
    }

    /// <summary>Waits until no background process holds its locks.</summary>
    private static void WaitForEnd(Sandbox repo)
    {
        string[] locks = ["sync.waiting", "sync.lock"];
        Assert.IsTrue(SpinWait.SpinUntil(
            () => Array.TrueForAll(locks, name => IsFree(repo.In($".git/loop-journal/{name}"))), TimeSpan.FromSeconds(90)));
    }

    private static bool IsFree(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
