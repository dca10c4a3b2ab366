using LoopJournal.Capture;
using LoopJournal.Git;
using LoopJournal.Recording;
using Microsoft.Build.Framework;

namespace LoopJournal.Tasks;

/// <summary>
/// Runs before the compiler: says whether errors are to be expected, so that it is worth its time to ask the compiler for a log of
/// them. Writes nothing. Called by the package's own targets alone.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class PrepareBuild : Microsoft.Build.Utilities.Task
{
    /// <summary>The project file, absolute.</summary>
    [Required]
    public string ProjectFile { get; set; } = "";

    /// <summary>The target framework.</summary>
    public string Framework { get; set; } = "";

    /// <summary><c>$(LoopJournalDirectory)</c>: absolute, or relative to the repository's root.</summary>
    [Required]
    public string Directory { get; set; } = "";

    /// <summary>Whether a failure of this build is an attempt of the project's own.</summary>
    public bool HasAttempts { get; set; }

    /// <summary>
    /// Whether the project's last attempt did not pass. A project without attempts of its own is built for others: then whether any
    /// project's did not.
    /// </summary>
    [Output]
    public bool ErrorsAreExpected { get; set; }

    /// <summary>The file that a failed build leaves for the projects that reference this one, absolute; empty where a link is in the way.</summary>
    [Output]
    public string ErrorsFile { get; set; } = "";

    /// <inheritdoc/>
    public override bool Execute()
    {
        var root = RepositoryRoot.Find(Path.GetDirectoryName(ProjectFile)!);
        var journal = new JournalFolder(Path.GetFullPath(Directory, root), root);
        ErrorsFile = FindErrorsFile(journal);
        ErrorsAreExpected = FailingProjects.Has(journal, Path.GetRelativePath(root, ProjectFile).Replace('\\', '/'), Framework)
            || (!HasAttempts && FailingProjects.Any(journal));
        Log.LogOutput(nameof(ErrorsAreExpected), ErrorsAreExpected.ToString());
        return true;
    }

    private string FindErrorsFile(JournalFolder journal)
    {
        try
        {
            return BuildErrors.FileOf(journal, ProjectFile, Framework);
        }
        catch (IOException)
        {
            return ""; // a link is in the way: the task that journals the attempt says so
        }
    }
}
