using System.Diagnostics;
using System.Globalization;
using LoopJournal.Snapshots;

namespace LoopJournal.Tests;

/// <summary>A restore and an undo that are killed at any moment: every edit is in the working tree, or an undo brings it back.</summary>
[TestClass]
[TestCategory("Full")]
public sealed class KilledRestoreTests : IDisposable
{
    private const int Files = 6000;
    private const int Kills = 50;

    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly TimeSpan Forever = Timeout.InfiniteTimeSpan;

    private readonly Tool _tool = new();

    public required TestContext TestContext { get; set; }

    private string JournalFolder => Path.GetDirectoryName(_tool.Journal)!;

    private WorkingTree WorkingTree => new(_tool.Folder, JournalFolder);

    public void Dispose() => _tool.Dispose();

    [TestMethod]
    [Timeout(60 * 60 * 1000)]
    public async Task No_edit_is_lost_whenever_a_restore_is_killed()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        using (var git = Process.Start(new ProcessStartInfo("git", ["init", "--quiet", _tool.Folder]))!)
        {
            await git.WaitForExitAsync();
        }

        _tool.Write(".orchestrator/loop/.gitignore", "*\n");
        WriteFiles("attempt", isAttempt: true);
        var tree = WorkingTree.Take(TimeSpan.FromMinutes(1));
        _tool.WriteJournal([new { iteration = 1, gate = "fail", fingerprint = "f", command = "test", tree }]);
        WriteFiles("edit 0", isAttempt: false);
        var restore = await RunAsync(_ => Forever, "restore", "1");
        var undo = await RunAsync(_ => Forever, "restore", "--undo");
        Assert.AreEqual(0, restore.ExitCode + undo.ExitCode);
        Assert.AreEqual("", FindDifference("edit 0"));

        var (untouched, half, whole, killedUndos, files) = (0, 0, 0, 0, 0);
        foreach (var round in Enumerable.Range(1, Kills))
        {
            // An edit of its own for each round would make 300,000 objects.
            var edit = string.Create(CultureInfo.InvariantCulture, $"edit {round % 5}");
            WriteFiles(edit, isAttempt: false);

            // Every other kill is timed from when the way back was printed, because most of a restore is preparation.
            var (atStart, atPrinted) = (random.NextDouble() * restore.Whole, random.NextDouble() * restore.Touching);
            var isFromPrinted = round % 2 != 0;
            await RunAsync(isPrinted => isPrinted != isFromPrinted ? Forever : isPrinted ? atPrinted : atStart, "restore", "1");
            var replaced = CountReplaced(edit);
            (untouched, half, whole) = replaced switch
            {
                0 => (untouched + 1, half, whole),
                Files => (untouched, half, whole + 1),
                _ => (untouched, half + 1, whole),
            };
            files += replaced;
            if (round % 3 == 0)
            {
                var at = random.NextDouble() * undo.Whole;
                var killed = await RunAsync(isPrinted => isPrinted ? Forever : at, "restore", "--undo");
                killedUndos += killed.ExitCode is 0 or 1 ? 0 : 1;
            }

            var back = await RunAsync(_ => Forever, "restore", "--undo");

            Assert.AreEqual("", FindDifference(edit), $"seed {seed}, round {round}: {back.Output}");

            DeleteAbandoned();
        }

        Assert.IsGreaterThan(0, half, "Some restores are killed while they replace files.");
        TestContext.WriteLine(
            $"seed {seed}: {Kills} restores killed: {untouched} before the first file, {half} half way, {whole} at the end; "
            + $"{files} files replaced; {killedUndos} undos killed; a restore takes {restore.Whole.TotalMilliseconds:0} ms, "
            + $"{restore.Touching.TotalMilliseconds:0} ms of them on the files");
    }

    /// <summary>
    /// One file in ten is absent in the attempt, another one in the edit, and one in ten is readable for its owner alone.
    /// </summary>
    private static bool IsThere(int file, bool isAttempt) => file % 10 != (isAttempt ? 1 : 2);

    private string GetPath(int file) => Path.Combine(_tool.Folder, "src", $"{file % 60}", $"{file}.cs");

    private void WriteFiles(string content, bool isAttempt)
    {
        for (var file = 0; file < Files; file++)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(GetPath(file))!);
            if (!IsThere(file, isAttempt))
            {
                File.Delete(GetPath(file));
                continue;
            }

            _tool.Write(GetPath(file), $"{content} of {file}\r\n");
            if (file % 10 == 3 && !OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(GetPath(file), Private);
            }
        }
    }

    private bool IsAsEdited(int file, string content) => !IsThere(file, isAttempt: false)
        ? !Path.Exists(GetPath(file))
        : File.Exists(GetPath(file)) && File.ReadAllText(GetPath(file)) == $"{content} of {file}\r\n"
            && (OperatingSystem.IsWindows() || file % 10 != 3 || File.GetUnixFileMode(GetPath(file)) == Private);

    private string FindDifference(string content) =>
        string.Join(' ', Enumerable.Range(0, Files).Where(file => !IsAsEdited(file, content)).Take(5).Select(GetPath));

    private int CountReplaced(string content) => Enumerable.Range(0, Files).Count(file => !IsAsEdited(file, content));

    /// <summary>Deletes the files that killed restores have left. A restore does so too, but only after an hour.</summary>
    private void DeleteAbandoned()
    {
        foreach (var folder in Directory.GetDirectories(Path.Combine(JournalFolder, "snapshots", "work")))
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (IOException)
            {
                // A git of the killed process still writes there: a later round deletes the folder.
            }
        }
    }

    /// <summary>Runs the tool as a process, and kills it.</summary>
    /// <param name="lifetime">How long it lives from its start, and from the moment when it has printed the way back.</param>
    /// <param name="arguments">The command line.</param>
    private async Task<(int ExitCode, string Output, TimeSpan Whole, TimeSpan Touching)> RunAsync(
        Func<bool, TimeSpan> lifetime, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Tool.Program, .. arguments])
        {
            WorkingDirectory = _tool.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var clock = Stopwatch.StartNew();
        using var ended = new CancellationTokenSource();
        var first = KillAsync(process, lifetime(false), ended.Token);
        var error = process.StandardError.ReadToEndAsync();
        var line = await process.StandardOutput.ReadLineAsync();
        var printed = clock.Elapsed;
        var second = line is null ? Task.CompletedTask : KillAsync(process, lifetime(true), ended.Token);
        var rest = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        await ended.CancelAsync();
        await Task.WhenAll(first, second);
        return (process.ExitCode, line + rest + await error, clock.Elapsed, clock.Elapsed - printed);
    }

    private static async Task KillAsync(Process process, TimeSpan after, CancellationToken ended)
    {
        try
        {
            await Task.Delay(after, ended);
            process.Kill();
        }
        catch (OperationCanceledException)
        {
            // The process ended first.
        }
    }
}
