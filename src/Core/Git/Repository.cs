namespace LoopJournal.Git;

/// <summary>Where a repository has its things. In a linked worktree they lie in several places; git knows.</summary>
/// <param name="Root">The top folder of the working tree.</param>
/// <param name="Objects">The object store.</param>
/// <param name="Index">The index; it may not be there yet.</param>
/// <param name="IdLength">How many hex digits an id has.</param>
internal sealed record Repository(string Root, string Objects, string Index, int IdLength)
{
    /// <summary>The repository whose working tree has the folder; null where there is none, or no git that can read it.</summary>
    public static async Task<Repository?> FindAsync(string folder, CancellationToken cancellation)
    {
        if (!Directory.Exists(folder))
        {
            return null;
        }

        var git = new GitRunner(folder, new Dictionary<string, string>());
        string[] questions = ["--is-inside-work-tree", "--show-object-format", "--show-cdup", "--git-path", "objects", "--git-path", "index"];
        var output = await git.RunAsync(["rev-parse", .. questions], "", 64 * 1024, cancellation);
        if (output is not { ExitCode: 0 }
            || GitText.Decode(output.Text).Split('\n') is not ["true", var format, var up, var objects, var index, ""])
        {
            return null;
        }

        string Full(string path) => Path.GetFullPath(path, folder);
        return new Repository(Full(up), Full(objects), Full(index), format == "sha256" ? 64 : 40);
    }
}
