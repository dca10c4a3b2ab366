using LoopJournal.Git;

namespace LoopJournal.Tests.Git;

[TestClass]
public sealed class GitStatusTests
{
    [TestMethod]
    public void Commit_and_branch_are_those_that_are_checked_out()
    {
        using var repository = new TestRepository("-b", "topic/one");
        var checkout = new GitStatus(repository.Root, repository.Journal);
        Assert.AreEqual("", checkout.GetCommit());
        Assert.AreEqual("topic/one", checkout.GetBranch());

        repository.Write("a.cs", "1").Commit();
        Assert.AreEqual(repository.Git("rev-parse", "HEAD").Trim(), checkout.GetCommit());

        repository.Git("checkout", "-q", "--detach");
        Assert.AreEqual("", checkout.GetBranch());
    }

    [TestMethod]
    public void The_files_that_differ_from_a_commit_have_their_unquoted_names()
    {
        using var repository = new TestRepository();
        repository.Write("a.cs", "1").Write("dir/größe.cs", "1").Write("same.cs", "1").Commit();
        var checkout = new GitStatus(repository.Root, repository.Journal);
        var commit = checkout.GetCommit();
        repository.Write("a.cs", "2").Write("dir/größe.cs", "2").Commit();
        repository.Write("same.cs", "2");

        CollectionAssert.AreEqual((string[])["a.cs", "dir/größe.cs", "same.cs"], checkout.FindFilesSince(commit)!.ToArray());
        Assert.Contains("größe.cs", string.Join('\n', checkout.GetDiffStat(commit)!));
        CollectionAssert.AreEqual((string[])[" M same.cs"], checkout.GetStatus()!.ToArray());
    }

    [TestMethod]
    public void The_journals_folder_is_left_out_even_where_it_is_committed()
    {
        using var repository = new TestRepository();
        repository.Write(".orchestrator/loop/journal.jsonl", "1");
        repository.Git("add", "-f", ".orchestrator/loop/journal.jsonl");
        repository.Commit();
        var checkout = new GitStatus(repository.Root, repository.Journal);
        var commit = checkout.GetCommit();
        repository.Write(".orchestrator/loop/journal.jsonl", "2");

        Assert.IsEmpty(checkout.FindFilesSince(commit)!);
        Assert.IsEmpty(checkout.GetStatus()!);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("HEAD")]
    [DataRow("--output=x")]
    [DataRow("0123456789012345678901234567890123456789")]
    public void Text_that_is_not_a_commit_has_no_answer(string commit)
    {
        using var repository = new TestRepository();
        repository.Write("a.cs", "1").Commit();
        var checkout = new GitStatus(repository.Root, repository.Journal);

        Assert.IsNull(checkout.FindFilesSince(commit));
        Assert.IsNull(checkout.GetDiffStat(commit));
        Assert.IsFalse(File.Exists(repository.At("x")));
    }

    [TestMethod]
    public void Outside_a_repository_there_are_no_answers()
    {
        var folder = Directory.CreateTempSubdirectory("loop-journal-");
        try
        {
            var checkout = new GitStatus(folder.FullName, Path.Combine(folder.FullName, "loop"));
            Assert.AreEqual("", checkout.GetCommit());
            Assert.AreEqual("", checkout.GetBranch());
            Assert.IsNull(checkout.GetStatus());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
