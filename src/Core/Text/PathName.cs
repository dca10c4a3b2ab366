namespace LoopJournal.Text;

/// <summary>Shortens the paths of files.</summary>
internal static class PathName
{
    /// <summary>
    /// The path in at most <paramref name="max"/> (1 or more) characters, as long as its file's name fits: the folders nearest to the file
    /// stay.
    /// </summary>
    /// <param name="path">A path with forward slashes, with or without a line.</param>
    /// <param name="max">The most characters.</param>
    public static string Shorten(string path, int max)
    {
        if (path.Length <= max)
        {
            return path;
        }

        var slash = path.IndexOf('/', path.Length - max + 1);
        return "…" + (slash < 0 ? path[(path.LastIndexOf('/') + 1)..] : path[slash..]);
    }
}
