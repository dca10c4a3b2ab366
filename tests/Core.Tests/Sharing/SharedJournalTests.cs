using LoopJournal.Capture;
using LoopJournal.Git;
using LoopJournal.Journal;
using LoopJournal.Model;
using LoopJournal.Reports;
using LoopJournal.Sharing;

namespace LoopJournal.Tests;

/// <summary>One journal for all working trees of a clone: each sees its own rows, and learns from the others'.</summary>
[TestClass]
public sealed class SharedJournalTests : IDisposable
{
    private const string Failure = "aaaaaaaaaaa1";

    private static readonly StreamKey Stream = new("main", "S.csproj", "net10.0", "test");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Git_itself_names_the_same_folders()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit();
        var linked = repository.At("../linked tree");
        repository.Git("worktree", "add", "-q", "--detach", linked);

        var (main, other) = (GitFolders.Find(repository.Root)!, GitFolders.Find(Path.GetFullPath(linked))!);

        Assert.AreEqual(main.Own, main.Common);
        Assert.AreEqual(main.Common, other.Common);
        Assert.AreEqual(
            repository.Git("-C", linked, "rev-parse", "--path-format=absolute", "--git-dir").Trim(), other.Own);
        Assert.AreNotEqual(main.Worktree, other.Worktree);
        Assert.AreEqual(other.Worktree, GitFolders.FindWorktree(Path.GetFullPath(linked), main.SharedJournal));
        Assert.AreEqual("", GitFolders.FindWorktree(Path.GetFullPath(linked), Path.Combine(linked, JournalFolder.Usual)));
    }

    [TestMethod]
    [DataRow("gitdir: nowhere\n")]
    [DataRow("gitdir: a\0b\n")]
    [DataRow("gitdir:\n")]
    [DataRow("")]
    [DataRow("../../etc\n")]
    public void A_damaged_link_is_no_folder_of_git(string link)
    {
        File.WriteAllText(_folder[".git"], link);

        Assert.IsNull(GitFolders.Find(_folder.Path));
        Assert.AreEqual(_folder[".orchestrator", "loop"], JournalPlace.Find(_folder.Path, JournalFolder.Usual, ShareScope.Machine).Folder);
    }

    [TestMethod]
    public void A_folder_that_the_user_names_is_not_shared()
    {
        Directory.CreateDirectory(_folder[".git"]);

        Assert.AreEqual(_folder[".git", "loop-journal"], JournalPlace.Find(_folder.Path, JournalFolder.Usual, ShareScope.Machine).Folder);
        Assert.AreEqual(_folder["mine"], JournalPlace.Find(_folder.Path, "mine", ShareScope.Machine).Folder);
        Assert.AreEqual(_folder[".orchestrator", "loop"], JournalPlace.Find(_folder.Path, JournalFolder.Usual, ShareScope.Off).Folder);
    }

    [TestMethod]
    public void Each_working_tree_gets_the_verdicts_of_a_journal_of_its_own()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            string[] trees = ["00000001", "00000002", "00000003"];
            var rows = Enumerable.Range(1, random.Next(1, 60))
                .Select(i => MakeRow(i, random.Next(3) == 0 ? "" : $"aaaaaaaaaaa{random.Next(3)}", trees[random.Next(3)])).ToList();
            var shared = Write("shared", rows);
            foreach (var tree in trees.Where(tree => rows.Exists(row => row.Worktree == tree)))
            {
                var own = Read(Write("own", rows.FindAll(row => row.Worktree == tree).ConvertAll(row => row with { Worktree = "" })));
                var seen = Read(shared, tree);

                Assert.AreEqual(Judge(own), Judge(seen), $"seed {seed}");
                Assert.AreEqual(Summarize(own.ReadTail(Stream)), Summarize(seen.ReadTail(Stream)), $"seed {seed}");
            }
        }
    }

    [TestMethod]
    public void A_row_without_a_working_tree_belongs_to_each()
    {
        var journal = Write("journal", [MakeRow(1, Failure, ""), MakeRow(2, Failure, "00000001"), MakeRow(3, Failure, "00000002")]);

        Assert.HasCount(2, Read(journal, "00000001").ReadTail(Stream).Attempts);
        Assert.HasCount(2, Read(journal, "00000002").ReadTail(Stream).Attempts);
        Assert.HasCount(3, Read(journal).ReadOldestFirst());
    }

    [TestMethod]
    public void Another_stream_that_solved_the_failure_is_named_and_the_own_one_is_not()
    {
        var journal = Read(Write(
            "journal",
            [
                MakeRow(1, Failure, "00000002") with { Action = "raise the timeout", Tree = "t1" },
                MakeRow(2, "bbbbbbbbbbb2", "00000002") with { Action = "half of it", Tree = "t2" },
                MakeRow(3, "", "00000002") with { Action = "mend the cart", Tree = "t3" },
                MakeRow(4, "", "00000002") with { Action = "later", Tree = "t4" },
                MakeRow(5, Failure, "00000001") with { Action = "my own" },
                MakeRow(6, "", "00000001") with { Action = "my own pass" },
                MakeRow(7, Failure, "00000001") with { Action = "my own again" },
                MakeRow(8, Failure, "00000003") with { Action = "also in vain" },
            ]));

        var learned = Learned.Find(journal, [], "00000001", Stream, Failure)!;

        Assert.AreEqual(2, learned.Streams);
        Assert.AreSequenceEqual(["also in vain", "raise the timeout"], learned.Tried);
        Assert.AreEqual(("t1", "t3", "mend the cart"), (learned.Failed!.Tree, learned.Solution!.Tree, learned.Solution.Action));
        Assert.IsNull(Learned.Find(journal, [], "00000001", Stream, "ccccccccccc3"));
        Assert.IsNull(Learned.Find(journal, [], "00000001", Stream, ""));
    }

    [TestMethod]
    public void Another_loop_of_the_same_working_tree_teaches_too()
    {
        var journal = Read(Write(
            "journal",
            [
                MakeRow(1, Failure, "") with { Stream = Stream with { Loop = "fix-1" } },
                MakeRow(2, "", "") with { Stream = Stream with { Loop = "fix-1" }, Action = "mend it" },
                MakeRow(3, Failure, ""),
            ]));

        var lines = LearnedText.GetLines(Learned.Find(journal, [], "", Stream, Failure)).ToList();

        Assert.AreSequenceEqual(
            ["  tried by another stream under this failure: \"try 1\"", "  solved by \"mend it\" in \"S (net10.0)\" of loop \"fix-1\""], lines);
    }

    [TestMethod]
    public void A_union_adds_each_row_once_and_gives_rows_without_an_id_one()
    {
        var rows = new List<Attempt> { MakeRow(1, Failure, "00000009"), MakeRow(2, "", "00000009") with { Id = "" } };
        var source = Read(Write("source", rows));
        var path = Write("target", [MakeRow(3, Failure, "")]);
        var target = Read(path);
        var union = new JournalUnion(new(Path.GetDirectoryName(path)!), target);

        Assert.AreEqual((2, 2), union.Add(source.ReadOldestFirst(), "00000001"));
        Assert.AreEqual((2, 0), union.Add(source.ReadOldestFirst(), "00000001"));
        Assert.AreEqual((3, 0), union.Add(target.ReadOldestFirst(), ""));
        Assert.AreSequenceEqual(["", "00000001", "00000001"], target.ReadOldestFirst().Select(row => row.Worktree));
        Assert.HasCount(3, target.ReadOldestFirst().Select(row => row.Id).Distinct().Where(id => id.Length > 0));
    }

    private static Attempt MakeRow(int i, string fingerprint, string worktree) => new()
    {
        Iteration = i,
        Action = fingerprint.Length > 0 ? $"try {i % 5}" : "",
        Gate = fingerprint.Length > 0 ? Gates.Fail : Gates.Pass,
        Fingerprint = fingerprint,
        Id = $"{i:x32}",
        Stream = Stream,
        Stage = Stages.Test,
        Worktree = worktree,
    };

    private string Write(string name, List<Attempt> rows)
    {
        var journal = new JournalFile(_folder[name, Guid.NewGuid().ToString("N")]);
        journal.AppendAll(rows);
        return journal.Path;
    }

    private static JournalReader Read(string path, string? worktree = null) => new(path) { Worktree = worktree };

    private static string Judge(JournalReader journal)
    {
        var loop = LoopState.Read(journal, new StreamFilter(null, null, null, null), 3, 10);
        return string.Join('\n', StallText.GetLines(loop, new(null, null)).Append($"{loop.Records}"));
    }

    private static string Summarize(StreamTail tail) => string.Join(',', tail.Attempts.Select(row => $"{row.Iteration} {row.Fingerprint}"));
}
