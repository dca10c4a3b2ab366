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

    /// <inheritdoc/>
    public override bool Execute()
    {
        var snapshot = new Snapshot(new AttemptRecorder(JournalDirectory, Root).StartSnapshotAsync());
        (BuildEngine as IBuildEngine4)?.RegisterTaskObject(Key(AttemptId), snapshot, RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);
        return true;
    }

    /// <summary>The id of an attempt's snapshot, waited for within its time limit; empty where there is none.</summary>
    internal static string TreeOf(string attemptId, IBuildEngine engine) =>
        (engine as IBuildEngine4)?.UnregisterTaskObject(Key(attemptId), RegisteredTaskObjectLifetime.Build) is Snapshot snapshot
            ? snapshot.Tree.GetAwaiter().GetResult()
            : "";

    private static (Type, string) Key(string attemptId) => (typeof(Snapshot), attemptId);

    /// <summary>No bare task: MSBuild disposes what is registered, and a task that still runs cannot be disposed.</summary>
    private sealed record Snapshot(Task<string> Tree);
}
