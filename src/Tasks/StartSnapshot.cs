using LoopJournal.Recording;
using Microsoft.Build.Framework;

namespace LoopJournal.Tasks;

/// <summary>
/// Starts to take a snapshot of the working tree, right before a gate, and returns at once: git runs beside the gate, and
/// <see cref="RecordAttempt"/> asks for the result. Called by the package's own targets alone.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class StartSnapshot : Microsoft.Build.Utilities.Task
{
    /// <summary>The journal's folder, absolute; made when it is not there.</summary>
    [Required]
    public string JournalDirectory { get; set; } = "";

    /// <summary>The repository's root, absolute.</summary>
    [Required]
    public string Root { get; set; } = "";

    /// <summary>The id of the attempt that is about to be made.</summary>
    [Required]
    public string AttemptId { get; set; } = "";

    /// <summary>
    /// Whether one snapshot serves all attempts of this process: <c>dotnet test</c> asks every test program's project for its command line,
    /// one after the other, before it starts the first.
    /// </summary>
    public bool OncePerProcess { get; set; }

    /// <inheritdoc/>
    public override bool Execute()
    {
        var engine = BuildEngine as IBuildEngine4;
        var (key, lifetime) = OncePerProcess
            ? (Key(JournalDirectory), RegisteredTaskObjectLifetime.AppDomain)
            : (Key(AttemptId), RegisteredTaskObjectLifetime.Build);
        if (engine?.GetRegisteredTaskObject(key, lifetime) is null)
        {
            engine?.RegisterTaskObject(key, new Snapshot(new AttemptRecorder(JournalDirectory, Root).StartSnapshotAsync()), lifetime, allowEarlyCollection: false);
        }

        return true;
    }

    /// <summary>The id of an attempt's snapshot, waited for within its time limit; empty where there is none.</summary>
    internal static string TreeOf(string attemptId, IBuildEngine engine) =>
        Tree((engine as IBuildEngine4)?.UnregisterTaskObject(Key(attemptId), RegisteredTaskObjectLifetime.Build));

    /// <summary>Likewise of the snapshot that serves all attempts of this process in a journal.</summary>
    internal static string TreeOfProcess(string journalDirectory, IBuildEngine engine) =>
        Tree((engine as IBuildEngine4)?.GetRegisteredTaskObject(Key(journalDirectory), RegisteredTaskObjectLifetime.AppDomain));

    private static string Tree(object? snapshot) => snapshot is Snapshot { Tree: var tree } ? tree.GetAwaiter().GetResult() : "";

    private static (Type, string) Key(string name) => (typeof(Snapshot), name);

    /// <summary>No bare task: MSBuild disposes what is registered, and a task that still runs cannot be disposed.</summary>
    private sealed record Snapshot(Task<string> Tree);
}
