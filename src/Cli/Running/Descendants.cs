using System.Diagnostics;
using System.Runtime.InteropServices;

namespace LoopJournal.Cli.Running;

/// <summary>
/// The processes that a command started. A shell that is ended leaves its commands behind: on Linux this process adopts them, so that they
/// can be ended too. Elsewhere only those are known whose parents live.
/// </summary>
internal static partial class Descendants
{
    private const int SetChildSubreaper = 36;
    private const int Terminate = 15;
    private const int Kill = 9;

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    /// <summary>Makes this process the parent of its descendants whose parents end.</summary>
    public static void Adopt()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = Control(SetChildSubreaper, 1, 0, 0, 0);
        }
    }

    /// <summary>Waits for the command and the processes that it started, and ends those that are left.</summary>
    /// <param name="command">The command.</param>
    /// <param name="grace">How long they may take to end.</param>
    /// <param name="isAsked">Whether they were asked to end.</param>
    public static void End(Process command, TimeSpan grace, bool isAsked)
    {
        if (!isAsked)
        {
            SendAll(Terminate);
            Signals.Terminate(command);
        }

        var waited = Stopwatch.StartNew();
        WaitUntil(() => command.HasExited, waited, grace);
        SendAll(Terminate); // a signal to the shell does not reach what it leaves behind
        WaitUntil(() => command.HasExited && List().Count == 0, waited, grace);
        command.Kill(entireProcessTree: true);
        SendAll(Kill);
        command.WaitForExit(grace);
    }

    private static void WaitUntil(Func<bool> isOver, Stopwatch waited, TimeSpan limit)
    {
        while (waited.Elapsed < limit && !isOver())
        {
            Thread.Sleep(Poll);
        }
    }

    private static void SendAll(int signal) => List().ForEach(process => _ = Send(process, signal));

    /// <summary>The processes below this one that have not ended.</summary>
    private static List<int> List()
    {
        if (!OperatingSystem.IsLinux())
        {
            return [];
        }

        var children = Directory.EnumerateDirectories("/proc").Select(folder => int.TryParse(Path.GetFileName(folder), out var id) ? id : 0)
            .Where(id => id > 0).Select(id => (Id: id, Parent: FindParent(id))).ToLookup(process => process.Parent, process => process.Id);
        List<int> found = [.. children[Environment.ProcessId]];
        for (var i = 0; i < found.Count; i++)
        {
            found.AddRange(children[found[i]]);
        }

        return found;
    }

    /// <summary>The parent of a process; 0 where it has ended. <c>12 (the name) S 3 ...</c>, and the name may hold anything.</summary>
    private static int FindParent(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ') is [not "Z", var parent, ..]
                ? int.Parse(parent, CultureInfo.InvariantCulture) : 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Send(int process, int signal);

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int Control(int option, nuint value, nuint second, nuint third, nuint fourth);
}
