using System.Diagnostics;
using System.Runtime.Versioning;
using LoopJournal.Cli;
using LoopJournal.Snapshots;

namespace LoopJournal.Tests;

/// <summary>Restoring an attempt, and the changes between two attempts.</summary>
[TestClass]
public sealed class RestoreTests
{
    [TestMethod]
    public async Task Restore_brings_an_attempt_back_and_says_how_to_undo_it()
    {
        using var tool = await CreateRepositoryAsync();
        var first = TakeSnapshot(tool, "one");
        var second = TakeSnapshot(tool, "two");
        tool.WriteJournal([CreateAttempt(1, first), CreateAttempt(2, second)]);
        tool.Write("cart.txt", "three\n");

        var restored = tool.Run("restore", "1");

        Assert.AreEqual(0, restored.ExitCode, restored.Error);
        Assert.AreEqual("kept as it is now: 1 file; to come back: loop-journal restore --undo\nrestored: 1 (1 file)\n", restored.Output);
        Assert.AreEqual("one\n", Read(tool, "cart.txt"));
        var back = tool.Run(ReadWayBack(restored));
        Assert.AreEqual(0, back.ExitCode, back.Error);
        Assert.AreEqual(
            "kept as it is now: 1 file; to come back: loop-journal restore --undo 2\nrestored: what was kept (1 file)\n", back.Output);
        Assert.AreEqual("three\n", Read(tool, "cart.txt"));
        Assert.AreEqual(0, tool.Run(ReadWayBack(back)).ExitCode);
        Assert.AreEqual("one\n", Read(tool, "cart.txt"));
    }

    [TestMethod]
    public async Task The_printed_way_back_names_the_journal_that_was_named()
    {
        using var tool = await CreateRepositoryAsync();
        tool.Write("memory/.gitignore", "*\n");
        var tree = new WorkingTree(tool.Folder, Path.Combine(tool.Folder, "memory")).Take(TimeSpan.FromMinutes(1));
        tool.Write("cart.txt", "two\n");

        var restored = tool.Run("restore", tree, "--journal", "memory");

        Assert.AreEqual("restore --undo --journal memory", string.Join(' ', ReadWayBack(restored)));
        Assert.AreEqual(0, tool.Run(ReadWayBack(restored)).ExitCode);
        Assert.AreEqual("two\n", Read(tool, "cart.txt"));
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public async Task The_name_of_a_journal_does_not_leave_its_quotes_in_the_way_back()
    {
        foreach (var name in HostileText.All.Select(text => text.Replace('/', '-')))
        {
            using var tool = await CreateRepositoryAsync();
            tool.Write(Path.Combine(name, ".gitignore"), "*\n");
            var tree = new WorkingTree(tool.Folder, Path.Combine(tool.Folder, name)).Take(TimeSpan.FromMinutes(1));
            tool.Write("cart.txt", "two\n");

            var restored = tool.Run("restore", tree, "--journal", name);

            Assert.Contains("restore --undo --journal \"", restored.Output);
            restored.AssertIsInert("restore");
        }
    }

    [TestMethod]
    public async Task The_way_back_is_printed_before_the_first_file_is_touched()
    {
        using var tool = await CreateRepositoryAsync();
        tool.WriteJournal([CreateAttempt(1, TakeSnapshot(tool, "one"))]);
        tool.Write("cart.txt", "two\n");
        var seen = "";

        RunWatched(tool, () => seen = Read(tool, "cart.txt"), "restore", "1");

        Assert.AreEqual("two\n", seen);
        Assert.AreEqual("one\n", Read(tool, "cart.txt"));
    }

    [TestMethod]
    public async Task A_restore_that_is_killed_once_it_has_printed_the_way_back_can_be_taken_back()
    {
        using var tool = await CreateRepositoryAsync();
        var files = Enumerable.Range(0, 300).Select(i => $"src/{i}.cs").ToList();
        files.ForEach(file => tool.Write(file, "attempt"));
        tool.WriteJournal([CreateAttempt(1, TakeTree(tool))]);
        files.ForEach(file => tool.Write(file, $"edit of {file}"));
        string[] arguments = [Tool.Program, "restore", "1"];
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = tool.Folder, RedirectStandardOutput = true };
        using (var process = Process.Start(start)!)
        {
            Assert.Contains("to come back: loop-journal restore --undo", await process.StandardOutput.ReadLineAsync() ?? "");
            process.Kill();
            await process.WaitForExitAsync();
        }

        Assert.AreEqual(0, tool.Run("restore", "--undo").ExitCode);

        Assert.IsEmpty(files.Where(file => Read(tool, file) != $"edit of {file}"));
    }

