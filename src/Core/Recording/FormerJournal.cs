using LoopJournal.Git;
using LoopJournal.Journal;

namespace LoopJournal.Recording;

/// <summary>
/// The journal that a working tree had before it shared one. Its rows are added to the shared journal once, and the file stays as it is.
/// </summary>
internal static class FormerJournal
{
    private const string Taken = "former";

    /// <summary>Adds the rows; where that is not possible, the next recorder or reader tries again.</summary>
    /// <param name="folder">The journal's folder.</param>
    /// <param name="root">The repository's root, absolute.</param>
    public static void TakeOver(JournalFolder folder, string root)
    {
        var former = new JournalFile(Path.Combine(root, JournalFolder.Usual), root);
        var worktree = File.Exists(former.Path) ? GitFolders.FindWorktree(root, folder.Path) : "";
        if (worktree.Length > 0)
        {
            FileErrors.Ignore(() => JournalException.Catch(() => TakeOver(folder, root, former, worktree), otherwise: false));
        }
    }

    private static bool TakeOver(JournalFolder folder, string root, JournalFile former, string worktree)
    {
        var mark = folder.GetPath(Taken, worktree);
        if (!File.Exists(mark))
        {
            var journal = new JournalFile(folder.Path, root);
            var rows = new JournalReader(former.Path, root).ReadOldestFirst();
            new JournalUnion(journal, new(journal.Path, root)).Add(rows, worktree);
            folder.Ensure(Taken);
            PrivateFile.Open(mark, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite).Dispose();
        }

        return true;
    }
}
