using LoopJournal.Git;
using LoopJournal.Snapshots;
using LoopJournal.Text;

namespace LoopJournal.Reports;

/// <summary>The files that were edited since an attempt, by its snapshot; where it has none, by its commit.</summary>
/// <param name="Attempt">The attempt.</param>
/// <param name="Changes">What differs from its snapshot; null where that is not known.</param>
/// <param name="SinceCommit">The files that differ from its commit; looked up only where <paramref name="Changes"/> are not known.</param>
internal sealed record EditsSince(Attempt Attempt, IReadOnlyList<TreeChange>? Changes, IReadOnlyList<string> SinceCommit)
{
    private const int MaxNames = 6;
    private const int NameLength = 80;

    /// <summary>The names of the files; empty where none was edited, or where it is not known.</summary>
    public IReadOnlyList<string> Names => Changes is null ? SinceCommit : [.. Changes.Select(change => change.Name)];

    /// <summary>Compares the files as they are now with those of an attempt; takes a snapshot of them.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="files">The files, and the snapshots of them.</param>
    /// <param name="status">The repository's state in git.</param>
    /// <param name="limit">How long the snapshot may take, and the comparison.</param>
    public static EditsSince Find(Attempt attempt, WorkingTree files, GitStatus status, TimeSpan limit)
    {
        var now = attempt.TreeToCompare.Length > 0 ? files.Take(limit) : "";
        return now.Length > 0 && files.FindChanges(attempt.TreeToCompare, now, limit) is { } changes
            ? new(attempt, changes, [])
            : new(attempt, null, status.FindFilesSince(attempt.Commit) ?? []);
    }

    /// <summary>The line of <c>resume</c>.</summary>
    public IEnumerable<string> GetLines() => (Changes, Names) switch
    {
        ([], _) => ["  nothing was edited since the last attempt"],
        (not null, var names) => [$"  edited since the last attempt: {Quoted.FromList(names, MaxNames, NameLength)}"],
        (null, []) => [],
        (null, var names) => [$"  changed since the last attempt's commit: {Quoted.FromList(names, MaxNames, NameLength)}"],
    };
}
