namespace LoopJournal.Tasks;

/// <summary>
/// Starts a snapshot of the working tree right before a gate, and returns at once: git runs in parallel with the gate, and
/// <see cref="RecordAttempt"/> waits for the result. Called by the package's own targets only.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class StartSnapshot : LoopTask
{
    /// <summary>The journal's folder, absolute; the task makes it when it is missing.</summary>
    [Required] public string JournalDirectory { get; set; } = "";

    /// <summary>The repository's root, absolute.</summary>
    [Required] public string Root { get; set; } = "";

    /// <summary>The id of the attempt.</summary>
    [Required] public string AttemptId { get; set; } = "";

    /// <summary>
    /// Whether one snapshot serves all attempts of this process: <c>dotnet test</c> asks every project for the command line of its test
    /// program before it starts the first program. The recorders of the programs then read the tree's id from a file.
    /// </summary>
    public bool OncePerProcess { get; set; }

    /// <summary>The id of an attempt's tree, within the snapshot's time limit; empty where there is none.</summary>
    internal static string TakeTree(string attemptId, IBuildEngine engine) => (engine as IBuildEngine4)
        ?.UnregisterTaskObject(GetKey(attemptId), RegisteredTaskObjectLifetime.Build) is Snapshot snapshot
            ? snapshot.Tree.GetAwaiter().GetResult() : "";

    /// <summary>The name of the snapshot that serves all attempts of this process; empty where there is none.</summary>
    internal static string FindSnapshotOfProcess(string journalDirectory, IBuildEngine engine) => (engine as IBuildEngine4)
        ?.GetRegisteredTaskObject(GetKey(journalDirectory), RegisteredTaskObjectLifetime.AppDomain) as string ?? "";

    private protected override void Run()
    {
        if (BuildEngine is not IBuildEngine4 engine)
        {
            return;
        }

        var recorder = new AttemptRecorder(JournalDirectory, Root);
        if (!OncePerProcess)
        {
            var snapshot = new Snapshot(recorder.StartSnapshotAsync());
            engine.RegisterTaskObject(GetKey(AttemptId), snapshot, RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);
        }
        else if (FindSnapshotOfProcess(JournalDirectory, engine).Length == 0 && recorder.StartSnapshotFor(AttemptId))
        {
            engine.RegisterTaskObject(
                GetKey(JournalDirectory), AttemptId, RegisteredTaskObjectLifetime.AppDomain, allowEarlyCollection: false);
        }
    }

    private static (Type, string) GetKey(string name) => (typeof(Snapshot), name);

    /// <summary>Holds the task of the runtime: MSBuild disposes a registered object, and disposing a running task throws.</summary>
    private sealed record Snapshot(Task<string> Tree);
}
