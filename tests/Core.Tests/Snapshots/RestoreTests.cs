using LoopJournal.Snapshots;

namespace LoopJournal.Tests.Snapshots;

/// <summary>Differences between two attempts, and restoring one.</summary>
[TestClass]
public sealed class RestoreTests
{
    private static readonly byte[] Binary = [0, 1, 2, 255, 0, 10, 13];

    /// <summary>
    /// A working tree with edited, new, deleted, moved, binary, executable and linked files, odd names and a dirty index.
    /// </summary>
    private static TestRepository CreateEdited()
    {
        var repository = new TestRepository()
            .Write(".gitignore", "bin/\n*.user\n")
            .Write("edited.cs", "1\n").Write("deleted.cs", "2\n").Write("from/moved.cs", "a longer text that a rename can be told by\n")
            .Write("becomes a folder", "3").Write("folder/becomes a file", "4").Write("staged.cs", "5").Commit();
        repository.Write("edited.cs", "edited\n").Write("new file ü 日本.cs", "new")
            .Write("bin/out.dll", "ignored").Write("my.user", "ignored");
        File.Delete(repository.At("deleted.cs"));
        Directory.CreateDirectory(repository.At("to"));
        File.Move(repository.At("from/moved.cs"), repository.At("to/moved.cs"));
        File.Delete(repository.At("becomes a folder"));
        repository.Write("becomes a folder/file", "3");
        Directory.Delete(repository.At("folder"), recursive: true);
        repository.Write("folder", "4");
        File.WriteAllBytes(repository.At("binary.bin"), Binary);
        if (!OperatingSystem.IsWindows())
        {
            repository.Write("run.sh", "#!/bin/sh\n");
            File.SetUnixFileMode(repository.At("run.sh"), (UnixFileMode)0b111_101_101);
            File.CreateSymbolicLink(repository.At("link"), "edited.cs");
            File.CreateSymbolicLink(repository.At("dangling"), "no such file");
        }

        repository.Write("staged.cs", "staged");
        repository.Git("add", "staged.cs");
        return repository.Write("staged.cs", "edited after staging");
    }

    [TestMethod]
    public void Restoring_brings_back_exactly_the_content_and_the_way_back_does_too()
    {
        using var repository = CreateEdited();
        var (attempt, files, git) = (repository.Take(), repository.Files(), repository.GitFolder());
        repository.Git("-c", "core.quotepath=false", "stash", "list");
        repository.Write("edited.cs", "again").Write("later.cs", "later").Write("deleted.cs", "back");
        File.Delete(repository.At("new file ü 日本.cs"));
        File.Delete(repository.At("binary.bin"));
        Directory.Delete(repository.At("becomes a folder"), recursive: true);
        repository.Write("becomes a folder", "a file again");
        var later = repository.Files();

        var there = repository.Restorer.Restore(attempt);
        Assert.AreEqual("", there.Problem);
        Assert.AreEqual(files, repository.Files());
        Assert.AreEqual(attempt, repository.Take());

        var back = repository.Restorer.Undo(null);
        Assert.AreEqual("", back.Problem);
        Assert.HasCount(there.Count, back.Replaced);
        Assert.AreEqual(later, repository.Files());
        Assert.AreEqual(git, repository.GitFolder(), "index, references, objects and stash are as they were");
    }

    [TestMethod]
    public void Restoring_the_commit_undoes_every_edit_and_leaves_ignored_files()
    {
        using var repository = CreateEdited();

        var restoration = repository.Restorer.Restore(repository.Git("rev-parse", "HEAD^{tree}"));

        Assert.AreEqual("", restoration.Problem);
        Assert.AreEqual(repository.Git("rev-parse", "HEAD^{tree}"), repository.Take());
        Assert.AreEqual("ignored", File.ReadAllText(repository.At("bin/out.dll")));
        Assert.AreEqual("ignored", File.ReadAllText(repository.At("my.user")));
        Assert.AreEqual("staged", repository.Git("show", ":staged.cs"));
    }

    [TestMethod]
    public void Restoring_what_is_there_changes_nothing()
    {
        using var repository = CreateEdited();
        var files = repository.Files();

        var tree = repository.Take();
        var restoration = repository.Restorer.Restore(tree, (_, _) => Assert.Fail("there is nothing to keep"));

        Assert.AreEqual("", restoration.Problem);
        Assert.AreEqual(0, restoration.Count + restoration.WayBack + restoration.Replaced.Count);
        Assert.AreEqual(files, repository.Files());
    }

    [TestMethod]
    [DataRow("precious.user", "precious.user")]
    [DataRow("folder/precious.user", "folder/precious.user")]
    [DataRow("folder/precious.user", "folder")]
    [DataRow("folder", "folder/precious.user")]
    public void An_ignored_file_in_the_way_is_not_overwritten(string file, string ignored)
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit().Write(file, "of the attempt");
        var attempt = repository.Take();
        File.Delete(repository.At(file));
        if (Path.GetDirectoryName(file) is { Length: > 0 } folder)
        {
            Directory.Delete(repository.At(folder));
        }

