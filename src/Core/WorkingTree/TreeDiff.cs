namespace LoopJournal.WorkingTree;

/// <summary>What lies between two trees.</summary>
internal static class TreeDiff
{
    private const int MostPaths = 64 * 1024 * 1024;

    /// <summary>Every path that differs; null where a tree is gone.</summary>
    public static async Task<List<TreeChange>?> ChangesAsync(Git git, string from, string to, CancellationToken cancellation)
    {
        var output = await git.RunAsync(["diff-tree", "-r", "-z", "--no-renames", from, to], "", MostPaths, cancellation);
        return output is { ExitCode: 0, IsCut: false }
            ? [.. output.Items.Chunk(2).Select(pair => TreeChange.Parse(pair[0], pair[1]))]
            : null;
    }
}

/// <summary>One path that differs between two trees.</summary>
/// <param name="Mode">Its mode afterwards, 0 where it is gone.</param>
/// <param name="Id">Its content afterwards.</param>
/// <param name="IsLink">It is, or was, a link to a commit: a submodule or a large untracked file. Neither is kept in a tree.</param>
/// <param name="IsNew">It was not there before.</param>
/// <param name="Path">Its path, one character a byte.</param>
internal sealed record TreeChange(string Mode, string Id, bool IsLink, bool IsNew, string Path)
{
    private const string CommitLink = "160000";

    /// <summary>Whether it is not there afterwards.</summary>
    public bool IsGone => Mode == "000000";

    /// <summary>Reads <c>:100644 100644 ID ID M</c> and the path.</summary>
    public static TreeChange Parse(string entry, string path)
    {
        var fields = entry[1..].Split(' ');
        return new TreeChange(fields[1], fields[3], fields[0] == CommitLink || fields[1] == CommitLink, fields[0] == "000000", path);
    }
}
