namespace LoopJournal.Git;

/// <summary>Finds the folder that a project's journal belongs to.</summary>
internal static class RepositoryRoot
{
    /// <summary>
    /// The nearest folder, from <paramref name="directory"/> upwards, that holds <c>.git</c> (a folder, or a file in worktrees and
    /// submodules); else the nearest that holds a solution; else <paramref name="directory"/> itself.
    /// </summary>
    /// <param name="directory">An absolute path; a folder that may not be read counts as holding nothing.</param>
    public static string Find(string directory) =>
        ListFoldersUpwards(directory).FirstOrDefault(d => Path.Exists(Path.Combine(d, ".git")))
        ?? ListFoldersUpwards(directory).FirstOrDefault(d => HasFile(d, "*.sln") || HasFile(d, "*.slnx"))
        ?? Path.TrimEndingDirectorySeparator(directory);

    /// <summary>
    /// The same for the folder of a journal, where the project is not known. A repository can carry a link that leads its journal into
    /// another repository: a root reached through a link counts only when no repository is around the link.
    /// </summary>
    /// <param name="journal">The journal's folder, absolute.</param>
    public static string FindForJournal(string journal)
    {
        string? root = null;
        var isBehindLink = false;
        foreach (var d in ListFoldersUpwards(journal))
        {
            if ((root is null || isBehindLink) && Path.Exists(Path.Combine(d, ".git")))
            {
                (root, isBehindLink) = (d, false);
            }

            isBehindLink |= new FileInfo(d).LinkTarget is not null;
        }

        return root ?? Find(journal);
    }

    private static IEnumerable<string> ListFoldersUpwards(string directory)
    {
        for (var d = Path.TrimEndingDirectorySeparator(directory); d is not null; d = Path.GetDirectoryName(d))
        {
            yield return d;
        }
    }

    private static bool HasFile(string directory, string pattern) =>
        FileErrors.Catch(() => Directory.EnumerateFiles(directory, pattern).Any(), otherwise: false);
}
