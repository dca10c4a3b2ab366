namespace LoopJournal.Reports;

/// <summary>Whether a test project of the journal is still there. Journals keep the runs of projects that were removed since.</summary>
internal static partial class TestProject
{
    private const long MaxLength = 1024 * 1024;
    private const string Shared = "Directory.Build.props";

    /// <summary>
    /// Whether the project's file exists and has not given up the framework. Where the framework is computed, or cannot be found, it counts
    /// as targeted.
    /// </summary>
    /// <param name="root">The repository's root, absolute.</param>
    /// <param name="project">The project, relative to the root. Any program may write a journal: an absolute path is not looked up.</param>
    /// <param name="framework">The target framework.</param>
    public static bool Exists(string root, string project, string framework)
    {
        var path = Path.Combine(root, project);
        if (Path.IsPathRooted(project) || !File.Exists(path))
        {
            return false;
        }

        var targets = ListFiles(root, path).SelectMany(ReadTargets).ToList();
        return targets.Count == 0 || targets.Exists(target => target == framework || target.Contains('$'));
    }

    /// <summary>The project, and the files with shared properties above it.</summary>
    private static IEnumerable<string> ListFiles(string root, string project)
    {
        yield return project;
        for (var folder = Path.GetDirectoryName(project); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            yield return Path.Combine(folder, Shared);
            if (folder == root)
            {
                break;
            }
        }
    }

    private static IEnumerable<string> ReadTargets(string path)
    {
        try
        {
            // A device has no length, and would never end
            return new FileInfo(path) is { Exists: true, Length: > 0 and <= MaxLength }
                ? Targets().Matches(File.ReadAllText(path)).SelectMany(match => match.Groups[1].Value.Split(';'))
                    .Select(target => target.Trim()).Where(target => target.Length > 0)
                : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    [GeneratedRegex("<TargetFrameworks?[^>]*>([^<]*)<")]
    private static partial Regex Targets();
}
