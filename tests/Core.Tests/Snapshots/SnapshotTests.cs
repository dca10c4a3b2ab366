using System.Diagnostics;
using LoopJournal.Git;
using LoopJournal.Snapshots;

namespace LoopJournal.Tests.Snapshots;

/// <summary>The content of a snapshot, and that a snapshot leaves the user's repository alone.</summary>
[TestClass]
public sealed class SnapshotTests
{
    private static readonly string[] EditedAndNew = ["a.cs", "new.cs"];
    private static readonly string[] Large = ["data.bin"];

    [TestMethod]
    public void A_clean_working_tree_has_the_id_of_its_commit()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Write("src/b ü.cs", "2").Commit();

        Assert.AreEqual(repository.Git("rev-parse", "HEAD^{tree}"), repository.Take());
    }

    [TestMethod]
    public void The_same_content_has_the_same_id_committed_or_not()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Write("gone.cs", "2").Commit();
        repository.Write("a.cs", "3").Write("new.cs", "4");
        File.Delete(repository.At("gone.cs"));

        var before = repository.Take();
        repository.Commit();

        Assert.AreEqual(before, repository.Take());
        Assert.AreEqual(before, repository.Git("rev-parse", "HEAD^{tree}"));
    }

    [TestMethod]
    public void Nothing_of_the_users_repository_changes()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Write("b.cs", "2").Commit();
        repository.Write("b.cs", "stashed");
        repository.Git("stash");
        repository.Write("a.cs", "staged");
        repository.Git("add", "a.cs");
        repository.Write("a.cs", "edited").Write("new.cs", "3");
        var (before, status) = (repository.GitFolder(), repository.Git("status", "--porcelain"));

        var tree = repository.Take();
        repository.WorkingTree.FindChanged(repository.Git("rev-parse", "HEAD^{tree}"), tree);
        repository.WorkingTree.Trim([tree], max: 0);

        Assert.AreEqual(before, repository.GitFolder());
        Assert.AreEqual(status, repository.Git("status", "--porcelain"));
    }

    [TestMethod]
    public void A_hook_of_the_users_does_not_run()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit();
        repository.Write(".git/hooks/post-index-change", "#!/bin/sh\ntouch hooked\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(repository.At(".git/hooks/post-index-change"), (UnixFileMode)0b111_101_101);
        }

        repository.Write("a.cs", "2");
        repository.Take();

        Assert.IsFalse(File.Exists(repository.At("hooked")));
        repository.Git("add", "a.cs");
        Assert.IsTrue(File.Exists(repository.At("hooked")), "the user's own git runs the hook");
    }

    [TestMethod]
    public void Ignored_files_and_the_journals_folder_are_left_out()
    {
        using var repository = new TestRepository().Write(".gitignore", "bin/\n").Write("a.cs", "1").Commit();
        var before = repository.Take();

        repository.Write("bin/a.dll", "x");
        File.Delete(Path.Combine(repository.Journal, ".gitignore"));
        repository.Write(".orchestrator/loop/journal.jsonl", "{}");

        Assert.AreEqual(before, repository.Take());
    }

    [TestMethod]
    [DataRow(".orchestrator/\n")]
    [DataRow(".orchestrator\n*.log\n")]
    [DataRow("/.orchestrator/loop/\n")]
    public void A_journal_that_the_users_rules_ignore_keeps_no_snapshot_from_being_taken(string ignored)
    {
        using var repository = new TestRepository().Write(".gitignore", ignored).Write("a.cs", "1").Commit();
        repository.Write(".orchestrator/loop/journal.jsonl", "{}").Write(".env", "secret").Write("b.cs", "2");

        Assert.AreSequenceEqual(
            ["b.cs"], repository.WorkingTree.FindChanged(repository.Git("rev-parse", "HEAD^{tree}"), repository.Take())!);
    }

    [TestMethod]
    public void A_file_that_came_to_be_ignored_is_left_out_from_then_on()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit();
        repository.Write("log.txt", "1");
        repository.Take();
        repository.Write(".gitignore", "*.txt\n");
        var before = repository.Take();
        repository.Write("log.txt", "2");

        Assert.AreEqual(before, repository.Take());
    }

    [TestMethod]
    public void A_large_journal_that_nothing_hides_is_left_out()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit();
        File.Delete(Path.Combine(repository.Journal, ".gitignore"));
        repository.Write(".orchestrator/loop/journal.jsonl", new string('x', TreeWriter.MaxUntracked + 1));

        Assert.AreEqual(repository.Git("rev-parse", "HEAD^{tree}"), repository.Take());
    }

    [TestMethod]
    public void A_committed_journal_is_left_out_too()
    {
        using var repository = new TestRepository().Write("a.cs", "1");
        File.Delete(Path.Combine(repository.Journal, ".gitignore"));
        repository.Write(".orchestrator/loop/journal.jsonl", "{}").Commit();
        var before = repository.Take();

        repository.Write(".orchestrator/loop/journal.jsonl", "{}{}").Commit();

        Assert.AreEqual(before, repository.Take());
        Assert.AreEqual("a.cs", repository.Git("--git-dir", repository.At(".git"), "ls-files", "a.cs"));
    }

    [TestMethod]
    public void A_repository_without_a_commit_has_snapshots_too()
    {
        using var repository = new TestRepository();
        var empty = repository.Take();
        repository.Write("a.cs", "1");
        var tree = repository.Take();

        Assert.AreEqual("4b825dc642cb6eb9a060e54bf8d69288fbee4904", empty, "git's empty tree");
        Assert.AreNotEqual(empty, tree);
        Assert.AreEqual(tree, repository.Commit().Git("rev-parse", "HEAD^{tree}"));
    }

    [TestMethod]
    public void A_repository_with_SHA_256_has_longer_ids()
    {
        using var repository =
            new TestRepository("--object-format=sha256").Write("a.cs", "1").Write("big", new string('x', TreeWriter.MaxUntracked + 1));

        Assert.HasCount(64, repository.Take());
    }

    [TestMethod]
    public void A_linked_worktree_has_its_own_content()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit();
        var before = repository.Take();
        var worktree = repository.At("../linked");
        repository.Git("worktree", "add", "-q", worktree);
        var journal = Directory.CreateDirectory(Path.Combine(worktree, ".orchestrator", "loop")).FullName;
        var snapshots = new WorkingTree(worktree, journal);

        Assert.AreEqual(before, snapshots.Take(TimeSpan.FromMinutes(1)));
        File.WriteAllText(Path.Combine(worktree, "a.cs"), "2");
        Assert.AreNotEqual(before, snapshots.Take(TimeSpan.FromMinutes(1)));
        Assert.AreEqual(before, repository.Take());
    }

    [TestMethod]
    public void An_edit_in_a_submodule_is_an_edit()
    {
        using var other = new TestRepository().Write("lib.cs", "1").Commit();
        using var repository = new TestRepository().Write("a.cs", "1").Commit();
        repository.Git("submodule", "--quiet", "add", other.Root, "lib");
        repository.Commit();
        var before = repository.Take();
        var state = repository.GitFolder();

        repository.Write("lib/lib.cs", "2");
        var edited = repository.Take();

        Assert.AreNotEqual(before, edited);
        Assert.AreEqual(edited, repository.Take());
        Assert.AreEqual("lib", (repository.WorkingTree.FindChanged(before, edited))!.Single());
        Assert.AreEqual(state, repository.GitFolder());
        repository.Write("lib/lib.cs", "1");
        Assert.AreEqual(before, repository.Take());
    }

    [TestMethod]
    public void A_repository_within_the_repository_is_left_out()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit();
        var before = repository.Take();
        Directory.CreateDirectory(repository.At("nested"));
        TestRepository.GitIn(repository.At("nested"), "init", "-q");
        repository.Write("nested/file", "x");

        Assert.AreEqual(before, repository.Take());
    }

    [TestMethod]
    [DataRow("--no-sparse-index")]
    [DataRow("--sparse-index")]
    public void Files_outside_a_sparse_checkout_do_not_count_as_deleted(string index)
    {
        using var repository = new TestRepository().Write("a/1.cs", "1").Write("b/2.cs", "2").Commit();
        var all = repository.Take();

        repository.Git("sparse-checkout", "set", "--cone", index, "a");
        Assert.IsFalse(File.Exists(repository.At("b/2.cs")));
        Assert.AreEqual(all, repository.Take());

        repository.Write("b/outside.cs", "3");
        var outside = repository.Take();
        Assert.AreEqual("b/outside.cs", (repository.WorkingTree.FindChanged(all, outside))!.Single());
    }

    [TestMethod]
    public void A_large_untracked_file_counts_by_name_and_size()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit();
        var without = repository.Take();
        var size = TreeWriter.MaxUntracked + 1;
        repository.Write("data.bin", new string('x', size));
        var first = repository.Take();
        repository.Write("data.bin", new string('y', size));
        var rewritten = repository.Take();
        repository.Write("data.bin", new string('y', size + 1));
        var grown = repository.Take();
        repository.Write("data.bin", "small");
        var small = repository.Take();
        repository.Write("data.bin", new string('x', size));
        var again = repository.Take();
        File.Delete(repository.At("data.bin"));

        Assert.AreNotEqual(without, first);
        Assert.AreEqual(first, rewritten);
        Assert.AreNotEqual(first, grown);
        Assert.AreNotEqual(grown, small);
        Assert.AreEqual(first, again);
        Assert.AreEqual(without, repository.Take());
        CollectionAssert.AreEqual(Large, (repository.WorkingTree.FindChanged(without, first))!.ToArray());
        Assert.IsLessThan(size, MeasureStore(repository));
    }

    [TestMethod]
    [DataRow(".env")]
    [DataRow(".env.production")]
    [DataRow("config/.ENV.local")]
    [DataRow("certs/server.pem")]
    [DataRow("Signing.PFX")]
    [DataRow("private.key")]
    [DataRow("id_rsa")]
    [DataRow("keys/id_ed25519")]
    [DataRow("secrets.json")]
    [DataRow("secrets.Development.json")]
    [DataRow("src/appsettings.Local.json")]
    public void An_untracked_file_that_is_named_like_a_secret_is_left_out_and_a_tracked_one_is_not(string file)
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit();
        var without = repository.Take();
        repository.Write(file, "secret");

        Assert.AreEqual(without, repository.Take());
        var id = repository.Git("hash-object", file);
        Assert.IsFalse(File.Exists(Path.Combine(repository.Journal, "snapshots", "objects", id[..2], id[2..])));

        repository.Git("add", file);
        Assert.AreNotEqual(without, repository.Take());
    }

    [TestMethod]
    [DataRow("environment.cs")]
    [DataRow("src/env.cs")]
    [DataRow(".env.d/readme")]
    [DataRow("keys.cs")]
    [DataRow("valid_user.cs")]
    [DataRow("secrets.md")]
    [DataRow("local.json")]
    public void A_file_with_another_name_is_not_a_secret(string file)
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit();
        var without = repository.Take();

        Assert.AreNotEqual(without, repository.Write(file, "1").Take());
    }

    [TestMethod]
    public void An_edit_right_after_the_index_was_written_is_seen()
    {
        // Git detects an edit by size and time. Within one tick of the clock it needs the time of the index too, so a copy must keep that
        // time.
        using var repository = new TestRepository();
        for (var i = 0; i < 10; i++)
        {
            repository.Write("a.cs", "1").Commit().Write("a.cs", "2");
            var edited = repository.Take();
            Assert.AreEqual(edited, repository.Commit().Git("rev-parse", "HEAD^{tree}"));
        }
    }

    [TestMethod]
    public async Task Several_snapshots_at_once_do_not_disturb_each_other()
    {
        using var repository = new TestRepository();
        foreach (var i in Enumerable.Range(0, 50))
        {
            repository.Write($"src/{i}.cs", $"{i}");
        }

        var trees = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(repository.Take)));

        Assert.HasCount(1, trees.Distinct().ToList());
        Assert.IsEmpty(Directory.GetFileSystemEntries(Path.Combine(repository.Journal, "snapshots", "work")));
    }

    [TestMethod]
    public void The_files_of_a_killed_snapshot_block_no_other_and_are_deleted_later()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit();
        var old = LeaveFolder();
        var young = LeaveFolder();
        Directory.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddHours(-2));
        repository.Write(".git/index.lock", "");

        repository.Take();

        Assert.IsFalse(Directory.Exists(old));
        Assert.IsTrue(Directory.Exists(young), "it may be at work");
        Assert.IsTrue(File.Exists(repository.At(".git/index.lock")), "it is the user's");

        string LeaveFolder()
        {
            var folder = $".orchestrator/loop/snapshots/work/{Guid.NewGuid():N}";
            return repository.Write(folder + "/index.lock", "").At(folder);
        }
    }

    [TestMethod]
    public void Where_there_is_nothing_to_take_or_nowhere_to_put_it_the_tree_is_not_known()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit();
        var outside = Directory.CreateTempSubdirectory("loop-journal-").FullName;
        try
        {
            Assert.AreEqual("", new WorkingTree(outside, outside).Take(), "no repository");
            Assert.AreEqual("", new WorkingTree(Path.Combine(outside, "no such folder"), outside).Take(), "no folder");
            Assert.AreEqual("", new WorkingTree(repository.Root, Path.Combine(repository.Root, "no such journal")).Take());
            Assert.AreEqual("", repository.WorkingTree.Take(TimeSpan.Zero), "no time");
            repository.Write(".orchestrator/loop/snapshots", "a file");
            Assert.AreEqual("", repository.WorkingTree.Take());
        }
        finally
        {
            Directory.Delete(outside, recursive: true);
        }
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void When_the_time_is_up_the_tree_is_not_known()
    {
        using var repository = new TestRepository().Write(".gitattributes", "*.slow filter=slow\n").Write("a.cs", "1").Commit();
        repository.Git("config", "filter.slow.clean", "exec sleep 600");
        repository.Write("a.slow", "x");

        Assert.AreEqual("", repository.WorkingTree.Take(TimeSpan.FromMilliseconds(200)));
        Assert.IsEmpty(Directory.GetFileSystemEntries(Path.Combine(repository.Journal, "snapshots", "work")));
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void A_git_that_is_no_longer_needed_is_ended_with_its_child_processes()
    {
        using var repository = new TestRepository();
        var git = new GitRunner(repository.Root, new Dictionary<string, string?>(), CancellationToken.None);

        var output = git.Run(["-c", "alias.hang=!printf %08d $$; sleep 600; true", "hang"], max: 8);

        Assert.IsNotNull(output);
        Assert.IsTrue(output.IsCut);
        Assert.IsTrue(HasEnded(int.Parse(output.Text, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [TestMethod]
    public void The_callers_git_variables_are_not_passed_on()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit();
        Environment.SetEnvironmentVariable("GIT_OF_THE_CALLER", "x");
        var git = new GitRunner(repository.Root, new Dictionary<string, string?> { ["GIT_AUTHOR_NAME"] = "given" }, CancellationToken.None);

        var environment = git.Run(["-c", "alias.environment=!env", "environment"], max: 64 * 1024);

        Assert.IsNotNull(environment);
        Assert.DoesNotContain("GIT_OF_THE_CALLER", environment.Text);
        Assert.Contains("GIT_AUTHOR_NAME=given\n", environment.Text);
    }

    [TestMethod]
    public void Changed_names_are_those_of_the_files_and_no_more_than_wanted()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Write("b.cs", "1").Commit();
        var before = repository.Take();
        repository.Write("a.cs", "2").Write("new.cs", "3");
        var after = repository.Take();

        CollectionAssert.AreEqual(EditedAndNew, (repository.WorkingTree.FindChanged(before, after))!.ToArray());
        Assert.AreEqual("a.cs", (repository.WorkingTree.FindChanged(before, after, max: 1))!.Single());
        Assert.IsEmpty((repository.WorkingTree.FindChanged(after, after))!);
        Assert.IsNull(repository.WorkingTree.FindChanged(before, new string('0', 40)));
        Assert.IsNull(repository.WorkingTree.FindChanged(before, ""));
        Assert.IsNull(repository.WorkingTree.FindChanged("--output=/tmp/x", after));
    }

    [TestMethod]
    public void A_store_that_grew_too_large_is_rebuilt_with_the_trees_to_keep()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit();
        repository.Write("a.cs", "kept");
        var kept = repository.Take();
        repository.Write("a.cs", "given up").Write("other.cs", "given up");
        var given = repository.Take();

        repository.WorkingTree.Trim([kept], max: long.MaxValue - 1);
        Assert.IsNotNull(repository.WorkingTree.FindChanged(kept, given), "small enough");

        repository.WorkingTree.Trim([kept, new string('1', 40), "", "nonsense"], max: 0);
        Assert.IsNull(repository.WorkingTree.FindChanged(kept, given));
        repository.Write("a.cs", "now").Write("other.cs", "now");
        Assert.AreEqual("that attempt's content is gone", (repository.Restorer.Restore(given)).Problem);
        Assert.IsTrue((repository.Restorer.Restore(kept)).IsDone);
        Assert.AreEqual("kept", File.ReadAllText(repository.At("a.cs")));
    }

    [TestMethod]
    public void The_store_may_be_deleted_at_any_time()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit();
        repository.Write("new.cs", "2");
        var before = repository.Take();
        Directory.Delete(Path.Combine(repository.Journal, "snapshots"), recursive: true);

        Assert.AreEqual(before, repository.Take());
        Directory.Delete(Path.Combine(repository.Journal, "snapshots"), recursive: true);
        repository.Write("new.cs", "3");
        Assert.AreEqual("that attempt's content is gone", (repository.Restorer.Restore(before)).Problem);
        repository.Write("new.cs", "2");
        Assert.AreEqual(before, repository.Take());
        repository.Write("new.cs", "3");
        Assert.IsTrue((repository.Restorer.Restore(before)).IsDone, "the content is there again");
        Assert.AreEqual("2", File.ReadAllText(repository.At("new.cs")));
    }

    private static long MeasureStore(TestRepository repository) =>
        new DirectoryInfo(Path.Combine(repository.Journal, "snapshots"))
            .EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);

    private static bool HasEnded(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return process.HasExited || process.WaitForExit(TimeSpan.FromSeconds(10));
        }
        catch (ArgumentException)
        {
            return true;
        }
    }
}
