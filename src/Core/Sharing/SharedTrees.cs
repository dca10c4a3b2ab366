using LoopJournal.Git;
using LoopJournal.Journal;
using LoopJournal.Snapshots;

namespace LoopJournal.Sharing;

/// <summary>
/// The snapshots that a writer shares when its user asks for it: of each stream, the newest clean pass, the last failing attempt before
/// it, and the attempt with the fewest failures.
/// </summary>
/// <param name="repository">Sees the snapshots and the user's objects.</param>
/// <param name="user">The user's repository.</param>
/// <param name="remote">The name of the remote that they go to.</param>
internal sealed class SharedTrees(SyncRepository repository, Repository user, string remote)
{
    private const int MaxRows = 2000;
    private const int MaxTrees = 50;
    private const int MaxBranches = 20;

    /// <summary>The trees, and the files for whose names some were left out.</summary>
    /// <param name="journal">The journal with the rows of every working tree.</param>
    /// <exception cref="JournalException">It cannot be read.</exception>
    public (List<string> Trees, List<string> Secrets) Find(JournalReader journal)
    {
        var secrets = new List<string>();
        var streams = journal.ReadNewestFirst().Where(row => GitText.IsId(row.Tree)).Take(MaxRows)
            .GroupBy(row => (row.Worktree, row.Stream));
        var trees = streams.SelectMany(Choose).Distinct().Take(MaxTrees).Where(tree => repository.IsWhole(tree)).ToList();
        return (trees.FindAll(tree => IsPublic(tree, secrets)), secrets);
    }

    private static IEnumerable<string> Choose(IEnumerable<Attempt> newestFirst)
    {
        var rows = newestFirst.ToList();
        var pass = rows.FindIndex(row => row is { HasPassed: true, EndsWindow: true });
        var best = rows.Where(row => row.Count is not null).MinBy(row => row.Count);
        return ((Attempt?[])[pass < 0 ? null : rows[pass], rows.Skip(pass + 1).FirstOrDefault(row => !row.Clears), best])
            .OfType<Attempt>().Select(row => row.Tree);
    }

    /// <summary>Whether a branch of the remote has each file that looks like a secret as it is here.</summary>
    private bool IsPublic(string tree, List<string> secrets)
    {
        var paths = repository.ListPaths(tree).Where(path => SecretFiles.IsNamedLikeOne(GitText.Decode(path))).ToList();
        var branches = paths.Count > 0 ? ListBranches() : [];
        var left = paths.FindAll(path => path.Contains('\n') // git would take it for two questions
            || repository.FindFiles([$"{tree}:{path}"]) is not [var file]
            || !repository.FindFiles(branches.Select(branch => $"{branch}:{path}")).Exists(known => known.Id == file.Id));
        secrets.AddRange(left.Select(GitText.Decode).Except(secrets));
        return left.Count == 0;
    }

    private string[] ListBranches()
    {
        var git = new GitRunner(user.Root, new Dictionary<string, string?>(), user.Deadline);
        string[] newest = ["for-each-ref", "--format=%(objectname)", $"--count={MaxBranches}", "--sort=-committerdate"];
        return git.Ask([.. newest, $"refs/remotes/{remote}"]).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
