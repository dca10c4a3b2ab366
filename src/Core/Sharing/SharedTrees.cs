using LoopJournal.Git;
using LoopJournal.Journal;
using LoopJournal.Snapshots;

namespace LoopJournal.Sharing;

/// <summary>
/// The snapshots that a writer shares when its user asks for it: of each stream, the newest clean pass, the last failing attempt before
/// it, and the attempt with the fewest failures.
/// </summary>
/// <param name="repository">Sees the snapshots and the user's objects.</param>
/// <param name="root">The root of the user's working tree.</param>
/// <param name="deadline">Ends every git that works on it.</param>
internal sealed class SharedTrees(SyncRepository repository, string root, CancellationToken deadline)
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

    /// <summary>Whether the files that look like secrets are in a branch of a remote as they are here.</summary>
    private bool IsPublic(string tree, List<string> secrets)
    {
        var paths = repository.ListPaths(tree).Where(path => SecretFiles.IsNamedLikeOne(GitText.Decode(path))).ToList();
        if (paths.Count == 0)
        {
            return true;
        }

        var user = new GitRunner(root, new Dictionary<string, string?>(), deadline);
        string[] known = ["for-each-ref", "--format=%(objectname)", $"--count={MaxBranches}", "--sort=-committerdate", "refs/remotes"];
        var branches = user.Ask(known).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var left = paths.Where(path => Find(tree, path) is not { } id || !branches.Any(branch => Find(branch, path) == id)).ToList();
        secrets.AddRange(left.Select(GitText.Decode).Except(secrets));
        return left.Count == 0;
    }

    private string? Find(string tree, string path) =>
        repository.FindFiles([$"{tree}:{path}"]) is [var file] ? file.Id : null;
}
