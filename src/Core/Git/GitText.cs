namespace LoopJournal.Git;

/// <summary>Converts between git's bytes, one character a byte, and text.</summary>
internal static class GitText
{
    /// <summary>Bytes as text: UTF-8, with U+FFFD for other bytes.</summary>
    public static string Decode(string bytes) => Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(bytes));

    /// <summary>Text as bytes of UTF-8.</summary>
    public static string Encode(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    /// <summary>The path of a folder relative to another one, with forward slashes; null when it is not inside that one.</summary>
    public static string? FindPath(string root, string folder)
    {
        var path = Path.GetRelativePath(root, folder).Replace(Path.DirectorySeparatorChar, '/');
        var isElsewhere = path is "." or ".." || path.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(path);
        return isElsewhere ? null : path;
    }

    /// <summary>
    /// Whether a text is the full id of an object: 40 hex digits, or 64 in a repository with SHA-256. Ids come from a journal, which
    /// any program may have written; no other text is passed to git as an argument.
    /// </summary>
    public static bool IsId(string text) => text.Length is 40 or 64 && text.All(char.IsAsciiHexDigitLower);
}
