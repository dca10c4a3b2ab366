using LoopJournal.Fingerprints;
using LoopJournal.Text;

namespace LoopJournal.Recording;

/// <summary>
/// Which projects' last attempt did not pass: a small file for each in the journal's folder, so that a build can ask before it compiles
/// and need not search the journal. A hint, no record: where it is lost, an error is known one attempt later.
/// </summary>
internal static class FailingProjects
{
    private const string Folder = "failing";

    /// <summary>Whether the project's last attempt, of whatever command, did not pass.</summary>
    /// <param name="journal">The journal's folder.</param>
    /// <param name="project">See <see cref="StreamKey.Project"/>.</param>
    /// <param name="framework">See <see cref="StreamKey.Framework"/>.</param>
    public static bool Has(JournalFolder journal, string project, string framework)
    {
        try
        {
            return File.Exists(journal.GetPath(Folder, NameOf(project, framework)));
        }
        catch (IOException)
        {
            return false; // a link is in the way
        }
    }

    /// <summary>Whether there is any such project.</summary>
    /// <param name="journal">The journal's folder.</param>
    public static bool Any(JournalFolder journal)
    {
        try
        {
            return Directory.EnumerateFiles(journal.GetPath(Folder)).Any();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Takes note of how a project's attempt ended. Where that cannot be written, nothing is lost but the hint.</summary>
    internal static void Note(JournalFolder journal, Attempt attempt)
    {
        if (attempt.Stream.Project.Length == 0)
        {
            return;
        }

        try
        {
            var file = journal.GetPath(Folder, NameOf(attempt.Stream.Project, attempt.Stream.Framework));
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
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // without the hint an error is known one attempt later
        }
    }

    private static string NameOf(string project, string framework)
    {
        var stream = AttemptLimits.Apply(new StreamKey("", project, framework, ""));
        return FailureSetFingerprint.Hash(stream.Project, stream.Framework);
    }
}
