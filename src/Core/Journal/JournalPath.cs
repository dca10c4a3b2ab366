namespace LoopJournal.Journal;

/// <summary>Where the journal really is, when links lie on the way.</summary>
internal static class JournalPath
{
    private const int MostLinks = 40;

    /// <summary>
    /// The file behind <paramref name="path"/>, every link followed. Links may not lead out of <paramref name="root"/>; a folder that
    /// lies elsewhere by its name was chosen by somebody, and only links within it are looked at.
    /// </summary>
    /// <exception cref="IOException">A link leads out, or in a circle.</exception>
    public static string Resolve(string path, string folder, string root)
    {
        var real = Real(path, MostLinks);
        return IsIn(real, Real(IsIn(folder, root) ? root : folder, MostLinks))
            ? real
            : throw new IOException($"A link leads out of the repository, to {real}. Remove the link, or name that folder as the journal's.");
    }

    private static bool IsIn(string path, string folder) =>
        path == folder || path.StartsWith(Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static string Real(string path, int linksLeft)
    {
        if (linksLeft == 0)
        {
            throw new IOException($"The links at {path} lead in a circle.");
        }

        if (Path.GetDirectoryName(path) is not { } parent)
        {
            return path;
        }

        var here = Path.Combine(Real(parent, linksLeft), Path.GetFileName(path));
        return new FileInfo(here).LinkTarget is { } target
            ? Real(Path.GetFullPath(target, Path.GetDirectoryName(here)!), linksLeft - 1)
            : here;
    }
}
