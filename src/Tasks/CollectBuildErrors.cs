using System.Globalization;
using LoopJournal.Capture;
using LoopJournal.Git;
using LoopJournal.Text;
using Microsoft.Build.Framework;

namespace LoopJournal.Tasks;

/// <summary>
/// Runs after a build that failed: finds the error logs that say why, this project's or its references', and leaves word of them for
/// the projects that reference this one. Called by the package's own targets alone.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class CollectBuildErrors : Microsoft.Build.Utilities.Task
{
    /// <summary>The project file, absolute.</summary>
    [Required]
    public string ProjectFile { get; set; } = "";

    /// <summary>The target framework.</summary>
    public string Framework { get; set; } = "";

    /// <summary><c>$(LoopJournalDirectory)</c>: absolute, or relative to the repository's root.</summary>
    [Required]
    public string Directory { get; set; } = "";

    /// <summary>How far the build came: <c>references</c>, <c>compiler</c>, <c>after</c>; anything else is before the compiler.</summary>
    public string Step { get; set; } = "";

    /// <summary>The compiler's error log, absolute; empty when it was not asked for one.</summary>
    public string ErrorLog { get; set; } = "";

    /// <summary>When that file was last written before the compiler ran, in ticks of local time: one that was not written again is an older build's.</summary>
    public string ErrorLogBefore { get; set; } = "";

    /// <summary>Whether the compiler will be asked for a log after this failure.</summary>
    public bool CanAskForErrors { get; set; }

    /// <summary>The projects that this one references, with the metadata of MSBuild's own items.</summary>
    public ITaskItem[] References { get; set; } = [];

    /// <summary>Those of them that were built.</summary>
    public string[] BuiltReferences { get; set; } = [];

    /// <summary>The error logs of this build, absolute.</summary>
    [Output]
    public string[] ErrorLogs { get; set; } = [];

    /// <summary>What is known if they have no errors.</summary>
    [Output]
    public string[] Causes { get; set; } = [];

    /// <summary>How to know more.</summary>
    [Output]
    public string Advice { get; set; } = "";

    /// <inheritdoc/>
    public override bool Execute()
    {
        var root = RepositoryRoot.Find(Path.GetDirectoryName(ProjectFile)!);
        var journal = new JournalFolder(Path.GetFullPath(Directory, root), root);
        var failedReferences = Step == "references" ? FailedReferences() : [];
        var found = Find(journal, failedReferences);
        ErrorLogs = [.. found.Logs];
        Causes = [.. CausesOf(found, failedReferences, root).Distinct().Order(StringComparer.Ordinal)];
        Advice = found switch
        {
            { WithoutPackage.Count: > 0 } =>
                $"to know its errors, reference LoopJournal in {Quoted.Of(Relative(root, found.WithoutPackage.First()))} too",
            { KnownNextTime.Count: > 0 } => "the next failure will be known by its errors",
            _ => "",
        };
        Leave(found, journal);
        Log.LogInput(nameof(Step), Step);
        Log.LogOutput(nameof(ErrorLogs), string.Join("; ", ErrorLogs));
        Log.LogOutput(nameof(Causes), string.Join("; ", Causes));
        return true;
    }

    private BuildErrors Find(JournalFolder journal, List<ITaskItem> failedReferences) => Step switch
    {
        "references" when failedReferences.Count > 0 => failedReferences.Select(reference => Of(reference, journal)).Aggregate((a, b) => a.And(b)),
        "compiler" when ErrorLogIsNew() => BuildErrors.None with { Logs = [ErrorLog] },
        "compiler" when ErrorLog.Length == 0 && CanAskForErrors => BuildErrors.None with { KnownNextTime = [ProjectFile] },
        _ => BuildErrors.None with { Unknown = [ProjectFile] },
    };

    // The compiler's failure is the one that needs no word: it is what a build usually fails of.
    private IEnumerable<string> CausesOf(BuildErrors found, List<ITaskItem> failedReferences, string root) => Step switch
    {
        "references" when failedReferences.Count > 0 => (found.UnknownProjects.Any() ? found.UnknownProjects : failedReferences.Select(FullPath))
            .Select(project => $"{Relative(root, project)} does not build"),
        "compiler" when found.Logs.Count == 0 => [],
        "compiler" or "after" => ["the build fails after the compiler"],
        _ => ["the build fails before the compiler"],
    };

    // A project whose output nobody references leaves no output to miss: it failed if it left word.
    private List<ITaskItem> FailedReferences()
    {
        var built = BuiltReferences.Where(project => project.Length > 0).Select(Path.GetFullPath).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. References.Where(reference => !built.Contains(FullPath(reference)))];
    }

    private static BuildErrors Of(ITaskItem reference, JournalFolder journal) =>
        BuildErrors.Read(journal, FullPath(reference), reference.GetMetadata("NearestTargetFramework"))
        ?? (reference.GetMetadata("ReferenceOutputAssembly").Equals("false", StringComparison.OrdinalIgnoreCase)
            ? BuildErrors.None
            : BuildErrors.None with { WithoutPackage = [FullPath(reference)] });

    private bool ErrorLogIsNew()
    {
        // the time of a file that is not there is a time too
        return ErrorLog.Length > 0 && File.Exists(ErrorLog)
            && File.GetLastWriteTime(ErrorLog).Ticks.ToString(CultureInfo.InvariantCulture) != ErrorLogBefore;
    }

    private void Leave(BuildErrors found, JournalFolder journal)
    {
        try
        {
            found.Write(journal, ProjectFile, Framework);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.LogMessage(
                MessageImportance.Low, "LoopJournal: projects that reference this one will not know its errors. {0}", Quoted.Of(e.Message));
        }
    }

    private static string FullPath(ITaskItem project) => project.GetMetadata("FullPath");

    private static string Relative(string root, string project) => Path.GetRelativePath(root, project).Replace('\\', '/');
}
