namespace LoopJournal.Tasks;

/// <summary>
/// Runs before the compiler and decides whether errors are expected: only then the compiler is asked for its error log. Writes
/// nothing. Called by the package's own targets only.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class PrepareBuild : ProjectTask
{
    /// <summary>Whether a failure of this build is an attempt of the project.</summary>
    public bool HasAttempts { get; set; }

    /// <summary>
    /// Whether the project's last attempt failed. A project without attempts is built for other projects: whether the last attempt of any
    /// project failed.
    /// </summary>
    [Output] public bool ErrorsAreExpected { get; set; }

    /// <summary>The file of <see cref="BuildErrors"/>, absolute; empty where a link is in the way.</summary>
    [Output] public string ErrorsFile { get; set; } = "";

    private protected override void Run()
    {
        var (root, journal) = FindJournal();
        var worktree = GitFolders.FindWorktree(root, journal.Path);
        ErrorsFile = FindErrorsFile(journal);
        ErrorsAreExpected = FailingProjects.Has(journal, GetProjectName(root, ProjectFile), Framework, worktree)
            || (!HasAttempts && FailingProjects.HasAny(journal));
    }

    private string FindErrorsFile(JournalFolder journal)
    {
        try
        {
            return BuildErrors.GetPath(journal, ProjectFile, Framework);
        }
        catch (IOException)
        {
            return ""; // A link is in the way. RecordAttempt reports it.
        }
    }
}
