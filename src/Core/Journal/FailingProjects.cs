using LoopJournal.Fingerprints;

namespace LoopJournal.Journal;

/// <summary>
/// Which projects' last attempt did not pass: a small file for each in the journal's folder, so that a build can ask before it compiles
/// and need not search the journal. A hint, no record: where it is lost, an error is known one attempt later.
/// </summary>
public static class FailingProjects
{
    private const string Folder = "failing";

    /// <summary>Whether the project's last attempt, of whatever command, did not pass.</summary>
    /// <param name="directory">The journal's folder.</param>
    /// <param name="project">See <see cref="StreamKey.Project"/>.</param>
    /// <param name="framework">See <see cref="StreamKey.Framework"/>.</param>
    public static bool Has(string directory, string project, string framework) => File.Exists(FileOf(directory, project, framework));

    /// <summary>Whether there is any such project.</summary>
    /// <param name="directory">The journal's folder.</param>
    public static bool Any(string directory)
    {
        try
        {
            return Directory.EnumerateFiles(Path.Combine(directory, Folder)).Any();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Takes note of how a project's attempt ended. Where that cannot be written, nothing is lost but the hint.</summary>
    internal static void Note(string directory, Attempt attempt)
    {
        if (attempt.Stream.Project.Length == 0)
        {
            return;
        }

        var file = FileOf(directory, attempt.Stream.Project, attempt.Stream.Framework);
        try
        {
            if (!attempt.Clears)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllText(file, $"{attempt.Stream.Project} {attempt.Stream.Framework}\n");
            }
            else if (File.Exists(file))
            {
                File.Delete(file);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    private static string FileOf(string directory, string project, string framework)
    {
        var stream = AttemptLimits.Apply(new StreamKey("", project, framework, ""));
        return Path.Combine(directory, Folder, FailureSetFingerprint.Hash(stream.Project, stream.Framework));
    }
}
