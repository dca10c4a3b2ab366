namespace LoopJournal.Recording;

/// <summary>
/// Finds the source files of a referenced project without MSBuild: those that the SDK includes by default. Where a project includes others,
/// none is found, and an added file stays unknown.
/// </summary>
/// <param name="root">The repository's root, absolute.</param>
internal sealed partial class ProjectSources(string root)
{
    private static readonly string[] Imported = ["Directory.Build.props", "Directory.Build.targets"];

    /// <summary>The files, relative to the repository.</summary>
    /// <param name="compiled">The files from which the project's assembly was compiled: the project is the nearest one of most.</param>
    /// <exception cref="IOException">A file or folder cannot be read; or <see cref="UnauthorizedAccessException"/>.</exception>
    public IEnumerable<string> List(IEnumerable<string> compiled)
    {
        var folders = compiled.CountBy(file => Path.GetDirectoryName(file)!);
        var project = folders.Select(folder => (Project: EditedTests.FindProject(root, folder.Key), folder.Value))
            .GroupBy(found => found.Project, found => found.Value).MaxBy(found => found.Sum())?.Key;
        var pattern = Path.GetExtension(project) switch { ".csproj" => "*.cs", ".vbproj" => "*.vb", _ => null };
        return project is null || pattern is null || !HasDefaultItems(project) ? []
            : ListFiles(new(Path.GetDirectoryName(Path.Combine(root, project))!), pattern)
                .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'));
    }

    private bool HasDefaultItems(string project)
    {
        var texts = new List<string> { File.ReadAllText(Path.Combine(root, project)) };
        for (var folder = Path.GetDirectoryName(project); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            texts.AddRange(Imported.Select(name => Path.Combine(root, folder, name)).Where(File.Exists).Select(File.ReadAllText));
        }

        return texts[0].Contains("Sdk", StringComparison.Ordinal) && !texts.Exists(OtherItems().IsMatch);
    }

    // A project in a folder below has its own files
    private static IEnumerable<string> ListFiles(DirectoryInfo folder, string pattern) => folder.EnumerateFiles(pattern)
        .Select(file => file.FullName)
        .Concat(folder.EnumerateDirectories()
            .Where(below => !StaleSources.IsOutput(below.Name) && below is { Name: not ['.', ..] and not "node_modules", LinkTarget: null }
                && !below.EnumerateFiles("*.*proj").Any())
            .SelectMany(below => ListFiles(below, pattern)));

    [GeneratedRegex(@"<Compile\s[^>]*\b(Remove|Exclude)\s*=|EnableDefault(Compile)?Items|DefaultItemExcludes")]
    private static partial Regex OtherItems();
}
