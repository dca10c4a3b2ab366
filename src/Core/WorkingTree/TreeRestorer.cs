namespace LoopJournal.WorkingTree;

/// <summary>Makes the files of a working tree those of another tree.</summary>
/// <param name="root">The top folder of the working tree.</param>
/// <param name="git">With an index whose content and file times are those of the working tree.</param>
/// <param name="scratch">With a copy of that index.</param>
internal sealed class TreeRestorer(string root, Git git, Git scratch)
{
    /// <summary>Goes from the tree that is there to another. Null on success, else what is in the way; then nothing was changed.</summary>
    public async Task<string?> RestoreAsync(string present, string target, CancellationToken cancellation)
    {
        // Looks for every object, so that nothing is found missing half way.
        var walk = await git.RunAsync(["rev-list", "--objects", "--quiet", target], "", 1024, cancellation);
        if (walk is not { ExitCode: 0, IsCut: false }
            || await TreeDiff.ChangesAsync(git, present, target, cancellation) is not { } changes)
        {
            return "that attempt's content is gone";
        }

        var files = changes.Where(change => !change.IsLink).ToList();
        if (InTheWay(files) is { } path)
        {
            return $"{path} is ignored or too large to be kept, and would be overwritten: move it away first";
        }

        try
        {
            var reachable = await WithoutLinksAsync(files, cancellation);

            // Once begun it must come to an end: files of two attempts are worse than a long wait.
            await git.AskAsync(["read-tree", "-m", "-u", present, reachable], "", CancellationToken.None);
            return null;
        }
        catch (GitException e)
        {
            return e.Message;
        }
    }

    /// <summary>The target as far as it can be reached: submodules and large untracked files stay as they are.</summary>
    private async Task<string> WithoutLinksAsync(List<TreeChange> files, CancellationToken cancellation)
    {
        // An entry that goes must do so before one that needs its place as a folder.
        var entries = files.OrderByDescending(file => file.IsGone)
            .Select(file => $"{(file.IsGone ? "0" : file.Mode)} {file.Id}\t{file.Path}\0");
        await scratch.AskAsync(["update-index", "-z", "--index-info"], string.Concat(entries), cancellation);
        return (await scratch.AskAsync(["write-tree"], "", cancellation)).Text.Trim();
    }

    /// <summary>
    /// A file that no tree has, where one is to be written. Git itself overwrites what is ignored when it reads a tree (measured with 2.39).
    /// </summary>
    private string? InTheWay(List<TreeChange> files)
    {
        var going = files.Where(file => file.IsGone).Select(file => GitText.Decode(file.Path)).ToHashSet(StringComparer.Ordinal);
        foreach (var path in files.Where(file => file.IsNew).Select(file => GitText.Decode(file.Path)))
        {
            for (var above = path; above.Length > 0; above = (Path.GetDirectoryName(above) ?? "").Replace('\\', '/'))
            {
                if (IsFile(above) && !going.Contains(above))
                {
                    return above;
                }
            }

            if (Directory.Exists(FullPath(path)) && !IsFile(path)
                && FilesBelow(path).FirstOrDefault(file => !going.Contains(file)) is { } left)
            {
                return left;
            }
        }

        return null;
    }

    private bool IsFile(string path) => new FileInfo(FullPath(path)) is var file && (file.Exists || file.LinkTarget is not null);

    private IEnumerable<string> FilesBelow(string path) =>
        Directory.EnumerateFiles(FullPath(path), "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .Select(file => Path.GetRelativePath(root, file).Replace(Path.DirectorySeparatorChar, '/'));

    private string FullPath(string path) => Path.Combine(root, path);
}
