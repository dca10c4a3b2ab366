using LoopJournal.Git;

namespace LoopJournal.Snapshots;

/// <summary>
/// Puts the files of a working tree back: to an attempt's snapshot, or to their state before a restore. A copy of each file that it
/// replaces is on the disk, byte by byte, before the first file is touched.
/// </summary>
/// <param name="repository">The repository's root, absolute.</param>
/// <param name="journalDirectory">The journal's folder, absolute.</param>
internal sealed class Restorer(string repository, string journalDirectory)
{
    private static readonly TimeSpan GitTimeout = TimeSpan.FromMinutes(10);

    private readonly SnapshotStore _store = new(new JournalFolder(journalDirectory, repository));
    private readonly UndoStore _undo = new(
        new JournalFolder(journalDirectory, repository), GitFolders.FindWorktree(repository, journalDirectory));

    /// <summary>
    /// Makes the working tree's files those of a snapshot. Ignored files and the user's index stay as they are; where a file that no
    /// snapshot holds is in the way, nothing is changed.
    /// </summary>
    /// <param name="tree">The id of the snapshot.</param>
    /// <param name="onKept">
    /// Called with the number of the way back, and with how many files are to be replaced, before the first one is touched.
    /// </param>
    public Restoration Restore(string tree, Action<int, int>? onKept = null) => Run(onKept, (place, index) =>
    {
        if (!GitText.IsId(tree))
        {
            throw new IOException("that attempt has no snapshot");
        }

        var writer = new TreeWriter(_store, journalDirectory);
        var present = writer.Write(place, index);
        var plan = TreePlan.Make(place, _store, writer.FindJournal(place), index, present, tree);
        return new PreparedSwap(new FileSwap(place.Root, plan.Replacements), plan.New.Contains, plan.Except, 0);
    });

    /// <summary>Puts the working tree's files back to their state before a restore. Completes an undo that was killed.</summary>
    /// <param name="number">The number of a way back; null: of the newest restore that was not taken back.</param>
    /// <param name="onKept">As of <see cref="Restore"/>: an undo has a way back of its own.</param>
    public Restoration Undo(int? number, Action<int, int>? onKept = null) => Run(onKept, (place, index) =>
    {
        var taken = number ?? _undo.FindNewest() ?? throw new IOException("there is no restore to take back");
        PrivateFile.MakeFolder(index + ".files");
        var replacements = _undo.Extract(taken, place.Root, index + ".files");
        return new PreparedSwap(new FileSwap(place.Root, replacements), _ => false, [], taken);
    });

    private Restoration Run(Action<int, int>? onKept, Func<Repository, string, PreparedSwap> prepare)
    {
        using var time = new CancellationTokenSource(GitTimeout);
        FileSwap? swap = null;
        var number = 0;
        try
        {
            if (!Directory.Exists(journalDirectory) || Repository.Find(repository, time.Token) is not { } place)
            {
                return Restoration.FromProblem("there is no journal, no git, or no repository that git can read");
            }

            return _store.WithIndex(place, index =>
            {
                var work = prepare(place, index);
                if (work.Swap.FindInTheWay(work.IsNew) is { } path)
                {
                    return Restoration.FromProblem($"{path} is in the way, and would not be kept: move it away first");
                }

                swap = work.Swap;
                if (swap.Before is { Count: > 0 and var count })
                {
                    number = _undo.Keep(place.Root, swap.Before, work.Undoes > 0, Path.GetDirectoryName(index)!);
                    onKept?.Invoke(number, count);
                    swap.Run();
                }

                _undo.MarkTaken(work.Undoes);
                _undo.Trim();
                return new Restoration(number, swap.Done.Count, swap.Done, work.Except, "");
            });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            var problem = e is OperationCanceledException ? "it took longer than 10 minutes" : e.Message;
            return number > 0 && !swap!.IsUntouched
                ? new Restoration(number, swap.Before.Count, swap.Done, [], problem)
                : Restoration.FromProblem(problem);
        }
    }

    /// <summary>A swap that can run, and the facts about it.</summary>
    private sealed record PreparedSwap(FileSwap Swap, Predicate<string> IsNew, IReadOnlyList<UnrestoredPath> Except, int Undoes);
}

/// <summary>The result of a restore.</summary>
/// <param name="WayBack">The number under which the replaced files were kept; 0 where nothing was changed.</param>
/// <param name="Count">How many files were to be replaced.</param>
/// <param name="Replaced">The paths of those that were.</param>
/// <param name="Except">The paths that differ and stay as they are.</param>
/// <param name="Problem">Why it was not done, or not to its end; empty on success.</param>
internal sealed record Restoration(
    int WayBack, int Count, IReadOnlyList<string> Replaced, IReadOnlyList<UnrestoredPath> Except, string Problem)
{
    /// <summary>Whether the files are as they were to be.</summary>
    public bool IsDone => Problem.Length == 0;

    internal static Restoration FromProblem(string problem) => new(0, 0, [], [], problem);
}

/// <summary>A path that a restore leaves as it is, though it differs.</summary>
/// <param name="Path">Relative to the root.</param>
/// <param name="Reason">Why, in a few words.</param>
internal sealed record UnrestoredPath(string Path, string Reason);
