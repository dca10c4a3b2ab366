using System.Diagnostics;
using LoopJournal.Git;
using LoopJournal.Snapshots;

namespace LoopJournal.Tests.Snapshots;

/// <summary>What a snapshot holds, and that it leaves the user's repository alone.</summary>
[TestClass]
public sealed class SnapshotTests
{
    private static readonly string[] EditedAndNew = ["a.cs", "new.cs"];
    private static readonly string[] Large = ["data.bin"];

    [TestMethod]
    public async Task A_clean_working_tree_has_the_id_of_its_commit()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Write("src/b ü.cs", "2").Commit();

        Assert.AreEqual(repository.Git("rev-parse", "HEAD^{tree}"), await repository.TakeAsync());
    }

    [TestMethod]
    public async Task The_same_content_has_the_same_id_committed_or_not()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Write("gone.cs", "2").Commit();
        repository.Write("a.cs", "3").Write("new.cs", "4");
        File.Delete(repository.At("gone.cs"));

        var before = await repository.TakeAsync();
        repository.Commit();

        Assert.AreEqual(before, await repository.TakeAsync());
        Assert.AreEqual(before, repository.Git("rev-parse", "HEAD^{tree}"));
    }

    [TestMethod]
    public async Task Nothing_of_the_users_repository_changes()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Write("b.cs", "2").Commit();
        repository.Write("b.cs", "stashed");
        repository.Git("stash");
        repository.Write("a.cs", "staged");
        repository.Git("add", "a.cs");
        repository.Write("a.cs", "edited").Write("new.cs", "3");
        var (before, status) = (repository.GitFolder(), repository.Git("status", "--porcelain"));

        var tree = await repository.TakeAsync();
        await repository.WorkingTree.ChangedAsync(repository.Git("rev-parse", "HEAD^{tree}"), tree);
        await repository.WorkingTree.TrimAsync([tree], most: 0);

        Assert.AreEqual(before, repository.GitFolder());
        Assert.AreEqual(status, repository.Git("status", "--porcelain"));
    }

    [TestMethod]
    public async Task A_hook_of_the_users_does_not_run()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit();
        repository.Write(".git/hooks/post-index-change", "#!/bin/sh\ntouch hooked\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(repository.At(".git/hooks/post-index-change"), (UnixFileMode)0b111_101_101);
        }

        repository.Write("a.cs", "2");
        await repository.TakeAsync();

        Assert.IsFalse(File.Exists(repository.At("hooked")));
    }

    [TestMethod]
    public async Task Ignored_files_and_the_journals_folder_are_left_out()
    {
        using var repository = new TestRepository().Write(".gitignore", "bin/\n").Write("a.cs", "1").Commit();
        var before = await repository.TakeAsync();

        repository.Write("bin/a.dll", "x");
        File.Delete(Path.Combine(repository.Journal, ".gitignore"));
        repository.Write(".orchestrator/loop/journal.jsonl", "{}");

        Assert.AreEqual(before, await repository.TakeAsync());
    }

    [TestMethod]
    public async Task A_file_that_came_to_be_ignored_is_left_out_from_then_on()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit();
        repository.Write("log.txt", "1");
        await repository.TakeAsync();
        repository.Write(".gitignore", "*.txt\n");
        var before = await repository.TakeAsync();
        repository.Write("log.txt", "2");

        Assert.AreEqual(before, await repository.TakeAsync());
    }

    [TestMethod]
    public async Task A_large_journal_that_nothing_hides_is_left_out()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit();
        File.Delete(Path.Combine(repository.Journal, ".gitignore"));
        repository.Write(".orchestrator/loop/journal.jsonl", new string('x', TreeWriter.LargestUntracked + 1));

        Assert.AreEqual(repository.Git("rev-parse", "HEAD^{tree}"), await repository.TakeAsync());
    }

    [TestMethod]
    public async Task A_journal_that_somebody_committed_is_left_out_too()
    {
        using var repository = new TestRepository().Write("a.cs", "1");
        File.Delete(Path.Combine(repository.Journal, ".gitignore"));
        repository.Write(".orchestrator/loop/journal.jsonl", "{}").Commit();
        var before = await repository.TakeAsync();

        repository.Write(".orchestrator/loop/journal.jsonl", "{}{}").Commit();

        Assert.AreEqual(before, await repository.TakeAsync());
        Assert.AreEqual("a.cs", repository.Git("--git-dir", repository.At(".git"), "ls-files", "a.cs"));
    }

    [TestMethod]
    public async Task Without_a_commit_there_is_content_all_the_same()
    {
        using var repository = new TestRepository();
        var empty = await repository.TakeAsync();
        repository.Write("a.cs", "1");
        var tree = await repository.TakeAsync();

        Assert.AreEqual("4b825dc642cb6eb9a060e54bf8d69288fbee4904", empty, "git's empty tree");
        Assert.AreNotEqual(empty, tree);
        Assert.AreEqual(tree, repository.Commit().Git("rev-parse", "HEAD^{tree}"));
    }

    [TestMethod]
    public async Task A_repository_with_SHA_256_has_longer_ids()
    {
        using var repository = new TestRepository("--object-format=sha256").Write("a.cs", "1").Write("big", new string('x', TreeWriter.LargestUntracked + 1));

        Assert.HasCount(64, await repository.TakeAsync());
    }

    [TestMethod]
    public async Task A_linked_worktree_has_its_own_content()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit();
        var before = await repository.TakeAsync();
        var worktree = repository.At("../linked");
        repository.Git("worktree", "add", "-q", worktree);
        var journal = Directory.CreateDirectory(Path.Combine(worktree, ".orchestrator", "loop")).FullName;
        var snapshots = new WorkingTree(worktree, journal);

        Assert.AreEqual(before, await snapshots.StartAsync(TimeSpan.FromMinutes(1)));
        File.WriteAllText(Path.Combine(worktree, "a.cs"), "2");
        Assert.AreNotEqual(before, await snapshots.StartAsync(TimeSpan.FromMinutes(1)));
        Assert.AreEqual(before, await repository.TakeAsync());
    }

    [TestMethod]
    public async Task An_edit_in_a_submodule_is_an_edit()
    {
        using var other = new TestRepository().Write("lib.cs", "1").Commit();
        using var repository = new TestRepository().Write("a.cs", "1").Commit();
        repository.Git("submodule", "--quiet", "add", other.Root, "lib");
        repository.Commit();
        var before = await repository.TakeAsync();
        var state = repository.GitFolder();

        repository.Write("lib/lib.cs", "2");
        var edited = await repository.TakeAsync();

        Assert.AreNotEqual(before, edited);
        Assert.AreEqual(edited, await repository.TakeAsync());
        Assert.AreEqual("lib", (await repository.WorkingTree.ChangedAsync(before, edited))!.Single());
        Assert.AreEqual(state, repository.GitFolder());
        repository.Write("lib/lib.cs", "1");
        Assert.AreEqual(before, await repository.TakeAsync());
    }

    [TestMethod]
    public async Task A_repository_within_the_repository_is_somebody_elses()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit();
        var before = await repository.TakeAsync();
        Directory.CreateDirectory(repository.At("nested"));
        TestRepository.GitIn(repository.At("nested"), "init", "-q");
        repository.Write("nested/file", "x");

        Assert.AreEqual(before, await repository.TakeAsync());
    }

    [TestMethod]
    [DataRow("--no-sparse-index")]
    [DataRow("--sparse-index")]
    public async Task What_a_sparse_checkout_leaves_out_is_not_gone(string index)
    {
        using var repository = new TestRepository().Write("a/1.cs", "1").Write("b/2.cs", "2").Commit();
        var all = await repository.TakeAsync();

        repository.Git("sparse-checkout", "set", "--cone", index, "a");
        Assert.IsFalse(File.Exists(repository.At("b/2.cs")));
        Assert.AreEqual(all, await repository.TakeAsync());

        repository.Write("b/outside.cs", "3");
        var outside = await repository.TakeAsync();
        Assert.AreEqual("b/outside.cs", (await repository.WorkingTree.ChangedAsync(all, outside))!.Single());
    }

    [TestMethod]
    public async Task A_large_untracked_file_counts_by_name_and_size()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit();
        var without = await repository.TakeAsync();
        var size = TreeWriter.LargestUntracked + 1;
        repository.Write("data.bin", new string('x', size));
        var first = await repository.TakeAsync();
        repository.Write("data.bin", new string('y', size));
        var rewritten = await repository.TakeAsync();
        repository.Write("data.bin", new string('y', size + 1));
        var grown = await repository.TakeAsync();
        repository.Write("data.bin", "small");
        var small = await repository.TakeAsync();
        repository.Write("data.bin", new string('x', size));
        var again = await repository.TakeAsync();
        File.Delete(repository.At("data.bin"));

        Assert.AreNotEqual(without, first);
        Assert.AreEqual(first, rewritten);
        Assert.AreNotEqual(first, grown);
        Assert.AreNotEqual(grown, small);
        Assert.AreEqual(first, again);
        Assert.AreEqual(without, await repository.TakeAsync());
        CollectionAssert.AreEqual(Large, (await repository.WorkingTree.ChangedAsync(without, first))!.ToArray());
        Assert.IsLessThan(size, StoreSize(repository));
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
    public async Task An_untracked_file_that_is_named_like_a_secret_is_left_out_and_a_tracked_one_is_not(string file)
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit();
        var without = await repository.TakeAsync();
        repository.Write(file, "secret");

        Assert.AreEqual(without, await repository.TakeAsync());
        var id = repository.Git("hash-object", file);
        Assert.IsFalse(File.Exists(Path.Combine(repository.Journal, "snapshots", "objects", id[..2], id[2..])));

        repository.Git("add", file);
        Assert.AreNotEqual(without, await repository.TakeAsync());
    }

    [TestMethod]
    [DataRow("environment.cs")]
    [DataRow("src/env.cs")]
    [DataRow(".env.d/readme")]
    [DataRow("keys.cs")]
    [DataRow("valid_user.cs")]
    [DataRow("secrets.md")]
    [DataRow("local.json")]
    public async Task A_file_with_another_name_is_no_secret(string file)
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit();
        var without = await repository.TakeAsync();

        Assert.AreNotEqual(without, await repository.Write(file, "1").TakeAsync());
    }

    [TestMethod]
    public async Task An_edit_right_after_the_index_was_written_is_seen()
    {
        // Git tells an edit by size and time; within one tick of the clock only the index's own time gives it away, so copies must have it.
        using var repository = new TestRepository();
        for (var i = 0; i < 10; i++)
        {
            repository.Write("a.cs", "1").Commit().Write("a.cs", "2");
            var edited = await repository.TakeAsync();
            Assert.AreEqual(edited, repository.Commit().Git("rev-parse", "HEAD^{tree}"));
        }
    }

    [TestMethod]
    public async Task Several_snapshots_at_once_do_not_get_in_each_others_way()
    {
        using var repository = new TestRepository();
        foreach (var i in Enumerable.Range(0, 50))
        {
            repository.Write($"src/{i}.cs", $"{i}");
        }

        var trees = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => repository.TakeAsync()));

        Assert.HasCount(1, trees.Distinct().ToList());
        Assert.IsEmpty(Directory.GetFileSystemEntries(Path.Combine(repository.Journal, "snapshots", "work")));
    }

    [TestMethod]
    public async Task What_a_killed_snapshot_left_behind_is_in_nobodys_way_and_goes_in_time()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit();
        var old = Leave();
        var young = Leave();
        Directory.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddHours(-2));
        repository.Write(".git/index.lock", "");

        await repository.TakeAsync();

        Assert.IsFalse(Directory.Exists(old));
        Assert.IsTrue(Directory.Exists(young), "it may be at work");
        Assert.IsTrue(File.Exists(repository.At(".git/index.lock")), "it is the user's");

        string Leave()
        {
            var folder = $".orchestrator/loop/snapshots/work/{Guid.NewGuid():N}";
            return repository.Write(folder + "/index.lock", "").At(folder);
        }
    }

    [TestMethod]
    public async Task Where_there_is_nothing_to_take_or_nowhere_to_put_it_the_tree_is_not_known()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit();
        var outside = Directory.CreateTempSubdirectory("loop-journal-").FullName;
        try
        {
            Assert.AreEqual("", await new WorkingTree(outside, outside).StartAsync(), "no repository");
            Assert.AreEqual("", await new WorkingTree(Path.Combine(outside, "no such folder"), outside).StartAsync(), "no folder");
            Assert.AreEqual("", await new WorkingTree(repository.Root, Path.Combine(repository.Root, "no such journal")).StartAsync());
            Assert.AreEqual("", await repository.WorkingTree.StartAsync(TimeSpan.Zero), "no time");
            repository.Write(".orchestrator/loop/snapshots", "a file");
            Assert.AreEqual("", await repository.WorkingTree.StartAsync());
        }
        finally
        {
            Directory.Delete(outside, recursive: true);
        }
    }

    [TestMethod]
    public async Task When_the_time_is_up_the_tree_is_not_known()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var repository = new TestRepository().Write(".gitattributes", "*.slow filter=slow\n").Write("a.cs", "1").Commit();
        repository.Git("config", "filter.slow.clean", "exec sleep 600");
        repository.Write("a.slow", "x");

        Assert.AreEqual("", await repository.WorkingTree.StartAsync(TimeSpan.FromMilliseconds(200)));
        Assert.IsEmpty(Directory.GetFileSystemEntries(Path.Combine(repository.Journal, "snapshots", "work")));
    }

    [TestMethod]
    public async Task A_git_of_which_nothing_more_is_wanted_is_ended_with_all_that_it_started()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var repository = new TestRepository();
        var git = new GitRunner(repository.Root, new Dictionary<string, string>());

        var output = await git.RunAsync(["-c", "alias.hang=!printf %08d $$; sleep 600; true", "hang"], "", 8, CancellationToken.None);

        Assert.IsNotNull(output);
        Assert.IsTrue(output.IsCut);
        Assert.IsTrue(HasEnded(int.Parse(output.Text, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [TestMethod]
    public async Task The_callers_git_variables_lead_nowhere()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit();
        Environment.SetEnvironmentVariable("GIT_OF_THE_CALLER", "x");
        var git = new GitRunner(repository.Root, new Dictionary<string, string> { ["GIT_AUTHOR_NAME"] = "given" });

        var environment = await git.RunAsync(["-c", "alias.environment=!env", "environment"], "", 64 * 1024, CancellationToken.None);

        Assert.IsNotNull(environment);
        Assert.DoesNotContain("GIT_OF_THE_CALLER", environment.Text);
        Assert.Contains("GIT_AUTHOR_NAME=given\n", environment.Text);
    }

    [TestMethod]
    public async Task Changed_names_are_those_of_the_files_and_no_more_than_wanted()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Write("b.cs", "1").Commit();
        var before = await repository.TakeAsync();
        repository.Write("a.cs", "2").Write("new.cs", "3");
        var after = await repository.TakeAsync();

        CollectionAssert.AreEqual(EditedAndNew, (await repository.WorkingTree.ChangedAsync(before, after))!.ToArray());
        Assert.AreEqual("a.cs", (await repository.WorkingTree.ChangedAsync(before, after, most: 1))!.Single());
        Assert.IsEmpty((await repository.WorkingTree.ChangedAsync(after, after))!);
        Assert.IsNull(await repository.WorkingTree.ChangedAsync(before, new string('0', 40)));
        Assert.IsNull(await repository.WorkingTree.ChangedAsync(before, ""));
        Assert.IsNull(await repository.WorkingTree.ChangedAsync("--output=/tmp/x", after));
    }

    [TestMethod]
    public async Task A_store_that_grew_too_large_starts_anew_with_the_trees_to_keep()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit();
        repository.Write("a.cs", "kept");
        var kept = await repository.TakeAsync();
        repository.Write("a.cs", "given up").Write("other.cs", "given up");
        var given = await repository.TakeAsync();

        await repository.WorkingTree.TrimAsync([kept], most: long.MaxValue - 1);
        Assert.IsNotNull(await repository.WorkingTree.ChangedAsync(kept, given), "small enough");

        await repository.WorkingTree.TrimAsync([kept, new string('1', 40), "", "nonsense"], most: 0);
        Assert.IsNull(await repository.WorkingTree.ChangedAsync(kept, given));
        repository.Write("a.cs", "now").Write("other.cs", "now");
        Assert.AreEqual("that attempt's content is gone", (await repository.Restorer.RestoreAsync(given)).Problem);
        Assert.IsTrue((await repository.Restorer.RestoreAsync(kept)).IsDone);
        Assert.AreEqual("kept", File.ReadAllText(repository.At("a.cs")));
    }

    [TestMethod]
    public async Task The_store_may_be_deleted_at_any_time()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit();
        repository.Write("new.cs", "2");
        var before = await repository.TakeAsync();
        Directory.Delete(Path.Combine(repository.Journal, "snapshots"), recursive: true);

        Assert.AreEqual(before, await repository.TakeAsync());
        Directory.Delete(Path.Combine(repository.Journal, "snapshots"), recursive: true);
        repository.Write("new.cs", "3");
        Assert.AreEqual("that attempt's content is gone", (await repository.Restorer.RestoreAsync(before)).Problem);
        repository.Write("new.cs", "2");
        Assert.AreEqual(before, await repository.TakeAsync());
        repository.Write("new.cs", "3");
        Assert.IsTrue((await repository.Restorer.RestoreAsync(before)).IsDone, "the content is there again");
        Assert.AreEqual("2", File.ReadAllText(repository.At("new.cs")));
    }

    private static long StoreSize(TestRepository repository) =>
        new DirectoryInfo(Path.Combine(repository.Journal, "snapshots")).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);

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
