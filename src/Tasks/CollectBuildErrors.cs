namespace LoopJournal.Tasks;

/// <summary>
/// Runs after a build that failed: finds the error logs of the project or its references, and writes the errors file for the projects that
/// reference this one. Called by the package's own targets only.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class CollectBuildErrors : ProjectTask
{
    /// <summary>How far the build got: <c>references</c>, <c>compiler</c>, <c>after</c>; anything else is before the compiler.</summary>
    public string Step { get; set; } = "";

    /// <summary>The compiler's error log, absolute; empty when the compiler was not asked for one.</summary>
    public string ErrorLog { get; set; } = "";

    /// <summary>When that file was last written before the compiler ran, in ticks of local time.</summary>
    public string ErrorLogBefore { get; set; } = "";

    /// <summary>Whether the compiler is asked for a log after this failure.</summary>
    public bool CanAskForErrors { get; set; }

    /// <summary>The projects that this one references, with the metadata of MSBuild's own items.</summary>
    public ITaskItem[] References { get; set; } = [];

    /// <summary>The project files of the references that were built.</summary>
    public string[] BuiltReferences { get; set; } = [];

    /// <summary>The error logs of this build, absolute.</summary>
    [Output] public string[] ErrorLogs { get; set; } = [];

    /// <summary>The causes that are known if the logs contain no errors.</summary>
    [Output] public string[] Causes { get; set; } = [];

    /// <summary>How to know more next time.</summary>
    [Output] public string Advice { get; set; } = "";

    private protected override void Run()
    {
        var (root, journal) = FindJournal();
        var failedReferences = Step == "references" ? FindFailedReferences() : [];
        var errors = failedReferences.Count > 0
            ? BuildErrors.Join(failedReferences.Select(reference => Read(reference, journal)))
            : new BuildErrors(ReadOwn());
        ErrorLogs = [.. errors.Get(KnownErrors.InLog)];
        Causes = failedReferences.Count > 0 ? FindCauses(errors, failedReferences, root) : FindOwnCauses();
        Advice = errors switch
        {
            _ when errors.Get(KnownErrors.WithPackage) is [var project, ..] =>
                $"to know its errors, reference LoopJournal in {Quoted.From(GetProjectName(root, project))} too",
            _ when errors.Get(KnownErrors.NextTime).Count > 0 => "the next failure will be known by its errors",
            _ => "",
        };
        Write(errors, journal);
    }

    private (KnownErrors, string) ReadOwn() => Step switch
    {
        "compiler" when IsErrorLogNew() => (KnownErrors.InLog, ErrorLog),
        "compiler" when ErrorLog.Length == 0 && CanAskForErrors => (KnownErrors.NextTime, ProjectFile),
        _ => (KnownErrors.Never, ProjectFile),
    };

    // Most builds fail in the compiler, so that has no cause of its own
    private string[] FindOwnCauses() => Step switch
    {
        "compiler" when ErrorLogs.Length == 0 => [],
        "compiler" or "after" => ["the build fails after the compiler"],
        _ => ["the build fails before the compiler"],
    };

    private static string[] FindCauses(BuildErrors errors, List<ITaskItem> failedReferences, string root)
    {
        var unknown = errors.Entries.Where(entry => entry.Known != KnownErrors.InLog).Select(entry => entry.Path);
        var projects = unknown.Any() ? unknown : failedReferences.Select(GetFullPath);
        return [.. projects.Select(project => $"{GetProjectName(root, project)} does not build").Distinct().Order(StringComparer.Ordinal)];
    }

    private List<ITaskItem> FindFailedReferences()
    {
        var projects = BuiltReferences.Where(project => project.Length > 0).Select(Path.GetFullPath);
        var built = projects.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. References.Where(reference => !built.Contains(GetFullPath(reference)))];
    }

    /// <remarks>A reference with ReferenceOutputAssembly=false has no output to check: it failed if it left an errors file.</remarks>
    private static BuildErrors Read(ITaskItem reference, JournalFolder journal) =>
        BuildErrors.Read(journal, GetFullPath(reference), reference.GetMetadata("NearestTargetFramework"))
        ?? (reference.GetMetadata("ReferenceOutputAssembly").Equals("false", StringComparison.OrdinalIgnoreCase)
            ? new BuildErrors()
            : new BuildErrors((KnownErrors.WithPackage, GetFullPath(reference))));

    // Exists is asked too, because a missing file has a time in 1601
    private bool IsErrorLogNew() => ErrorLog.Length > 0 && File.Exists(ErrorLog)
        && File.GetLastWriteTime(ErrorLog).Ticks.ToString(CultureInfo.InvariantCulture) != ErrorLogBefore;

    private void Write(BuildErrors errors, JournalFolder journal)
    {
        try
        {
            errors.Write(journal, ProjectFile, Framework);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogDetail($"Projects that reference this one will not know its errors. {Quoted.From(e.Message)}");
        }
    }

    private static string GetFullPath(ITaskItem project) => project.GetMetadata("FullPath");
}
