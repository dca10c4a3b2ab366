using System.ComponentModel;
using System.Diagnostics;
using LoopJournal.Git;
using LoopJournal.Journal;
using LoopJournal.Text;

namespace LoopJournal.Sharing;

/// <summary>
/// Synchronizes after an attempt, in a process that outlives the one of the attempt: a test run never waits for the network. It begins
/// at most once in 30 seconds; an attempt in between starts the process, which waits that long. The next attempt says a failure, once.
/// </summary>
/// <param name="shared">Our folder in git's common folder.</param>
internal sealed class BackgroundSync(JournalFolder shared)
{
    /// <summary>How long one synchronization may take.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private const string Stamp = "synced";
    private const string Waiting = "sync.waiting";
    private const string Problem = "sync.problem";
    private const string Said = "sync.said";
    private const int MaxProblem = 1000;

    /// <summary>The least time between two beginnings.</summary>
    internal TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Starts the process.</summary>
    /// <param name="root">The root of the working tree, absolute.</param>
    /// <param name="journal">The journal's folder, absolute. One that the user placed elsewhere is not shared.</param>
    /// <param name="program">The tool, or the program that runs it, and the arguments before its verb.</param>
    /// <returns>Why the last synchronization failed, in a sentence; null where it did not, or that was said.</returns>
    public static string? Start(string root, string journal, params string[] program)
    {
        // Windows would also look for a program without a folder in the current one, and a repository may bring it
        var first = Path.IsPathFullyQualified(program[0]) ? program[0]
            : ProgramPath.Find(program[0], Environment.GetEnvironmentVariable("PATH") ?? "");
        if (GitFolders.FindWorktree(root, journal).Length == 0 || first is null)
        {
            return null;
        }

        var sync = new BackgroundSync(new(journal, root));
        return FileErrors.Catch(
            () =>
            {
                if (!sync.IsWaiting())
                {
                    Start(root, [first, .. program[1..], "sync", "--journal", journal, "--background"]);
                }

                return sync.TakeProblem();
            },
            otherwise: null);
    }

    /// <summary>Does the work of the process; nothing where another one waits to do it.</summary>
    /// <param name="work">Synchronizes; gives the problem, empty where there is none.</param>
    /// <param name="stop">Ends the waiting.</param>
    public void Run(Func<string> work, CancellationToken stop)
    {
        shared.Ensure();
        using (var waiting = JournalLock.Take(shared.GetPath(Waiting), TimeSpan.Zero))
        {
            if (waiting is null || stop.WaitHandle.WaitOne(GetWait()))
            {
                return;
            }
        }

        PlacedFile.Put(shared, [], Stamp);
        Keep(work());
    }

    private TimeSpan GetWait()
    {
        var stamp = new FileInfo(shared.GetPath(Stamp));
        var wait = stamp.Exists ? stamp.LastWriteTimeUtc + Interval - DateTime.UtcNow : TimeSpan.Zero;
        return wait > TimeSpan.Zero && wait <= Interval ? wait : TimeSpan.Zero;
    }

    private bool IsWaiting()
    {
        using var waiting = JournalLock.Take(shared.GetPath(Waiting), TimeSpan.Zero);
        return waiting is null && File.Exists(shared.GetPath(Waiting));
    }

    private void Keep(string problem)
    {
        problem = problem.Cut(MaxProblem);
        if (problem.Length == 0)
        {
            File.Delete(shared.GetPath(Problem));
            File.Delete(shared.GetPath(Said));
        }
        else if (Read(Said) != problem)
        {
            PlacedFile.Put(shared, Encoding.UTF8.GetBytes(problem), Problem);
        }
    }

    private string? TakeProblem()
    {
        var problem = Read(Problem);
        if (problem.Length == 0)
        {
            return null;
        }

        File.Move(shared.GetPath(Problem), shared.GetPath(Said), overwrite: true);
        return $"The rows are not shared, and stay here: {problem}";
    }

    private string Read(string name) => FileErrors.Catch(() => File.ReadAllText(shared.GetPath(name)), otherwise: "");

    /// <summary>
    /// Starts a process that holds no handle of this one: a pipe behind the test run ends with the test run. A shell closes what it
    /// inherited; on Windows the system's shell starts it without handles.
    /// </summary>
    private static void Start(string root, string[] command)
    {
        const string detach = "for f in 3 4 5 6 7 8 9; do eval \"exec $f>&-\"; done; \"$@\" </dev/null >/dev/null 2>&1 &";
        var start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo(command[0], command[1..]) { UseShellExecute = true, WindowStyle = ProcessWindowStyle.Hidden }
            : new ProcessStartInfo("/bin/sh", ["-c", detach, "sh", .. command])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
        start.WorkingDirectory = root;
        try
        {
            using var process = Process.Start(start);
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            // the next attempt tries again
        }
    }
}
