namespace LoopJournal.Snapshots;

/// <summary>A path of the working tree: a file, a link, or neither.</summary>
/// <param name="Path">Relative to the root, with forward slashes.</param>
/// <param name="Length">A file's length in bytes, else -1.</param>
/// <param name="Mode">A file's permission bits; 0 on Windows.</param>
/// <param name="Target">Where a link leads, else null.</param>
internal sealed record KeptFile(string Path, long Length = -1, int Mode = 0, string? Target = null)
{
    /// <summary>When a file was last written: it changes with an edit that keeps the length.</summary>
    public DateTime Written { get; init; }

    /// <summary>Whether it is a file.</summary>
    public bool IsFile => Length >= 0;

    /// <summary>Whether it is neither a file nor a link.</summary>
    public bool IsAbsent => !IsFile && Target is null;

    /// <summary>Looks at a path. Folders count as absent, and as in git so do paths that a link leads to.</summary>
    public static KeptFile Read(string root, string path)
    {
        FileInfo Look(string place) => new(System.IO.Path.Combine(root, place));
        var info = Look(path);
        return ListFoldersAbove(path).Any(folder => Look(folder).LinkTarget is not null) ? new KeptFile(path)
            : info.LinkTarget is { } target ? new KeptFile(path, Target: target)
            : info.Exists ? new KeptFile(path, info.Length, FileModes.GetMode(info)) { Written = info.LastWriteTimeUtc }
            : new KeptFile(path);
    }

    /// <summary>The folders above a path, the nearest first, without the root.</summary>
    public static IEnumerable<string> ListFoldersAbove(string path)
    {
        for (var end = path.LastIndexOf('/'); end > 0; end = path.LastIndexOf('/', end - 1))
        {
            yield return path[..end];
        }
    }

    /// <summary>
    /// Whether a path leads into the working tree: relative, and not through <c>..</c> or a name that a file system takes for <c>.git</c>
    /// (<c>.GIT</c>, <c>git~1</c>, <c>.git. </c>, <c>.git::$INDEX_ALLOCATION</c>, unseen characters in between).
    /// </summary>
    public static bool IsInside(string path) => !System.IO.Path.IsPathRooted(path) && path.Split('/', '\\').All(part =>
        part is not ("" or "." or "..")
        && string.Concat(part.Where(c => char.GetUnicodeCategory(c) != UnicodeCategory.Format)) is var seen
        && seen.Split(':')[0].TrimEnd(' ', '.').ToUpperInvariant() is not (".GIT" or "GIT~1"));
}
