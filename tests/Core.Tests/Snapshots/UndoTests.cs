using System.Formats.Tar;
using CsCheck;
using LoopJournal.Snapshots;

namespace LoopJournal.Tests.Snapshots;

/// <summary>Undoing a restore: the content of the way back, and that no edit is lost.</summary>
[TestClass]
public sealed class UndoTests
{
    private static readonly string[] Paths = ["a", "a/b", "a/b/c", "d", "d/ü e", ".gitattributes", ".gitignore", "ignored.user"];

    private static readonly string[] Contents = ["", "1\n", "1\r\n2\n", "* text=auto eol=crlf\n", "*.user\n", "\0\u00ff\r\n"];

    private static readonly string[] Targets = ["d", "a/b", "a", "nowhere", "..", "d/ü e"];

    private static readonly int[] Modes = [0b110_100_100, 0b110_000_000, 0b111_101_101, 0b111_000_000];

    [TestMethod]
    [Timeout(300_000)]
    public void Restoring_any_tree_and_taking_it_back_gives_every_byte_mode_and_link_back() => RestoreAnyTrees(60);

    [TestMethod]
    [TestCategory("Full")]
    [Timeout(900_000)]
    public void Restoring_many_trees_and_taking_them_back_gives_every_byte_mode_and_link_back() => RestoreAnyTrees(300);

    private static void RestoreAnyTrees(int count)
    {
        var entry = Gen.Select(Gen.Int[0, Paths.Length - 1], Gen.Int[0, Contents.Length - 1], Gen.Int[0, 5]);
        var restored = 0;
        Gen.Select(entry.Array[0, 6], entry.Array[0, 6]).Sample(
            (attempt, later) =>
            {
                using var repository = new TestRepository().Write("kept.cs", "1").Commit();
                Array.ForEach(attempt, step => Make(repository, step));
                var tree = repository.Take();
                Array.ForEach(later, step => Make(repository, step));
                var before = ReadState(repository);

                var there = repository.Restorer.Restore(tree);
                if (!there.IsDone)
                {
                    return there.WayBack == 0 && ReadState(repository) == before;
                }

                // A changed ignore rule may hide a difference.
                if (!attempt.Concat(later).Any(step => Paths[step.Item1] == ".gitignore") && repository.Take() != tree)
                {
                    return false;
                }

                var back = repository.Restorer.Undo(null);
                restored += there.Count > 0 ? 1 : 0;
                return (there.Count == 0 || back.IsDone) && ReadState(repository) == before;
            },
            iter: count,
            threads: 1);
        Assert.IsGreaterThan(count / 3, restored, "most trees can be restored");
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void No_folder_behind_a_link_is_deleted()
    {
        using var repository = new TestRepository().Write("kept.cs", "1").Commit();
        File.CreateSymbolicLink(repository.At("self"), "self");
        File.CreateSymbolicLink(repository.At("a"), "d");
        Directory.CreateDirectory(repository.At("d/b"));
        var attempt = repository.Take();
        File.Delete(repository.At("self"));
        File.Delete(repository.At("a"));
        repository.Write("self/b/c", "1").Write("a/b/c", "1");

        var restored = repository.Restorer.Restore(attempt);

        Assert.AreEqual("", restored.Problem);
        Assert.IsTrue(Directory.Exists(repository.At("d/b")));
    }

    [TestMethod]
    public void An_undo_keeps_what_was_edited_after_the_restore()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Write("created.cs", "1").Commit();
        var attempt = repository.Take();
        repository.Write("a.cs", "2");
        File.Delete(repository.At("created.cs"));
        repository.Restorer.Restore(attempt);
        repository.Write("a.cs", "edited").Write("created.cs", "edited");

        var undo = repository.Restorer.Undo(null);
        Assert.AreEqual("2", File.ReadAllText(repository.At("a.cs")));
        Assert.IsFalse(File.Exists(repository.At("created.cs")));

        Assert.IsTrue((repository.Restorer.Undo(undo.WayBack)).IsDone);
        Assert.AreEqual("edited", File.ReadAllText(repository.At("a.cs")));
        Assert.AreEqual("edited", File.ReadAllText(repository.At("created.cs")));
    }

    [TestMethod]
    public void Each_undo_takes_one_restore_back_until_there_is_none()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit();
        var one = repository.Take();
        var two = repository.Write("a.cs", "2").Take();
        repository.Write("a.cs", "mine");
        repository.Restorer.Restore(one);
        repository.Restorer.Restore(two);

