using LoopJournal.Git;

namespace LoopJournal.Tests.Git;

[TestClass]
public sealed class CheckoutTests
{
    [TestMethod]
    public void Commit_and_branch_are_those_that_are_checked_out()
    {
        using var repository = new TestRepository("-b", "topic/one");
        var checkout = new Checkout(repository.Root, repository.Journal);
        Assert.AreEqual("", checkout.Commit());
        Assert.AreEqual("topic/one", checkout.Branch());

        repository.Write("a.cs", "1").Commit();
        Assert.AreEqual(repository.Git("rev-parse", "HEAD").Trim(), checkout.Commit());

        repository.Git("checkout", "-q", "--detach");
        Assert.AreEqual("", checkout.Branch());
    }

    [TestMethod]
    public void The_files_that_differ_from_a_commit_are_named_as_they_are_called()
    {
        using var repository = new TestRepository();
        repository.Write("a.cs", "1").Write("dir/größe.cs", "1").Write("same.cs", "1").Commit();
        var checkout = new Checkout(repository.Root, repository.Journal);
        var commit = checkout.Commit();
        repository.Write("a.cs", "2").Write("dir/größe.cs", "2").Commit();
        repository.Write("same.cs", "2");

        CollectionAssert.AreEqual((string[])["a.cs", "dir/größe.cs", "same.cs"], checkout.FilesSince(commit)!.ToArray());
        Assert.Contains("größe.cs", string.Join('\n', checkout.DiffStat(commit)!));
        CollectionAssert.AreEqual((string[])[" M same.cs"], checkout.Status()!.ToArray());
    }

    [TestMethod]
    public void The_journals_folder_is_left_out_even_where_somebody_has_committed_it()
    {
        using var repository = new TestRepository();
        repository.Write(".orchestrator/loop/journal.jsonl", "1");
        repository.Git("add", "-f", ".orchestrator/loop/journal.jsonl");
        repository.Commit();
        var checkout = new Checkout(repository.Root, repository.Journal);
        var commit = checkout.Commit();
        repository.Write(".orchestrator/loop/journal.jsonl", "2");

        Assert.IsEmpty(checkout.FilesSince(commit)!);
        Assert.IsEmpty(checkout.Status()!);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("HEAD")]
    [DataRow("--output=x")]
    [DataRow("0123456789012345678901234567890123456789")]
    public void What_is_no_commit_here_has_no_answer(string commit)
    {
        using var repository = new TestRepository();
        repository.Write("a.cs", "1").Commit();
        var checkout = new Checkout(repository.Root, repository.Journal);

        Assert.IsNull(checkout.FilesSince(commit));
        Assert.IsNull(checkout.DiffStat(commit));
        Assert.IsFalse(File.Exists(repository.At("x")));
    }

    [TestMethod]
    public void Outside_a_repository_there_are_no_answers()
    {
        var folder = Directory.CreateTempSubdirectory("loop-journal-");
        try
        {
            var checkout = new Checkout(folder.FullName, Path.Combine(folder.FullName, "loop"));
            Assert.AreEqual("", checkout.Commit());
            Assert.AreEqual("", checkout.Branch());
            Assert.IsNull(checkout.Status());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
