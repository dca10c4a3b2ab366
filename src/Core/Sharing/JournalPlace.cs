using LoopJournal.Git;
using LoopJournal.Journal;
using LoopJournal.Text;

namespace LoopJournal.Sharing;

/// <summary>With which others a working tree shares its journal: the values of <c>LoopJournalShare</c>.</summary>
internal enum ShareScope
{
    /// <summary>With none: each working tree has a journal of its own.</summary>
    Off,

    /// <summary>With the other working trees of the clone.</summary>
    Machine,

    /// <summary>With them, and by the remote with other clones.</summary>
    Remote,
}

/// <summary>Where the journal of a working tree is.</summary>
/// <param name="Folder">The folder, absolute.</param>
/// <param name="Problem">Why it is not the shared one, in a sentence; null where it is as the user wants it.</param>
internal sealed record JournalPlace(string Folder, string? Problem = null)
{
    /// <summary>The values of <c>LoopJournalShare</c>, in words.</summary>
    public const string Allowed = "off, machine or remote";

    /// <summary>Reads a value of <c>LoopJournalShare</c>; empty is <c>off</c>.</summary>
    public static bool TryRead(string text, out ShareScope scope)
    {
        var values = Enum.GetValues<ShareScope>();
        var index = Array.FindIndex(values, value => value.ToString().Equals(text, StringComparison.OrdinalIgnoreCase));
        scope = index < 0 ? ShareScope.Off : values[index];
        return index >= 0 || text.Length == 0;
    }

    /// <summary>The place. A folder that the user names is never shared.</summary>
    /// <param name="root">The repository's root, absolute.</param>
    /// <param name="folder">The folder that the user named, absolute or relative to the root; the usual one where it is not shared.</param>
    /// <param name="scope">With which others the journal is shared.</param>
    public static JournalPlace Find(string root, string folder, ShareScope scope)
    {
        var own = Path.GetFullPath(folder, root);
        if (scope == ShareScope.Off || folder != JournalFolder.Usual || GitFolders.Find(root) is not { } git)
        {
            return new(own);
        }

        var nearest = Directory.Exists(git.SharedJournal) ? git.SharedJournal : git.Common;
        return OperatingSystem.IsWindows() || UnixFile.CanWrite(nearest) ? new(git.SharedJournal) : new(
            own, $"The folder {Quoted.From(nearest)} cannot be written, so this working tree keeps a journal of its own.");
    }
}
