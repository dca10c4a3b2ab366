namespace LoopJournal.Tests;

/// <summary>Two worktrees of one clone with <c>LoopJournalShare=machine</c>.</summary>
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
}
