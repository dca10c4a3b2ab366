using LoopJournal.Journal;

namespace LoopJournal.Recording;

/// <summary>Whether edited files belong to test projects: the nearest project above each has a stream of test runs.</summary>
/// <param name="root">The repository's root, absolute.</param>
/// <param name="project">A test project, relative to the root.</param>
/// <param name="journal">The journal: it knows the other ones.</param>
internal sealed class EditedTests(string root, string project, JournalReader journal)
{
    /// <summary>How many files are looked at; of more the answer is not known.</summary>
    public const int MaxFiles = 1000;

    private const int MaxRows = 1000;

    private static readonly EnumerationOptions Quiet = new() { IgnoreInaccessible = true };

    /// <summary>True where all do, false where one does not; null where that is not known: a project lies at the root.</summary>
    public bool? Judge(IReadOnlyCollection<string> files)
    {
        var folders = files.Select(file => Path.GetDirectoryName(file)!.Replace('\\', '/')).Distinct(StringComparer.Ordinal).ToList();
        var projects = folders.ConvertAll(folder => FindProject(root, folder));
        return files.Count >= MaxFiles || projects.Exists(found => found is { Length: > 0 } && !found.Contains('/')) ? null
            : projects.TrueForAll(found => found is not null && IsTestProject(found));
    }

    /// <summary>The nearest project of a folder, both relative to the root; null where there is none above it.</summary>
    internal static string? FindProject(string root, string folder)
    {
        for (var place = folder; place is not null; place = place.Length == 0 ? null : Path.GetDirectoryName(place)!.Replace('\\', '/'))
        {
            var path = Path.Combine(root, place);
            if (Directory.Exists(path) && Directory.EnumerateFiles(path, "*.*proj", Quiet).Min() is { } file)
            {
                return Path.GetRelativePath(root, file).Replace('\\', '/');
            }
        }

        return null;
    }

    private bool IsTestProject(string found) => found == project
        || journal.ReadNewestFirst(new LineFilter([found])).Take(MaxRows).Any(
            row => row.Stream.Project == found && (row.Stream.Command == StreamKey.Test || row.Stream.IsFiltered));
}
