namespace LoopJournal.Git;

/// <summary>The places of a repository. In a linked worktree they are in several folders; git knows them.</summary>
/// <param name="Root">The top folder of the working tree.</param>
/// <param name="Objects">The object store.</param>
/// <param name="Index">The index; it may not be there yet.</param>
/// <param name="IdLength">How many hex digits an id has.</param>
/// <param name="Deadline">Ends every git that works on it.</param>
internal sealed record Repository(string Root, string Objects, string Index, int IdLength, CancellationToken Deadline)
{
    /// <summary>
    /// The objects that came from other clones: see <see cref="GitFolders.SharedJournal"/>. The folder need not be there.
    /// </summary>
    public string SharedObjects => Path.Combine(Path.GetDirectoryName(Objects)!, GitFolders.Shared, GitFolders.Sync, "objects");

    /// <summary>The repository whose working tree has the folder; null without one, or without a git that can read it.</summary>
    /// <exception cref="OperationCanceledException">The time is up.</exception>
    public static Repository? Find(string folder, CancellationToken deadline)
    {
        if (!Directory.Exists(folder))
        {
            return null;
        }

        var git = new GitRunner(folder, new Dictionary<string, string?>(), deadline);
        string[] questions =
            ["--is-inside-work-tree", "--show-object-format", "--show-cdup", "--git-path", "objects", "--git-path", "index"];
        var output = git.Run(["rev-parse", .. questions], max: 64 * 1024);
        if (output is not { ExitCode: 0 }
            || GitText.Decode(output.Text).Split('\n') is not ["true", var format, var up, var objects, var index, ""])
        {
            return null;
        }

        string Full(string path) => Path.GetFullPath(path, folder);
        return new Repository(Full(up), Full(objects), Full(index), format == "sha256" ? 64 : 40, deadline);
    }
}
