using LoopJournal.Git;

namespace LoopJournal.Snapshots;

/// <summary>The replacements that make the files of a working tree those of another tree.</summary>
/// <param name="Replacements">The files that differ; those to write are in a folder of ours, as git would check them out.</param>
/// <param name="New">The paths without a file in the working tree's own tree.</param>
/// <param name="Except">The paths that differ and stay as they are.</param>
internal sealed record TreePlan(IReadOnlyList<Replacement> Replacements, IReadOnlySet<string> New, IReadOnlyList<UnrestoredPath> Except)
{
    private const string Gone = "that attempt's content is gone";

    /// <summary>Compares two trees, and writes the files that differ into a folder. The working tree stays as it is.</summary>
    /// <param name="repository">Whose working tree.</param>
    /// <param name="store">Holds the trees.</param>
    /// <param name="journal">The journal's folder as git writes it; null when it is elsewhere. Nothing in it is replaced.</param>
    /// <param name="index">An index whose content is that of the working tree. It is changed.</param>
    /// <param name="present">The tree of the working tree.</param>
    /// <param name="target">The other tree.</param>
    /// <exception cref="GitException">A file of the tree is missing, or git refuses to write it.</exception>
    public static TreePlan Make(Repository repository, SnapshotStore store, string? journal, string index, string present, string target)
    {
        var git = store.GetGit(repository, index);
        var changes = TreeDiff.FindChanges(git, present, target) ?? throw new GitException(Gone);
        var marked = git.Ask(["ls-files", "-v", "-z"]).Items
            .Where(entry => entry[0] == 'S' || char.IsAsciiLetterLower(entry[0]))
            .Select(entry => entry[2..])
            .ToHashSet(StringComparer.Ordinal);
        var reasons = changes.ToDictionary(change => change, change => FindReasonToLeave(change, journal, marked));
        var files = changes.Where(change => reasons[change] is null).ToList();
        CheckContent(git, files);

        var folder = index + ".files";
        PrivateFile.MakeFolder(folder);
        var entries = files.OrderByDescending(file => file.IsGone) // a file that goes may leave its place to a folder
            .Select(file => $"{(file.IsGone ? "0" : file.Mode)} {file.Id}\t{file.Path}\0");
        git.Ask(["update-index", "-z", "--index-info"], string.Concat(entries));
        var wanted = files.Where(file => !file.IsGone).Select(file => file.Path + '\0');
        var checkout = store.GetGit(repository, index, folder);
        checkout.Ask(["checkout-index", "-z", "--stdin"], string.Concat(wanted));

        return new TreePlan(
            [.. files.Select(file => MakeReplacement(file, repository.Root, folder))],
            files.Where(file => file.IsNew).Select(file => GitText.Decode(file.Path)).ToHashSet(StringComparer.Ordinal),
            [.. changes.Except(files).Select(change => new UnrestoredPath(GitText.Decode(change.Path), reasons[change]!))]);
    }

    /// <summary>Why a path stays as it is; null where it is to be replaced.</summary>
    private static string? FindReasonToLeave(TreeChange change, string? journal, HashSet<string> marked)
    {
        var name = GitText.Decode(change.Path);
        return change.IsLarge ? "too large to be kept"
            : change.IsSubmodule ? "submodule"
            : journal is not null && change.Path.StartsWith(journal + "/", StringComparison.OrdinalIgnoreCase) ? "in the journal's folder"
            : marked.Contains(change.Path) ? "marked assume-unchanged or skip-worktree"
            : GitText.Encode(name) != change.Path || !KeptFile.IsInside(name) ? "the name cannot be kept"
            : null;
    }

    /// <summary>
    /// Looks for the content of each file before the first one is replaced. In a partial clone other files may be missing.
    /// </summary>
    private static void CheckContent(GitRunner git, List<TreeChange> files)
    {
        var ids = string.Concat(files.Where(file => !file.IsGone).Select(file => file.Id + '\n'));
        var answer = git.Run(["cat-file", "--batch-check"], ids, int.MaxValue);
        if (answer is not { ExitCode: 0 } || answer.Text.Contains(" missing\n", StringComparison.Ordinal))
        {
            throw new GitException(Gone);
        }
    }

    private static Replacement MakeReplacement(TreeChange file, string root, string folder)
    {
        var path = GitText.Decode(file.Path);
        var written = new FileInfo(Path.Combine(folder, path));
        if (!file.IsGone && written.LinkTarget is null && KeptFile.Read(root, path) is { IsFile: true } there)
        {
            FileModes.SetMode(written.FullName, WithExecutable(there.Mode, FileModes.GetMode(written)));
        }

        return file.IsGone ? new(path)
            : written.LinkTarget is { } target ? new(path, Target: target)
            : new(path, written.FullName);
    }

    /// <summary>The permission bits of the file that is there; git knows only whether it is executable.</summary>
    private static int WithExecutable(int there, int written)
    {
        const int owner = 0b001_000_000;
        const int all = 0b001_001_001;
        return (there & owner) == (written & owner) ? there
            : (written & owner) == 0 ? there & ~all
            : there | ((there >> 2) & all);
    }
}
