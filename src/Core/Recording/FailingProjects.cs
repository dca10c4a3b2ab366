using LoopJournal.Fingerprints;
using LoopJournal.Text;

namespace LoopJournal.Recording;

/// <summary>
/// Which projects' last attempt did not pass: a small file for each in the journal's folder, so that a build can ask before it compiles
/// without searching the journal. It is only a hint: when it is lost, an error is known one attempt later.
/// </summary>
internal static class FailingProjects
{
    private const string Folder = "failing";

    /// <summary>Whether the project's last attempt, with any command, did not pass.</summary>
    /// <param name="journal">The journal's folder.</param>
    /// <param name="project">See <see cref="StreamKey.Project"/>.</param>
    /// <param name="framework">See <see cref="StreamKey.Framework"/>.</param>
    /// <param name="worktree">See <see cref="Attempt.Worktree"/>.</param>
    public static bool Has(JournalFolder journal, string project, string framework, string worktree) =>
        FileErrors.Catch(() => File.Exists(journal.GetPath(Folder, GetFileName(project, framework, worktree))), otherwise: false);

    /// <summary>Whether any project's last attempt did not pass.</summary>
    /// <param name="journal">The journal's folder.</param>
    public static bool HasAny(JournalFolder journal) =>
        FileErrors.Catch(() => Directory.EnumerateFiles(journal.GetPath(Folder)).Any(), otherwise: false);

    /// <summary>Notes how a project's attempt ended. When the note cannot be written, only the hint is lost.</summary>
    internal static void Note(JournalFolder journal, Attempt attempt) => FileErrors.Ignore(() =>
    {
        if (attempt.Stream.Project.Length > 0)
        {
            var file = journal.GetPath(Folder, GetFileName(attempt.Stream.Project, attempt.Stream.Framework, attempt.Worktree));
            if (!attempt.Clears)
            {
                journal.Ensure(Folder);
                PrivateFile.Open(file, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite).Dispose();
            }
            else if (File.Exists(file))
            {
                File.Delete(file);
            }
        }
    });

    private static string GetFileName(string project, string framework, string worktree)
    {
        var stream = AttemptLimits.Apply(new StreamKey("", project, framework, ""));
        string[] names = [stream.Project, stream.Framework];
        return FailureSetFingerprint.Hash(worktree.Length > 0 ? [.. names, worktree] : names);
    }
}