    [TestMethod]
    public async Task The_way_back_survives_later_attempts_and_a_snapshot_store_that_was_emptied()
    {
        using var tool = await CreateRepositoryAsync();
        tool.WriteJournal([CreateAttempt(1, TakeSnapshot(tool, "one"))]);
        tool.Write("cart.txt", "in no attempt\n");
        var restored = tool.Run("restore", "1");

        tool.Run("record", "--gate", "fail");
        OpenSnapshots(tool).Trim([], max: 0);

        Assert.AreEqual(0, tool.Run(ReadWayBack(restored)).ExitCode);
        Assert.AreEqual("in no attempt\n", Read(tool, "cart.txt"));
    }

    [TestMethod]
    public async Task A_file_that_git_cannot_write_is_found_before_another_one_is_touched()
    {
        using var tool = await CreateRepositoryAsync();
        tool.Write(".gitattributes", "z.txt filter=broken\n");
        tool.Write("z.txt", "one\n");
        tool.WriteJournal([CreateAttempt(1, TakeSnapshot(tool, "one"))]);
        tool.Write("cart.txt", "two\n");
        tool.Write("z.txt", "two\n");
        await RunGitAsync(tool, "config", "filter.broken.clean", "cat");
        await RunGitAsync(tool, "config", "filter.broken.smudge", "false");
        await RunGitAsync(tool, "config", "filter.broken.required", "true");

        var answer = tool.Run("restore", "1");

        Assert.AreEqual(1, answer.ExitCode);
        Assert.StartsWith("not restored, nothing was changed: ", answer.Error);
        Assert.AreEqual("two\n", Read(tool, "cart.txt"));
        Assert.AreEqual("not restored, nothing was changed: \"there is no restore to take back\"\n", tool.Run("restore", "--undo").Error);
    }

    [TestMethod]
    public async Task A_restore_that_fails_half_way_says_what_it_replaced_and_how_to_come_back()
    {
        using var tool = await CreateRepositoryAsync();
        tool.Write("a.txt", "one\n");
        tool.WriteJournal([CreateAttempt(1, TakeSnapshot(tool, "one"))]);
        tool.Write("a.txt", "two\n");
        tool.Write("cart.txt", "two\n");

        var answer = RunWatched(tool, () => tool.Write("cart.txt", "edited meanwhile\n"), "restore", "1");

        Assert.AreEqual(1, answer.ExitCode);
        Assert.AreEqual(
            "restored 1 of 2 files, then: \"cart.txt was changed by another process\"; replaced: \"a.txt\"; "
                + "to come back: loop-journal restore --undo\n",
            answer.Error);
        Assert.AreEqual("one\n", Read(tool, "a.txt"));
        Assert.AreEqual("edited meanwhile\n", Read(tool, "cart.txt"));
        var back = tool.Run("restore", "--undo");
        Assert.AreEqual("two\n", Read(tool, "a.txt"));
        Assert.AreEqual("two\n", Read(tool, "cart.txt"));
        tool.Run(ReadWayBack(back));
        Assert.AreEqual("edited meanwhile\n", Read(tool, "cart.txt"));
    }

