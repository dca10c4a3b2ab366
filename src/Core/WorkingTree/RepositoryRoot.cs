namespace LoopJournal.WorkingTree;

/// <summary>Finds the folder that a project's journal belongs to.</summary>
public static class RepositoryRoot
{
    /// <summary>
    /// The nearest folder, from <paramref name="directory"/> upwards, that holds <c>.git</c> (a folder, or a file in worktrees and
    /// submodules); else the nearest that holds a solution; else <paramref name="directory"/> itself.
    /// </summary>
    /// <param name="directory">An absolute path; a folder that may not be read counts as holding nothing.</param>
    public static string Find(string directory)
    {
        return Nearest(directory, d => Path.Exists(Path.Combine(d, ".git")))
            ?? Nearest(directory, d => Holds(d, "*.sln") || Holds(d, "*.slnx"))
            ?? Path.TrimEndingDirectorySeparator(directory);
    }

    private static string? Nearest(string directory, Func<string, bool> isRoot)
    {
        for (var d = Path.TrimEndingDirectorySeparator(directory); d is not null; d = Path.GetDirectoryName(d))
        {
            if (isRoot(d))
            {
                return d;
            }
        }

        return null;
    }

    private static bool Holds(string directory, string pattern)
    {
        try
        {
            return Directory.EnumerateFiles(directory, pattern).Any();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
