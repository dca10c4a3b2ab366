using LoopJournal.Git;
using LoopJournal.Model;
using LoopJournal.Reports;

namespace LoopJournal.Tests.Reports;

/// <summary>The files that were edited since an attempt.</summary>
[TestClass]
public sealed class EditsSinceTests
{
    private static EditsSince Find(TestRepository repository, Attempt attempt) =>
        EditsSince.Find(attempt, repository.WorkingTree, new GitStatus(repository.Root, repository.Journal), TimeSpan.FromMinutes(1));

    private static string[] Show(EditsSince edits) => [.. new SinceText("", [], [], edits).GetLines()];

    [TestMethod]
    public void They_are_compared_with_its_snapshot_and_not_with_its_commit()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Write("gone.cs", "1").Commit();
        repository.Write("a.cs", "2").Write("b.cs", "1");
        var attempt = new Attempt { Iteration = 3, Tree = repository.Take(), Commit = repository.Git("rev-parse", "HEAD").Trim() };
        repository.Write("b.cs", "2").Write("\"new\".cs", "1");
        File.Delete(repository.At("gone.cs"));

        var edits = Find(repository, attempt);

        CollectionAssert.AreEqual(
            new[] { "since: edited since attempt 3 of \"(no stream)\":", "  A  \"'new'.cs\"", "  M  \"b.cs\"", "  D  \"gone.cs\"" }, Show(edits));
        CollectionAssert.AreEqual(
            new[] { "  edited since the last attempt: \"'new'.cs\"; \"b.cs\"; \"gone.cs\"" }, edits.GetLines().ToArray());
    }

    [TestMethod]
    public void A_commit_of_the_same_files_is_not_an_edit_and_that_is_said()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit().Write("a.cs", "2");
        var attempt = new Attempt { Tree = repository.Take(), Commit = repository.Git("rev-parse", "HEAD").Trim() };
        repository.Commit();

        var edits = Find(repository, attempt);

        Assert.AreEqual("  no change since last turn — triage can skip a full re-scan", Show(edits)[^1]);
        CollectionAssert.AreEqual(new[] { "  nothing was edited since the last attempt" }, edits.GetLines().ToArray());
    }

    [TestMethod]
    public void Without_a_snapshot_they_are_compared_with_its_commit()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit().Write("a.cs", "2");
        var commit = repository.Git("rev-parse", "HEAD").Trim();

        foreach (var tree in new[] { "", "not a tree", new string('a', 40) })
        {
            var edits = Find(repository, new Attempt { Tree = tree, Commit = commit });
            CollectionAssert.AreEqual(new[] { "  changed since the last attempt's commit: \"a.cs\"" }, edits.GetLines().ToArray(), tree);
        }

        Assert.IsEmpty(Find(repository, new Attempt()).GetLines());
    }
}