    [TestMethod]
    public async Task Files_that_cannot_be_restored_are_named()
    {
        using var tool = await CreateRepositoryAsync();
        using var library = await CreateRepositoryAsync();
        library.Write("lib.cs", "1");
        await RunGitAsync(library, "add", "lib.cs");
        await RunGitAsync(library, "commit", "--quiet", "-m", "library");
        await RunGitAsync(tool, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", library.Folder, "sm");
        tool.Write("big.bin", new string('x', 1024 * 1024 + 1));
        tool.WriteJournal([CreateAttempt(1, TakeSnapshot(tool, "one"))]);
        tool.Write("cart.txt", "two\n");
        tool.Write("sm/lib.cs", "2");
        File.Delete(Path.Combine(tool.Folder, "big.bin"));

        var answer = tool.Run("restore", "1");

        Assert.AreEqual("restored: 1 (1 file), except: \"big.bin\" (too large to be kept), \"sm\" (submodule)", answer.Lines[^1]);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [UnsupportedOSPlatform("windows")]
    public async Task A_file_keeps_its_permission_bits_apart_from_gits_executable_bit()
    {
        using var tool = await CreateRepositoryAsync();
        var path = tool.Write("private.txt", "one\n");
        tool.Write("run.sh", "one\n");
        Chmod(tool, "run.sh", 0b111_000_000);
        tool.WriteJournal([CreateAttempt(1, TakeTree(tool))]);
        tool.Write("private.txt", "two\n");
        Chmod(tool, "private.txt", 0b110_000_000);
        tool.Write("run.sh", "two\n");
        Chmod(tool, "run.sh", 0b110_100_000);

        Assert.AreEqual(0, tool.Run("restore", "1").ExitCode);

        Assert.AreEqual("one\n", Read(tool, "private.txt"));
        Assert.AreEqual((UnixFileMode)0b110_000_000, File.GetUnixFileMode(path));
        var script = File.GetUnixFileMode(Path.Combine(tool.Folder, "run.sh"));
        Assert.AreEqual((UnixFileMode)0b111_101_000, script, "executable for those who may read it");
    }

    [TestMethod]
    public async Task A_file_whose_line_ends_git_normalizes_comes_back_byte_by_byte()
    {
        using var tool = await CreateRepositoryAsync();
        tool.Write(".gitattributes", "* text=auto\n");
        tool.WriteJournal([CreateAttempt(1, TakeSnapshot(tool, "one"))]);
        tool.Write("cart.txt", "one\r\ntwo\nthree\r\n");

        var restored = tool.Run("restore", "1");
        Assert.AreEqual("one\n", Read(tool, "cart.txt"));
        tool.Run(ReadWayBack(restored));

        Assert.AreEqual("one\r\ntwo\nthree\r\n", Read(tool, "cart.txt"));
    }

    [TestMethod]
    public async Task Files_are_written_as_the_attributes_of_the_attempt_say()
    {
        using var tool = await CreateRepositoryAsync();
        tool.Write(".gitattributes", "*.txt text eol=crlf\n");
        tool.WriteJournal([CreateAttempt(1, TakeSnapshot(tool, "one"))]);
        tool.Write("cart.txt", "two\n");
        File.Delete(Path.Combine(tool.Folder, ".gitattributes"));

        tool.Run("restore", "1");

        Assert.AreEqual("one\r\n", Read(tool, "cart.txt"));
    }

    [TestMethod]
    public async Task In_a_partial_clone_the_files_that_are_there_are_restored()
    {
        using var origin = await CreateRepositoryAsync();
        origin.Write("f1/cart.txt", "one\n");
        origin.Write("f2/other.txt", "not fetched\n");
        await RunGitAsync(origin, "add", "f1", "f2");
        await RunGitAsync(origin, "commit", "--quiet", "-m", "origin");
        await RunGitAsync(origin, "config", "uploadpack.allowFilter", "true");
        using var tool = new Tool();
        Directory.Delete(Path.Combine(tool.Folder, ".git"));
        var url = new Uri(origin.Folder).AbsoluteUri;
        await RunGitAsync(tool, "-c", "protocol.file.allow=always", "clone", "--quiet", "--filter=blob:none", "--sparse", url, ".");
        await RunGitAsync(tool, "-c", "protocol.file.allow=always", "sparse-checkout", "set", "f1");
        tool.Write(".orchestrator/loop/.gitignore", "*\n");
        tool.WriteJournal([CreateAttempt(1, TakeTree(tool))]);
        tool.Write("f1/cart.txt", "two\n");

        var answer = tool.Run("restore", "1");

        Assert.AreEqual(0, answer.ExitCode, answer.Error);
        Assert.AreEqual("one\n", Read(tool, "f1/cart.txt"));
        Assert.IsFalse(Path.Exists(Path.Combine(tool.Folder, "f2")));
    }

    [TestMethod]
    [DataRow("restore")]
    [DataRow("restore", "1", "--undo")]
    [DataRow("restore", "--undo", "0")]
    [DataRow("restore", "--undo", "best")]
    public async Task A_restore_of_nothing_or_of_two_things_says_what_is_allowed(params string[] arguments)
    {
        using var tool = await CreateRepositoryAsync();
        tool.WriteJournal([CreateAttempt(1, TakeSnapshot(tool, "one"))]);

        var answer = tool.Run(arguments);

        Assert.AreEqual(2, answer.ExitCode);
        Assert.Contains(arguments[^1] is "0" or "best" ? "allowed: a whole number, 1 or more" : "or --undo, and not both", answer.Error);
    }

    [TestMethod]
    public async Task Diff_shows_the_changes_between_two_attempts_or_since_one()
    {
        using var tool = await CreateRepositoryAsync();
        tool.WriteJournal([CreateAttempt(1, TakeSnapshot(tool, "one")), CreateAttempt(2, TakeSnapshot(tool, "two"))]);
        tool.Write("cart.txt", "three\n");

        Assert.Contains("-one\n+two\n", tool.Run("diff", "1", "2").Output);
        Assert.Contains("-two\n+three\n", tool.Run("diff").Output);
        Assert.Contains("-one\n+three\n", tool.Run("diff", "1").Output);
    }

    [TestMethod]
    [DataRow("7")]
    [DataRow("best")]
    [DataRow("4b825dc642cb6eb9a060e54bf8d69288fbee4905")]
    public async Task An_attempt_without_a_snapshot_is_refused(string attempt)
    {
        using var tool = await CreateRepositoryAsync();
        tool.WriteJournal([CreateAttempt(1, "")]);

        var answer = tool.Run("restore", attempt);

        Assert.AreEqual(1, answer.ExitCode);
        Assert.StartsWith("not restored, nothing was changed: ", answer.Error);
        Assert.AreEqual(1, tool.Run("diff", attempt).ExitCode);
        Assert.AreEqual(2, tool.Run("restore", "--now").ExitCode);
        Assert.AreEqual(2, tool.Run("restore", "yesterday").ExitCode);
    }

    private static object CreateAttempt(int iteration, string tree) =>
        new { iteration, gate = "fail", fingerprint = $"f{iteration}", command = "test", tree };

    private static string[] ReadWayBack(Answer restored) =>
        restored.Output.Split("to come back: loop-journal ")[1].Split('\n')[0].Split(' ');

    private static string Read(Tool tool, string file) => File.ReadAllText(Path.Combine(tool.Folder, file));

    [UnsupportedOSPlatform("windows")]
    private static void Chmod(Tool tool, string file, int mode) =>
        File.SetUnixFileMode(Path.Combine(tool.Folder, file), (UnixFileMode)mode);

    private static async Task<Tool> CreateRepositoryAsync()
    {
        var tool = new Tool();
        await RunGitAsync(tool, "init", "--quiet");
        await RunGitAsync(tool, "config", "user.name", "n");
        await RunGitAsync(tool, "config", "user.email", "e");
        tool.Write(".orchestrator/loop/.gitignore", "*\n");
        return tool;
    }

    private static async Task RunGitAsync(Tool tool, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = tool.Folder, RedirectStandardError = true };
        using var git = Process.Start(start)!;
        var error = await git.StandardError.ReadToEndAsync();
        await git.WaitForExitAsync();
        Assert.AreEqual(0, git.ExitCode, $"git {string.Join(' ', arguments)}: {error}");
    }

    private static WorkingTree OpenSnapshots(Tool tool) => new(tool.Folder, Path.GetDirectoryName(tool.Journal)!);

    private static string TakeTree(Tool tool) => OpenSnapshots(tool).Take(TimeSpan.FromMinutes(1));

    private static string TakeSnapshot(Tool tool, string content)
    {
        tool.Write("cart.txt", content + "\n");
        return TakeTree(tool);
    }

    /// <summary>Runs the tool, and acts as soon as the tool has printed the way back.</summary>
    private static Answer RunWatched(Tool tool, Action act, params string[] arguments)
    {
        using var output = new WatchedWriter(act);
        using var error = new StringWriter { NewLine = "\n" };
        using var shell = new ToolContext
        {
            CurrentDirectory = () => tool.Folder,
            Input = () => Stream.Null,
            Output = output,
            Error = error,
            Variable = _ => null,
        };
        return new(CommandLine.Run(arguments, shell), output.ToString(), error.ToString());
    }

    private sealed class WatchedWriter(Action act) : StringWriter
    {
        private bool _hasActed;

        public override void Flush()
        {
            if (!_hasActed && ToString().Contains("to come back: ", StringComparison.Ordinal))
            {
                _hasActed = true;
                act();
            }
        }
    }
}