        repository.Write(".gitignore", "*.user\nfolder\n").Write(ignored, "precious").Write("a.cs", "2");
        var files = repository.Files();

        var restoration = repository.Restorer.Restore(attempt);

        Assert.AreEqual($"{ignored} is in the way, and would not be kept: move it away first", restoration.Problem);
        Assert.AreEqual(files, repository.Files());
    }

    [TestMethod]
    [DataRow(".env", "edited")]
    [DataRow(".env", "")]
    [DataRow("keys/id_rsa", "edited")]
    public void An_untracked_file_that_is_named_like_a_secret_is_neither_deleted_nor_overwritten(string secret, string now)
    {
        using var repository = new TestRepository().Write("a.cs", "1").Write(secret, "tracked").Commit();
        var tracked = repository.Take();
        repository.Git("rm", "--quiet", "--cached", secret);
        repository.Git("commit", "--quiet", "-m", "no longer tracked");
        repository.Write(secret, now);
        var untracked = repository.Take();
        repository.Write("a.cs", "2");

        Assert.IsTrue((repository.Restorer.Restore(untracked)).IsDone);
        Assert.AreEqual(now, File.ReadAllText(repository.At(secret)));
        var refused = repository.Restorer.Restore(tracked);
        Assert.AreEqual($"{secret} is in the way, and would not be kept: move it away first", refused.Problem);
        Assert.AreEqual(now, File.ReadAllText(repository.At(secret)));
    }

    [TestMethod]
    public void A_link_to_a_folder_that_no_snapshot_holds_is_in_the_way_and_is_not_followed()
    {
        using var other = new TestRepository();
        Directory.CreateDirectory(other.At("empty"));
        using var repository = new TestRepository().Write("a.cs", "1").Write("data", "a file").Commit();
        var attempt = repository.Take();
        File.Delete(repository.At("data"));
        Directory.CreateDirectory(repository.At("data"));
        Directory.CreateSymbolicLink(repository.At("data/link"), other.Root);
        repository.Write(".gitignore", "link\n");

        var restoration = repository.Restorer.Restore(attempt);

        Assert.AreEqual("data/link is in the way, and would not be kept: move it away first", restoration.Problem);
        Assert.IsTrue(Directory.Exists(repository.At("data/link/empty")));
    }

    [TestMethod]
    [DataRow("--assume-unchanged")]
    [DataRow("--skip-worktree")]
    public void A_file_whose_edits_git_does_not_see_stays_and_is_named(string mark)
    {
        using var repository = new TestRepository().Write("a.cs", "1").Write("mine.cs", "1").Commit();
        var attempt = repository.Take();
        repository.Write("a.cs", "2").Write("mine.cs", "2").Commit();
        repository.Git("update-index", mark, "mine.cs");
        repository.Write("mine.cs", "mine");

        var restoration = repository.Restorer.Restore(attempt);

        Assert.AreEqual(new UnrestoredPath("mine.cs", "marked assume-unchanged or skip-worktree"), restoration.Except.Single());
        Assert.AreEqual("1", File.ReadAllText(repository.At("a.cs")));
        Assert.AreEqual("mine", File.ReadAllText(repository.At("mine.cs")));
    }

    [TestMethod]
    public void The_journals_folder_is_left_as_it_is_whatever_a_tree_holds_there()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Write(".orchestrator/loop/undo/7/restore.tar", "{}");
        repository.Git("add", "-f", ".orchestrator/loop/undo/7/restore.tar");
        repository.Commit();
        Directory.Delete(repository.At(".orchestrator/loop/undo"), recursive: true);

        var restoration = repository.Restorer.Restore(repository.Git("rev-parse", "HEAD^{tree}"));

        Assert.AreEqual(
            new UnrestoredPath(".orchestrator/loop/undo/7/restore.tar", "in the journal's folder"), restoration.Except.Single());
        Assert.IsFalse(Path.Exists(repository.At(".orchestrator/loop/undo/7")));
    }

    [TestMethod]
    [DataRow("..")]
    [DataRow(".git")]
    [DataRow(".GIT")]
    [DataRow("git~1")]
    public void A_tree_that_leads_out_of_the_working_tree_writes_nothing_there(string folder)
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit().Write("b.cs", "2");
        var blob = repository.Git("hash-object", "-w", "b.cs");
        var inner = repository.GitWith($"100644 blob {blob}\tescaped\n", "mktree");
        var tree = repository.GitWith($"040000 tree {inner}\t{folder}\n100644 blob {blob}\ta.cs\n", "mktree");

        var restoration = repository.Restorer.Restore(tree);

        Assert.AreEqual(new UnrestoredPath($"{folder}/escaped", "the name cannot be kept"), restoration.Except.Single());
        Assert.AreEqual("2", File.ReadAllText(repository.At("a.cs")));
        Assert.IsFalse(Path.Exists(Path.Combine(repository.Root, folder, "escaped")));
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void A_name_that_is_not_UTF_8_is_named_and_left()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit();
        var blob = repository.Git("hash-object", "-w", "a.cs");
        var tree = repository.GitWith($"100644 blob {blob}\ta.cs\n100644 blob {blob}\tx\u00ff\n", "mktree");
        repository.Write("a.cs", "2");

        var restoration = repository.Restorer.Restore(tree);

        Assert.AreEqual(new UnrestoredPath("x\ufffd", "the name cannot be kept"), restoration.Except.Single());
        Assert.AreEqual("1", File.ReadAllText(repository.At("a.cs")));
    }

    [TestMethod]
    public void Large_untracked_files_and_submodules_stay_as_they_are()
    {
        using var other = new TestRepository().Write("lib.cs", "1").Commit();
        using var repository = new TestRepository().Write("a.cs", "1").Commit();
        repository.Git("submodule", "--quiet", "add", other.Root, "lib");
        repository.Commit();
        var large = new string('x', TreeWriter.MaxUntracked + 1);
        repository.Write("gone.bin", large).Write("grown.bin", large);
        var attempt = repository.Take();
        File.Delete(repository.At("gone.bin"));
        repository.Write("a.cs", "2").Write("grown.bin", large + "more").Write("new.bin", large).Write("lib/lib.cs", "2");

        var restoration = repository.Restorer.Restore(attempt);

        Assert.AreEqual("", restoration.Problem);
        Assert.AreEqual(
            "gone.bin (too large to be kept), grown.bin (too large to be kept), lib (submodule), new.bin (too large to be kept)",
            string.Join(", ", restoration.Except.Select(left => $"{left.Path} ({left.Reason})")));
        Assert.AreEqual("1", File.ReadAllText(repository.At("a.cs")));
        Assert.IsFalse(Path.Exists(repository.At("gone.bin")));
        Assert.HasCount(large.Length + 4, File.ReadAllText(repository.At("grown.bin")));
        Assert.HasCount(large.Length, File.ReadAllText(repository.At("new.bin")));
        Assert.AreEqual("2", File.ReadAllText(repository.At("lib/lib.cs")));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("HEAD")]
    [DataRow("--help")]
    [DataRow("4b825dc642cb6eb9a060e54bf8d69288fbee490")]
    public void Text_that_is_not_an_id_is_refused(string tree)
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit();

        Assert.AreEqual("that attempt has no snapshot", (repository.Restorer.Restore(tree)).Problem);
    }

    [TestMethod]
    public void A_tree_of_which_a_file_is_missing_is_gone()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit();
        repository.Write("a.cs", "2").Write("b.cs", "3");
        var attempt = repository.Take();
        var blob = repository.Git("hash-object", "b.cs");
        var missing = Path.Combine(repository.Journal, "snapshots", "objects", blob[..2], blob[2..]);
        File.SetAttributes(missing, FileAttributes.Normal);
        File.Delete(missing);
        repository.Write("a.cs", "4");
        File.Delete(repository.At("b.cs"));

        var restoration = repository.Restorer.Restore(attempt);

        Assert.AreEqual("that attempt's content is gone", restoration.Problem);
        Assert.AreEqual("4", File.ReadAllText(repository.At("a.cs")));
    }

    [TestMethod]
    public void A_difference_is_shown_as_git_shows_it()
    {
        using var repository = CreateEdited();
        var diff = repository.WorkingTree.MakePatch(repository.Git("rev-parse", "HEAD^{tree}"), repository.Take());

        Assert.IsNotNull(diff);
        Assert.Contains("--- a/edited.cs\n+++ b/edited.cs\n@@ -1 +1 @@\n-1\n+edited\n", diff);
        Assert.Contains("rename from from/moved.cs\nrename to to/moved.cs\n", diff);
        Assert.Contains("deleted file mode 100644\n", diff);
        Assert.Contains("Binary files /dev/null and b/binary.bin differ\n", diff);
        Assert.Contains("+edited after staging\n", diff);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Contains("diff --git a/run.sh b/run.sh\nnew file mode 100755\n", diff);
            Assert.Contains("diff --git a/link b/link\nnew file mode 120000\n", diff);
        }
    }

    [TestMethod]
    public void A_difference_to_a_tree_that_is_gone_is_not_known()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit();

        Assert.IsNull(repository.WorkingTree.MakePatch(repository.Take(), new string('a', 40)));
        Assert.AreEqual("", repository.WorkingTree.MakePatch(repository.Take(), repository.Take()));
    }
}
