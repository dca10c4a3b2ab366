namespace LoopJournal.Snapshots;

/// <summary>Replaces files of a working tree: first the deletions, then each other file in one step.</summary>
internal sealed class FileSwap
{
    private readonly string _root;
    private readonly List<(Replacement To, KeptFile From)> _steps;
    private readonly List<string> _done = [];

    /// <param name="root">The working tree's top folder.</param>
    /// <param name="replacements">The new files and links. A deletion of a path that is absent already is skipped.</param>
    /// <exception cref="IOException">A link leads to bytes that are not UTF-8: it could not be brought back.</exception>
    public FileSwap(string root, IEnumerable<Replacement> replacements)
    {
        _root = root;
        _steps = [.. replacements.Select(to => (To: to, From: KeptFile.Read(root, to.Path)))
            .Where(step => !step.To.IsDeletion || !step.From.IsAbsent)
            .OrderByDescending(step => step.To.IsDeletion)];
        var link = _steps.Find(step => $"{step.From.Target}{step.To.Target}".Contains('\ufffd', StringComparison.Ordinal)).To?.Path;
        if (link is not null)
        {
            throw new IOException($"{link} is a link to a name that is not UTF-8: move it away first");
        }
    }

    /// <summary>The files and links at the paths when this object was made.</summary>
    public IReadOnlyList<KeptFile> Before => [.. _steps.Select(step => step.From)];

    /// <summary>The paths that were replaced so far.</summary>
    public IReadOnlyList<string> Done => _done;

    /// <summary>Whether the files are as they were when this was made.</summary>
    public bool IsUntouched => _steps.TrueForAll(step => KeptFile.Read(_root, step.From.Path) == step.From);

    private IEnumerable<string> Deletions => _steps.Where(step => step.To.IsDeletion).Select(step => step.To.Path);

    /// <summary>
    /// A file or link that is not to be replaced, where a file or the folder of one is to be written; null where there is none.
    /// </summary>
    /// <param name="isNew">Whether no file is expected at a path.</param>
    public string? FindInTheWay(Predicate<string> isNew)
    {
        var going = Deletions.ToHashSet(StringComparer.Ordinal);
        var found = from step in _steps
                    where !step.To.IsDeletion
                    let path = step.To.Path
                    let places = KeptFile.ListFoldersAbove(path).Concat(isNew(path) ? [path] : []).Where(IsFile)
                    let below = IsFile(path) || !Directory.Exists(GetFullPath(path)) ? [] : ListFilesBelow(path)
                    from file in places.Concat(below)
                    select file;
        return found.FirstOrDefault(file => !going.Contains(file));
    }

    /// <summary>Replaces the files.</summary>
    /// <exception cref="IOException">One of them cannot be replaced, or was changed since this was made; the others stay.</exception>
    /// <exception cref="UnauthorizedAccessException">One of them may not be replaced.</exception>
    public void Run()
    {
        foreach (var (to, from) in _steps)
        {
            if (KeptFile.Read(_root, to.Path) != from)
            {
                throw new IOException($"{to.Path} was changed by another process");
            }

            Replace(to, from);
            _done.Add(to.Path);
        }

        // A link may have replaced a folder: LoopJournal does not delete files that a link leads to.
        foreach (var folder in Deletions.SelectMany(KeptFile.ListFoldersAbove).Distinct()
            .Where(folder => !KeptFile.ListFoldersAbove(folder).Prepend(folder).Any(IsFile))
            .OrderByDescending(folder => folder.Length))
        {
            DeleteIfEmpty(new DirectoryInfo(GetFullPath(folder)));
        }
    }

    private void Replace(Replacement to, KeptFile from)
    {
        var path = GetFullPath(to.Path);
        if (to.IsDeletion)
        {
            File.Delete(path);
            return;
        }

        if (KeptFile.ListFoldersAbove(to.Path).FirstOrDefault(IsFile) is { } above)
        {
            throw new IOException($"{above} is not a folder any more");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (from.IsAbsent && Directory.Exists(path))
        {
            DeleteEmptyFolders(new DirectoryInfo(path));
        }

        if (to.File is not null)
        {
            File.Move(to.File, path, overwrite: !from.IsAbsent);
            return;
        }

        File.Delete(path);
        File.CreateSymbolicLink(path, to.Target!);
    }

    private static void DeleteEmptyFolders(DirectoryInfo folder)
    {
        // A link below keeps its folder: then the system refuses to delete the folder.
        foreach (var below in folder.GetDirectories().Where(below => below.LinkTarget is null))
        {
            DeleteEmptyFolders(below);
        }

        folder.Delete();
    }

    private static void DeleteIfEmpty(DirectoryInfo folder)
    {
        // A private folder stays: an undo that made it again would open it to others.
        const int othersMayEnter = 0b000_000_001;
        if (OperatingSystem.IsWindows() || (FileModes.GetMode(folder) & othersMayEnter) != 0)
        {
            // Where something is in it, or it may not be deleted, it stays: an empty folder is not a difference that git knows.
            FileErrors.Ignore(folder.Delete);
        }
    }

    private bool IsFile(string path) => new FileInfo(GetFullPath(path)) is var file && (file.Exists || file.LinkTarget is not null);

    /// <summary>The files and links in a folder and below.</summary>
    private IEnumerable<string> ListFilesBelow(string path) => new DirectoryInfo(GetFullPath(path)).EnumerateFileSystemInfos()
        .Select(entry => (Path: $"{path}/{entry.Name}", IsFolder: entry is DirectoryInfo { LinkTarget: null }))
        .SelectMany(entry => entry.IsFolder ? ListFilesBelow(entry.Path) : [entry.Path]);

    private string GetFullPath(string path) => Path.Combine(_root, path);
}
