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
    /// program before it starts the first program.
    /// </summary>
    public bool OncePerProcess { get; set; }

    /// <summary>The id of an attempt's tree, within the snapshot's time limit; empty where there is none.</summary>
    internal static string TakeTree(string attemptId, IBuildEngine engine) =>
        Wait((engine as IBuildEngine4)?.UnregisterTaskObject(GetKey(attemptId), RegisteredTaskObjectLifetime.Build));

    /// <summary>The id of the tree that serves all attempts of this process; likewise.</summary>
    internal static string GetTreeOfProcess(string journalDirectory, IBuildEngine engine) =>
        Wait((engine as IBuildEngine4)?.GetRegisteredTaskObject(GetKey(journalDirectory), RegisteredTaskObjectLifetime.AppDomain));

    private protected override void Run()
    {
        var (key, lifetime) = OncePerProcess
            ? (GetKey(JournalDirectory), RegisteredTaskObjectLifetime.AppDomain)
            : (GetKey(AttemptId), RegisteredTaskObjectLifetime.Build);
        if (BuildEngine is IBuildEngine4 engine && engine.GetRegisteredTaskObject(key, lifetime) is null)
        {
            var snapshot = new Snapshot(new AttemptRecorder(JournalDirectory, Root).StartSnapshotAsync());
            engine.RegisterTaskObject(key, snapshot, lifetime, allowEarlyCollection: false);
        }
    }

    private static string Wait(object? snapshot) => snapshot is Snapshot { Tree: var tree } ? tree.GetAwaiter().GetResult() : "";

    private static (Type, string) GetKey(string name) => (typeof(Snapshot), name);

    /// <summary>Holds the task of the runtime: MSBuild disposes a registered object, and disposing a running task throws.</summary>
    private sealed record Snapshot(Task<string> Tree);
}
