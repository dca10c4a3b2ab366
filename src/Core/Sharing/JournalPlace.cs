using LoopJournal.Git;
using LoopJournal.Journal;
using LoopJournal.Text;

namespace LoopJournal.Sharing;

/// <summary>Where the journal of a working tree is.</summary>
/// <param name="Folder">The folder, absolute.</param>
/// <param name="Problem">Why it is not the shared one, in a sentence; null where it is as the user wants it.</param>
internal sealed record JournalPlace(string Folder, string? Problem = null)
{
    /// <summary>The values of <c>LoopJournalShare</c>, in words.</summary>
    public const string Allowed = "off or machine";

    private const string Off = "off"; // each working tree has a journal of its own
    private const string Machine = "machine"; // all working trees of a clone have one

    /// <summary>Reads a value of <c>LoopJournalShare</c>; empty is <c>off</c>.</summary>
    public static bool TryRead(string text, out bool isShared)
    {
        var value = text.ToLowerInvariant();
        isShared = value is Machine;
        return value is "" or Off or Machine;
    }

    /// <summary>The place. A folder that the user names is never shared.</summary>
    /// <param name="root">The repository's root, absolute.</param>
    /// <param name="folder">The folder that the user named, absolute or relative to the root; the usual one where it is not shared.</param>
    /// <param name="isShared">Whether the working trees of the repository share a journal.</param>
    public static JournalPlace Find(string root, string folder, bool isShared)
    {
        var own = Path.GetFullPath(folder, root);
        if (!isShared || folder != JournalFolder.Usual || GitFolders.Find(root) is not { } git)
        {
            return new(own);
        }

        var nearest = Directory.Exists(git.SharedJournal) ? git.SharedJournal : git.Common;
        return OperatingSystem.IsWindows() || UnixFile.CanWrite(nearest) ? new(git.SharedJournal) : new(
            own, $"The folder {Quoted.From(nearest)} cannot be written, so this working tree keeps a journal of its own.");
    }
}
