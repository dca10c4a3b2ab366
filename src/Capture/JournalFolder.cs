namespace LoopJournal.Capture;

/// <summary>
/// The folder of a journal. It belongs to LoopJournal alone, and no link is followed in it or on the way to it from the repository's root:
/// a repository can carry links, and one of them could lead to the user's own files.
/// </summary>
/// <param name="path">The folder, absolute.</param>
/// <param name="root">
/// The repository's root, absolute. The way to a folder outside it is the user's own choice, and is not looked at.
/// </param>
internal sealed class JournalFolder(string path, string root)
{
    /// <summary>The folder where the user names none, relative to the repository's root.</summary>
    public const string Usual = ".orchestrator/loop";

    /// <summary>The journal's file name.</summary>
    public const string Journal = "journal.jsonl";

    /// <summary>The sub-folder of the captures.</summary>
    public const string Captures = "captures";

    /// <summary>The folder, absolute.</summary>
    public string Path => path;

    /// <summary>The lock file next to a capture. A retried run holds it as long as further tries may append to the capture.</summary>
    public static string GetTriesPath(string capture) => System.IO.Path.ChangeExtension(capture, ".tries");

    /// <summary>
    /// Makes the folder of a file, which is a sub-folder of a journal's folder, and that one too. Refuses a link in the file's place.
    /// </summary>
    /// <inheritdoc cref="Ensure()"/>
    public static void EnsureFor(string file, string root)
    {
        var folder = System.IO.Path.GetDirectoryName(file)!;
        var journal = new JournalFolder(System.IO.Path.GetDirectoryName(folder)!, root);
        journal.Ensure(System.IO.Path.GetFileName(folder));
        journal.GetPath(System.IO.Path.GetFileName(folder), System.IO.Path.GetFileName(file));
    }

    /// <summary>
    /// Makes the folder where it is missing, with a <c>.gitignore</c> that hides it, itself included. Refuses a folder with a link in it.
    /// </summary>
    /// <exception cref="IOException">
    /// A link is in the way, or the folder cannot be made, for example because a file is in its place.
    /// </exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be made.</exception>
    public void Ensure()
    {
        GetPath();
        if (Directory.Exists(path))
        {
            RefuseLinksIn();
            return;
        }

        PrivateFile.MakeFolder(path);
        var ignore = System.IO.Path.Combine(path, ".gitignore");
        try
        {
            using var file = PrivateFile.Open(ignore, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite);
            file.Write([(byte)'*', (byte)'\n'], 0, 2);
        }
        catch (IOException) when (File.Exists(ignore))
        {
            // another process made the folder at the same moment, and writes the same
        }
    }

    /// <summary>Makes the folder and a sub-folder of it where they are missing.</summary>
    /// <returns>The sub-folder, absolute.</returns>
    /// <inheritdoc cref="Ensure()"/>
    public string Ensure(params string[] names)
    {
        Ensure();
        var folder = GetPath(names);
        PrivateFile.MakeFolder(folder);
        return folder;
    }

    /// <summary>The path of a file or folder in this folder, absolute; it need not be there.</summary>
    /// <exception cref="IOException">It is a link, or a folder on the way to it is.</exception>
    public string GetPath(params string[] names)
    {
        var full = System.IO.Path.Combine([path, .. names]);
        var top = IsBelow(path, root) ? root : path;
        for (var part = full; part is not null && IsBelow(part, top); part = System.IO.Path.GetDirectoryName(part))
        {
            RefuseLink(part);
        }

        return full;
    }

    /// <summary>Refuses a sub-folder with a link in it.</summary>
    /// <exception cref="IOException">A link is in it, or on the way to it.</exception>
    public void RefuseLinksIn(params string[] names)
    {
        var folder = new DirectoryInfo(GetPath(names));
        var entries = folder.Exists ? folder.EnumerateFileSystemInfos() : [];
        foreach (var entry in entries.Where(entry => (entry.Attributes & FileAttributes.ReparsePoint) != 0))
        {
            RefuseLink(entry.FullName);
        }
    }

    private static void RefuseLink(string path)
    {
        if (IsLink(path))
        {
            throw new IOException($"{path} is a link, and LoopJournal follows no link to its files. Remove it.");
        }
    }

    /// <summary>
    /// Whether it is a symbolic link or a junction. On Windows other things have reparse points too, such as files that a cloud drive
    /// keeps: where the platform cannot tell them apart, they count as links.
    /// </summary>
    private static bool IsLink(string path)
    {
#if NET
        return new FileInfo(path).LinkTarget is not null;
#else
        try
        {
            return (File.GetAttributes(path) & FileAttributes.ReparsePoint) != 0;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
#endif
    }

    private static bool IsBelow(string path, string folder)
    {
        var comparison = System.IO.Path.DirectorySeparatorChar == '\\' ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        var separator = System.IO.Path.DirectorySeparatorChar;
        var start = folder.Length > 0 && folder[folder.Length - 1] == separator ? folder : folder + separator;
        return path.StartsWith(start, comparison) && path.Length > start.Length;
    }
}