        Assert.IsTrue((repository.Restorer.Undo(null)).IsDone);
        Assert.AreEqual("1", File.ReadAllText(repository.At("a.cs")));
        Assert.IsTrue((repository.Restorer.Undo(null)).IsDone);
        Assert.AreEqual("mine", File.ReadAllText(repository.At("a.cs")));
        Assert.AreEqual("there is no restore to take back", (repository.Restorer.Undo(null)).Problem);
        Assert.AreEqual("mine", File.ReadAllText(repository.At("a.cs")));
    }

    [TestMethod]
    public void An_undo_that_ended_half_way_is_completed_by_the_next_one()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Write("b.cs", "1").Commit();
        var attempt = repository.Take();
        repository.Write("a.cs", "2").Write("b.cs", "2");
        repository.Restorer.Restore(attempt);

        var half = repository.Restorer.Undo(null, (_, _) => repository.Write("b.cs", "edited meanwhile"));
        Assert.AreEqual("b.cs was changed by another process", half.Problem);
        CollectionAssert.AreEqual((string[])["a.cs"], half.Replaced.ToArray());

        var rest = repository.Restorer.Undo(null);
        CollectionAssert.AreEqual((string[])["b.cs"], rest.Replaced.ToArray());
        Assert.AreEqual("2", File.ReadAllText(repository.At("a.cs")));
        Assert.AreEqual("2", File.ReadAllText(repository.At("b.cs")));
        Assert.IsTrue((repository.Restorer.Undo(rest.WayBack)).IsDone);
        Assert.AreEqual("edited meanwhile", File.ReadAllText(repository.At("b.cs")));
    }

    [TestMethod]
    public void Where_the_way_back_cannot_be_printed_nothing_is_changed()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit();
        var attempt = repository.Take();
        repository.Write("a.cs", "2");

        var restoration = repository.Restorer.Restore(attempt, (_, _) => throw new IOException("the output cannot be written"));

        Assert.AreEqual("the output cannot be written", restoration.Problem);
        Assert.AreEqual(0, restoration.WayBack);
        Assert.AreEqual("2", File.ReadAllText(repository.At("a.cs")));
        Assert.AreEqual(0, (repository.Restorer.Undo(null)).Count);
    }

    [TestMethod]
    public void A_file_that_came_into_the_way_of_an_undo_is_not_lost()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit();
        var attempt = repository.Take();
        repository.Write("folder/b.cs", "2");
        repository.Restorer.Restore(attempt);
        repository.Write("folder", "a file");

        Assert.AreEqual(DescribeInTheWay("folder"), (repository.Restorer.Undo(null)).Problem);
        File.Delete(repository.At("folder"));
        repository.Write("folder/b.cs/c.cs", "a file");
        Assert.AreEqual(DescribeInTheWay("folder/b.cs/c.cs"), (repository.Restorer.Undo(null)).Problem);
        Assert.AreEqual("a file", File.ReadAllText(repository.At("folder/b.cs/c.cs")));
    }

    [TestMethod]
    public void The_last_ten_ways_back_are_kept_and_nothing_else_is_deleted()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit();
        var attempt = repository.Take();
        foreach (var i in Enumerable.Range(1, 12))
        {
            repository.Write("a.cs", $"edit {i}");
            if (i == 1)
            {
                repository.Write(".orchestrator/loop/undo/mine/restore.tar", "").Write(".orchestrator/loop/undo/02/restore.tar", "");
                Directory.CreateSymbolicLink(Path.Combine(GetUndoFolder(repository), "9"), Path.Combine(GetUndoFolder(repository), "mine"));
            }

            repository.Restorer.Restore(attempt);
        }

        var folders =
            Directory.GetDirectories(GetUndoFolder(repository)).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal);
        Assert.AreEqual("02 10 11 12 13 3 4 5 6 7 8 9 mine", string.Join(' ', folders), "without 1 and 2; 9 is the link");
        Assert.IsTrue(File.Exists(Path.Combine(GetUndoFolder(repository), "mine", "restore.tar")));
        Assert.IsTrue(File.Exists(Path.Combine(GetUndoFolder(repository), "02", "restore.tar")));
        Assert.IsTrue((repository.Restorer.Undo(null)).IsDone);
        Assert.AreEqual("edit 12", File.ReadAllText(repository.At("a.cs")));
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void No_other_user_can_read_a_way_back()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit();
        var attempt = repository.Take();
        repository.Write("a.cs", "2");
        repository.Restorer.Restore(attempt);

        var undo = new DirectoryInfo(GetUndoFolder(repository));
        foreach (var entry in undo.EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Append(undo))
        {
            Assert.AreEqual(entry is DirectoryInfo ? 0b111_000_000 : 0b110_000_000, FileModes.GetMode(entry), entry.Name);
        }
    }

    [TestMethod]
    [DataRow("../escaped")]
    [DataRow("a/../../escaped")]
    [DataRow("/escaped")]
    [DataRow(".git/hooks/post-checkout")]
    [DataRow(".GIT/config")]
    [DataRow("sub/git~1/config")]
    [DataRow(".git. /config")]
    [DataRow(".git::$INDEX_ALLOCATION/config")]
    [DataRow(".g\u200cit/config")]
    [DataRow("a//b")]
    public void A_way_back_that_leads_out_of_the_working_tree_is_refused(string path)
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit();
        WriteWayBack(repository, "files/" + path);

        Assert.StartsWith("the way back is damaged: ", (repository.Restorer.Undo(1)).Problem);
    }

    [TestMethod]
    public void A_way_back_through_a_link_touches_nothing_behind_it()
    {
        using var other = new TestRepository().Write("precious.cs", "1");
        using var repository = new TestRepository().Write("a.cs", "1").Commit();
        Directory.CreateSymbolicLink(repository.At("link"), other.Root);
        WriteWayBack(repository, "absent/link/precious.cs", "absent/link");
        WriteWayBack(repository, "files/link/precious.cs");

        Assert.AreEqual(DescribeInTheWay("link"), (repository.Restorer.Undo(2)).Problem);
        Assert.AreEqual("", (repository.Restorer.Undo(1)).Problem);
        Assert.IsFalse(Path.Exists(repository.At("link")));
        Assert.AreEqual("1", File.ReadAllText(other.At("precious.cs")));
    }

    [TestMethod]
    public void A_damaged_way_back_is_named_and_changes_nothing()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit();
        var attempt = repository.Take();
        repository.Write("a.cs", "2");
        repository.Restorer.Restore(attempt);
        var file = Path.Combine(GetUndoFolder(repository), "1", "restore.tar");

        var whole = File.ReadAllBytes(file);
        foreach (var damaged in (byte[][])[whole[..1024], whole[..600], new byte[1000], [.. Enumerable.Repeat((byte)'x', 1000)]])
        {
            File.WriteAllBytes(file, damaged);
            var problem = (repository.Restorer.Undo(null)).Problem;
            Assert.AreEqual($"the way back is damaged: {file}", problem);
        }

        Assert.AreEqual("there is no way back 2; there are: 1", (repository.Restorer.Undo(2)).Problem);
        Assert.AreEqual("1", File.ReadAllText(repository.At("a.cs")));
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void An_emptied_folder_goes_unless_it_is_private()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit();
        var attempt = repository.Take();
        repository.Write("open/sub/b.cs", "2").Write("private/b.cs", "2").Write("link", "2");
        FileModes.SetMode(repository.At("private"), 0b111_000_000);
        Directory.CreateDirectory(repository.At("open/sub/empty"));

        repository.Restorer.Restore(attempt);
        Assert.IsTrue(Directory.Exists(repository.At("open/sub/empty")));
        Directory.Delete(repository.At("open/sub/empty"));
        repository.Restorer.Undo(null);
        repository.Restorer.Restore(attempt);
        Assert.IsFalse(Directory.Exists(repository.At("open")));
        repository.Restorer.Undo(null);

        Assert.AreEqual("2", File.ReadAllText(repository.At("private/b.cs")));
        Assert.AreEqual(0b111_000_000, FileModes.GetMode(new DirectoryInfo(repository.At("private"))));
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void A_link_that_takes_the_place_of_a_folder_stays()
    {
        using var repository = new TestRepository().Write("target/a.cs", "1").Commit();
        Directory.CreateSymbolicLink(repository.At("folder"), "target");
        var attempt = repository.Take();
        File.Delete(repository.At("folder"));
        repository.Write("folder/b.cs", "2");

        Assert.AreEqual("", (repository.Restorer.Restore(attempt)).Problem);

        Assert.AreEqual("target", new FileInfo(repository.At("folder")).LinkTarget);
    }

    [TestMethod]
    public void A_file_that_comes_back_is_newer_than_what_was_built_meanwhile()
    {
        using var repository = new TestRepository().Write("a.cs", "1").Commit();
        var attempt = repository.Take();
        repository.Write("a.cs", "2");
        repository.Restorer.Restore(attempt);
        repository.Write("built", "1");

        repository.Restorer.Undo(null);

        Assert.IsGreaterThanOrEqualTo(File.GetLastWriteTimeUtc(repository.At("built")), File.GetLastWriteTimeUtc(repository.At("a.cs")));
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void Odd_names_come_back_too()
    {
        string[] names =
        [
            "new\nline ü", "back\\slash", "-rf", ":(top)x", "...", "blank ", "日本", $"long/{new string('ü', 60)}/{new string('n', 200)}",
            .. Enumerable.Range(92, 5).Select(length => new string('n', length)), // 100 bytes is a limit in a tar file
            .. Enumerable.Range(45, 5).Select(length => new string('ü', length)),
        ];
        using var repository = new TestRepository().Write("a.cs", "1").Commit();
        var attempt = repository.Take();
        Array.ForEach(names, name => repository.Write(name, name));
        File.CreateSymbolicLink(repository.At("link"), new string('é', 120));
        var before = ReadState(repository);

        Assert.HasCount(names.Length + 1, (repository.Restorer.Restore(attempt)).Replaced);
        repository.Restorer.Undo(null);

        Assert.AreEqual(before, ReadState(repository));
    }

    private static string DescribeInTheWay(string path) => $"{path} is in the way, and would not be kept: move it away first";

    private static string GetUndoFolder(TestRepository repository) => Path.Combine(repository.Journal, "undo");

    /// <summary>Writes a way back as another program could. Its files hold one byte.</summary>
    private static void WriteWayBack(TestRepository repository, params string[] names)
    {
        var number = Directory.Exists(GetUndoFolder(repository)) ? Directory.GetDirectories(GetUndoFolder(repository)).Length + 1 : 1;
        var folder = Directory.CreateDirectory(Path.Combine(GetUndoFolder(repository), $"{number}")).FullName;
        using var tar = new TarWriter(File.Create(Path.Combine(folder, "restore.tar")));
        foreach (var name in names.Append("end"))
        {
            var content = new MemoryStream(new byte[name.StartsWith("files", StringComparison.Ordinal) ? 1 : 0]);
            tar.WriteEntry(new GnuTarEntry(TarEntryType.RegularFile, name) { DataStream = content });
        }
    }

    /// <summary>One step of an edit: puts a file with a mode, a link, or nothing at a path, and deletes what is in the way.</summary>
    private static void Make(TestRepository repository, (int Path, int Content, int Kind) step)
    {
        var path = repository.At(Paths[step.Path]);
        for (var above = path; above != repository.Root; above = Path.GetDirectoryName(above)!)
        {
            if (new FileInfo(above) is { LinkTarget: not null } or { Exists: true })
            {
                File.Delete(above);
            }
        }

        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }

        if (step.Kind > 0)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            if (step.Kind == 1 && !OperatingSystem.IsWindows())
            {
                File.CreateSymbolicLink(path, Targets[step.Content]);
                return;
            }

            File.WriteAllText(path, Contents[step.Content], System.Text.Encoding.Latin1);
            FileModes.SetMode(path, Modes[Math.Max(0, step.Kind - 2)]);
        }
    }

    /// <summary>The files and links of the working tree: modes, targets and bytes.</summary>
    private static string ReadState(TestRepository repository) => string.Join('\n', new DirectoryInfo(repository.Root)
        .EnumerateFileSystemInfos()
        .Where(entry => entry.Name is not (".git" or ".orchestrator"))
        .SelectMany(ListFiles)
        .OrderBy(entry => entry.FullName, StringComparer.Ordinal)
        .Select(entry => $"{entry.FullName} " + (entry.LinkTarget is { } target
            ? $"-> {target}"
            : $"{FileModes.GetMode(entry)} {Convert.ToHexString(File.ReadAllBytes(entry.FullName))}")));

    /// <summary>The entry itself, or the files and links below; links are not followed.</summary>
    private static IEnumerable<FileSystemInfo> ListFiles(FileSystemInfo entry) =>
        entry is DirectoryInfo { LinkTarget: null } folder ? folder.EnumerateFileSystemInfos().SelectMany(ListFiles) : [entry];
}
