using LoopJournal.Git;

namespace LoopJournal.Snapshots;

/// <summary>
/// The object store in the journal's folder: the objects of the attempts' trees that the repository lacks. It may be deleted
/// at any time; then the trees that need it are gone.
/// </summary>
/// <param name="journal">The journal's folder.</param>
internal sealed class SnapshotStore(JournalFolder journal)
{
    private const string Folder = "snapshots";
    private const int NameLength = 32;

    private static readonly EnumerationOptions WithoutLinks =
        new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };

    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    private string Objects => journal.GetPath(Folder, "objects");

    private string Work => journal.GetPath(Folder, "work");

    /// <summary>A git that reads the repository's objects and writes ours.</summary>
    /// <param name="repository">Whose objects.</param>
    /// <param name="index">Used in place of the user's.</param>
    /// <param name="workTree">A folder that takes the place of the user's working tree.</param>
    public GitRunner GetGit(Repository repository, string? index = null, string? workTree = null)
    {
        journal.Ensure(Folder, "objects"); // git needs the folder to know a repository
        journal.RefuseLinksIn(Folder, "objects"); // git would follow them
        var variables = new Dictionary<string, string?>
        {
            ["GIT_OBJECT_DIRECTORY"] = Objects,
            ["GIT_ALTERNATE_OBJECT_DIRECTORIES"] = Join(repository.Objects, repository.SharedObjects),
            ["GIT_INDEX_FILE"] = index,
            ["GIT_WORK_TREE"] = workTree,
        };
        return new GitRunner(repository.Root, variables, repository.Deadline);
    }

    /// <summary>All objects that are known here, as git's variable lists them.</summary>
    public string ListObjects(Repository repository) => Join(repository.Objects, Objects);

    /// <summary>
    /// Gives work an index, a copy of the user's: git then does not read files that it knows to be unchanged, and recognizes a sparse
    /// checkout. Each snapshot has its own index, so that several can be taken at once and the lock of a killed git blocks no other
    /// snapshot. It is not kept for the next one: an untracked file that came to be ignored would stay in it.
    /// </summary>
    public T WithIndex<T>(Repository repository, Func<string, T> work) => WithFolder(folder =>
    {
        ForgetAbandoned();

        // The copy has the time of the original: git reads files again that are newer than their index.
        var index = Path.Combine(folder, "index");
        if (File.Exists(repository.Index))
        {
            File.Copy(repository.Index, index);
        }

        return work(index);
    });

    /// <summary>How many bytes the store has.</summary>
    public long GetSize() => !Directory.Exists(Objects) ? 0
        : new DirectoryInfo(Objects).EnumerateFiles("*", WithoutLinks).Sum(file => file.Length);

    /// <summary>Puts other objects, which work writes into the folder that it is given, in the place of the store's.</summary>
    public void Replace(Action<string> work) => WithFolder(folder =>
    {
        var objects = Path.Combine(folder, "objects");
        Directory.CreateDirectory(Path.Combine(objects, "pack"));
        work(objects);
        Directory.Move(Objects, Path.Combine(folder, "old"));
        Directory.Move(objects, Objects);
        return true;
    });

    private T WithFolder<T>(Func<string, T> work)
    {
        var folder = journal.Ensure(Folder, "work", Guid.NewGuid().ToString("N"));
        try
        {
            return work(folder);
        }
        finally
        {
            Forget(folder);
        }
    }

    /// <summary>Removes the folders of snapshots that were killed long ago.</summary>
    private void ForgetAbandoned()
    {
        var latest = DateTime.UtcNow - Abandoned;
        var folders = Directory.Exists(Work) ? new DirectoryInfo(Work).EnumerateDirectories() : [];
        foreach (var folder in folders.Where(folder => IsOurs(folder) && folder.LastWriteTimeUtc < latest))
        {
            Forget(folder.FullName);
        }
    }

    private static bool IsOurs(DirectoryInfo folder) =>
        folder.LinkTarget is null && folder.Name.Length == NameLength && folder.Name.All(char.IsAsciiHexDigitLower);

    // Where another process removes it, or a git that was ended just now still has it open, a later snapshot removes it.
    private static void Forget(string folder) => FileErrors.Ignore(() => Directory.Delete(folder, recursive: true));

    private static string Join(params string[] folders) =>
        string.Join(Path.PathSeparator, folders.Where(Directory.Exists).Select(Quote));

    /// <summary>The variable is a list: a path with its separator or a quote in it must be quoted as in C.</summary>
    private static string Quote(string path) => !path.AsSpan().ContainsAny(Path.PathSeparator, '"', '\n') ? path
        : $"\"{path.Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", @"\n", StringComparison.Ordinal)}\"";
}
