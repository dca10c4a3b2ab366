namespace LoopJournal.Capture;

/// <summary>The folder that holds everything of ours: the journal, its lock, captures.</summary>
internal static class JournalFolder
{
    /// <summary>The journal's file name.</summary>
    public const string Journal = "journal.jsonl";

    /// <summary>The sub-folder of the captures.</summary>
    public const string Captures = "captures";

    /// <summary>The file beside a capture that is held while further tries of its run may write on it.</summary>
    public static string TriesOf(string capture) => Path.ChangeExtension(capture, ".tries");

    /// <summary>Makes sure that the folder of a capture's journal is there.</summary>
    /// <inheritdoc cref="Ensure"/>
    public static void EnsureFor(string capture) => Ensure(Path.GetDirectoryName(Path.GetDirectoryName(capture)!)!);

    /// <summary>
    /// Makes sure that the folder is there. Whoever makes it first writes a <c>.gitignore</c> that hides it, itself included;
    /// a folder that somebody else made is left as it is.
    /// </summary>
    /// <exception cref="IOException">The folder cannot be made, for example because a file is in its place.</exception>
    /// <exception cref="System.UnauthorizedAccessException">The folder may not be made.</exception>
    public static void Ensure(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        Directory.CreateDirectory(folder);
        var ignore = Path.Combine(folder, ".gitignore");
        try
        {
            File.WriteAllText(ignore, "*\n");
        }
        catch (IOException) when (File.Exists(ignore))
        {
            // another process made the folder at the same moment, and is writing the same
        }
    }
}
