namespace LoopJournal.WorkingTree;

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
            return null;

        var git = new Git(folder, new Dictionary<string, string>());
        var output = await git.RunAsync(
            ["rev-parse", "--is-inside-work-tree", "--show-object-format", "--show-cdup", "--git-path", "objects", "--git-path", "index"], "", 64 * 1024, cancellation).ConfigureAwait(false);
        return output is { ExitCode: 0 } && GitText.Decode(output.Text).Split('\n') is ["true", var format, var up, var objects, var index, ""]
            ? new Repository(Path.GetFullPath(up, folder), Path.GetFullPath(objects, folder), Path.GetFullPath(index, folder), format == "sha256" ? 64 : 40)
            : null;
    }
}
