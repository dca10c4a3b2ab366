namespace LoopJournal.Tasks;

/// <summary>A task that knows a project, and finds the journal that it belongs to.</summary>
public abstract class ProjectTask : LoopTask
{
    /// <summary>The project file, absolute.</summary>
    [Required] public string ProjectFile { get; set; } = "";

    /// <summary>The target framework.</summary>
    public string Framework { get; set; } = "";

    /// <summary><c>$(LoopJournalDirectory)</c>: absolute, or relative to the repository's root.</summary>
    [Required] public string Directory { get; set; } = "";

    /// <summary><c>$(LoopJournalShare)</c>.</summary>
    public string Share { get; set; } = "";

    /// <summary>The repository's root and the journal's folder.</summary>
    private protected (string Root, JournalFolder Journal) FindJournal()
    {
        var root = RepositoryRoot.Find(Path.GetDirectoryName(ProjectFile)!);
        return (root, new JournalFolder(FindPlace(root).Folder, root));
    }

    /// <summary>The place of the journal.</summary>
    private protected JournalPlace FindPlace(string root) =>
        JournalPlace.Find(root, Directory, JournalPlace.TryRead(Share, out var scope) ? scope : ShareScope.Off);

    /// <summary>A project as the journal names it: relative to the repository, with forward slashes.</summary>
    private protected static string GetProjectName(string root, string projectFile) =>
        Path.GetRelativePath(root, projectFile).Replace('\\', '/');
}
