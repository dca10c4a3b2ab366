namespace LoopJournal.Tasks;

/// <summary>
/// Shares the rows of a journal with other clones after an attempt, where <c>LoopJournalShare</c> is <c>remote</c>: starts a process that
/// outlives the build. Never fails a build. Called by the package's own targets only.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class StartSync : LoopTask
{
    /// <summary>The <c>dotnet</c> that runs the tool.</summary>
    [Required] public string Dotnet { get; set; } = "";

    /// <summary>The tool's assembly, absolute.</summary>
    [Required] public string Tool { get; set; } = "";

    /// <summary>The journal's folder, absolute.</summary>
    [Required] public string JournalDirectory { get; set; } = "";

    /// <summary>The repository's root, absolute.</summary>
    [Required] public string Root { get; set; } = "";

    private protected override void Run()
    {
        if (BackgroundSync.Start(Root, JournalDirectory, Dotnet, Tool) is { } problem)
        {
            Log.LogMessage(MessageImportance.High, "{0}", "LoopJournal: " + problem);
        }
    }
}
