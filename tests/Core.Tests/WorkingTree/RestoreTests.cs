using LoopJournal.WorkingTree;

namespace LoopJournal.Tests.WorkingTree;

/// <summary>Differences of two attempts, and the way back to one.</summary>
[TestClass]
public sealed class RestoreTests
{
    private static readonly byte[] Binary = [0, 1, 2, 255, 0, 10, 13];

    /// <summary>Everything that a working tree may have: edits, new, deleted, moved, binary, executable and linked files, odd names, a dirty index.</summary>
    private static TestRepository Edited()
    {
        var repository = new TestRepository()
            .Write(".gitignore", "bin/\n*.user\n")
            .Write("edited.cs", "1\n").Write("deleted.cs", "2\n").Write("from/moved.cs", "a longer text that a rename can be told by\n")
            .Write("becomes a folder", "3").Write("folder/becomes a file", "4").Write("staged.cs", "5").Commit();
        repository.Write("edited.cs", "edited\n").Write("new file ü 日本.cs", "new").Write("bin/out.dll", "ignored").Write("my.user", "ignored");
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
    public async Task Restoring_brings_back_exactly_the_content_and_the_way_back_does_too()
    {
        using var repository = Edited();
        var (attempt, files, git) = (await repository.TakeAsync(), repository.Files(), repository.GitFolder());
        repository.Git("-c", "core.quotepath=false", "stash", "list");
        repository.Write("edited.cs", "again").Write("later.cs", "later").Write("deleted.cs", "back");
        File.Delete(repository.At("new file ü 日本.cs"));
        File.Delete(repository.At("binary.bin"));
        Directory.Delete(repository.At("becomes a folder"), recursive: true);
        repository.Write("becomes a folder", "a file again");
        var later = repository.Files();

        var there = await repository.Snapshots.RestoreAsync(attempt);
        Assert.AreEqual("", there.Problem);
        Assert.AreEqual(files, repository.Files());
        Assert.AreEqual(attempt, await repository.TakeAsync());

        var back = await repository.Snapshots.RestoreAsync(there.Before);
        Assert.AreEqual("", back.Problem);
        Assert.AreEqual(attempt, back.Before);
        Assert.AreEqual(later, repository.Files());
        Assert.AreEqual(git, repository.GitFolder(), "index, references, objects and stash are as they were");
    }

    [TestMethod]
    public async Task Restoring_the_commit_undoes_every_edit_and_leaves_ignored_files()
    {
        using var repository = Edited();

        var restoration = await repository.Snapshots.RestoreAsync(repository.Git("rev-parse", "HEAD^{tree}"));

        Assert.AreEqual("", restoration.Problem);
        Assert.AreEqual(repository.Git("rev-parse", "HEAD^{tree}"), await repository.TakeAsync());
        Assert.AreEqual("ignored", File.ReadAllText(repository.At("bin/out.dll")));
        Assert.AreEqual("ignored", File.ReadAllText(repository.At("my.user")));
        Assert.AreEqual("staged", repository.Git("show", ":staged.cs"));
    }

    [TestMethod]
    public async Task Restoring_what_is_there_changes_nothing()
    {
        using var repository = Edited();
        var files = repository.Files();
        var tree = await repository.TakeAsync();

        Assert.AreEqual(new Restoration(tree, ""), await repository.Snapshots.RestoreAsync(tree));
        Assert.AreEqual(files, repository.Files());
    }

    [TestMethod]
    [DataRow("precious.user", "precious.user")]
    [DataRow("folder/precious.user", "folder/precious.user")]
    [DataRow("folder/precious.user", "folder")]
    [DataRow("folder", "folder/precious.user")]
    public async Task An_ignored_file_in_the_way_is_not_overwritten(string file, string ignored)
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit().Write(file, "of the attempt");
        var attempt = await repository.TakeAsync();
        File.Delete(repository.At(file));
        if (Path.GetDirectoryName(file) is { Length: > 0 } folder)
        {
            Directory.Delete(repository.At(folder));
        }

        repository.Write(".gitignore", "*.user\nfolder\n").Write(ignored, "precious").Write("a.cs", "2");
        var files = repository.Files();

        var restoration = await repository.Snapshots.RestoreAsync(attempt);

        Assert.AreEqual($"{ignored} is ignored or too large to be kept, and would be overwritten: move it away first", restoration.Problem);
        Assert.AreEqual(files, repository.Files());
    }

    [TestMethod]
    public async Task Large_untracked_files_and_submodules_stay_as_they_are()
    {
        using var other = new TestRepository().Write("lib.cs", "1").Commit();
        using var repository = new TestRepository().Write("a.cs", "1").Commit();
        repository.Git("submodule", "--quiet", "add", other.Root, "lib");
        repository.Commit();
        var large = new string('x', TreeWriter.LargestUntracked + 1);
        repository.Write("gone.bin", large).Write("grown.bin", large);
        var attempt = await repository.TakeAsync();
        File.Delete(repository.At("gone.bin"));
        repository.Write("a.cs", "2").Write("grown.bin", large + "more").Write("new.bin", large).Write("lib/lib.cs", "2");

        var restoration = await repository.Snapshots.RestoreAsync(attempt);

        Assert.AreEqual("", restoration.Problem);
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
    public async Task What_is_no_id_is_refused(string tree)
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit();

        Assert.AreEqual(new Restoration("", "that attempt has no snapshot"), await repository.Snapshots.RestoreAsync(tree));
    }

    [TestMethod]
    public async Task A_tree_of_which_a_file_is_missing_is_gone()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit();
        repository.Write("a.cs", "2").Write("b.cs", "3");
        var attempt = await repository.TakeAsync();
        var blob = repository.Git("hash-object", "b.cs");
        var missing = Path.Combine(repository.Journal, "snapshots", "objects", blob[..2], blob[2..]);
        File.SetAttributes(missing, FileAttributes.Normal);
        File.Delete(missing);
        repository.Write("a.cs", "4");
        File.Delete(repository.At("b.cs"));

        var restoration = await repository.Snapshots.RestoreAsync(attempt);

        Assert.AreEqual("that attempt's content is gone", restoration.Problem);
        Assert.AreNotEqual("", restoration.Before);
        Assert.AreEqual("4", File.ReadAllText(repository.At("a.cs")));
    }

    [TestMethod]
    public async Task A_difference_is_shown_as_git_shows_it()
    {
        using var repository = Edited();
        var diff = await repository.Snapshots.DiffAsync(repository.Git("rev-parse", "HEAD^{tree}"), await repository.TakeAsync());

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
    public async Task A_difference_to_a_tree_that_is_gone_is_not_known()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit();

        Assert.IsNull(await repository.Snapshots.DiffAsync(await repository.TakeAsync(), new string('a', 40)));
        Assert.AreEqual("", await repository.Snapshots.DiffAsync(await repository.TakeAsync(), await repository.TakeAsync()));
    }
}
