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
    private const int MaxFiles = 8;
    private const int MaxLines = 3;

    private const int MaxNames = 6;
    private const int NameLength = 80;

    /// <summary>Where the files differ from those of the last clean pass; null where that is not known.</summary>
    public IReadOnlyList<(string Path, int Line)>? SincePass { get; init; }

    /// <summary>The names of the files; empty where none was edited, or where it is not known.</summary>
    public IReadOnlyList<string> Names => Changes is null ? SinceCommit : [.. Changes.Select(change => change.Name)];

    /// <summary>Compares the files as they are now with those of an attempt; takes a snapshot of them.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="files">The files, and the snapshots of them.</param>
    /// <param name="status">The repository's state in git.</param>
    /// <param name="limit">How long the snapshot may take, and the comparison.</param>
    /// <param name="pass">The last clean pass before the attempt; null where there is none, or its edits are not wanted.</param>
    public static EditsSince Find(Attempt attempt, WorkingTree files, GitStatus status, TimeSpan limit, Attempt? pass = null)
    {
        var now = attempt.TreeToCompare.Length > 0 ? files.Take(limit) : "";
        var edits = now.Length > 0 && files.FindChanges(attempt.TreeToCompare, now, limit) is { } changes
            ? new EditsSince(attempt, changes, [])
            : new(attempt, null, status.FindFilesSince(attempt.Commit) ?? []);
        return pass is null || now.Length == 0 ? edits
            : edits with { SincePass = files.FindChangedLines(pass.TreeToCompare, now, limit) };
    }

    /// <summary>The line of <c>resume</c> about a loop that fails since a clean pass: as a rule, one of these edits broke it.</summary>
    public IEnumerable<string> ListSincePass()
    {
        var files = (SincePass ?? []).GroupBy(edit => edit.Path)
            .Select(file => Quoted.FromPath(file.Key, NameLength) + " line " + ListLines([.. file.Select(edit => edit.Line)])).ToList();
        return files.Count == 0 ? []
            : ["  edited since the last clean pass: " + string.Join("; ", files.Take(MaxFiles))
                + (files.Count > MaxFiles ? $" and {files.Count - MaxFiles} more" : "")];
    }

    private static string ListLines(List<int> lines) => string.Join(", ", lines.Take(MaxLines)) + (lines.Count > MaxLines ? ", ..." : "");

    /// <summary>The line of <c>resume</c>.</summary>
    public IEnumerable<string> GetLines() => (Changes, Names) switch
    {
        ([], _) => ["  nothing was edited since the last attempt"],
        (not null, var names) => [$"  edited since the last attempt: {Quoted.FromList(names, MaxNames, NameLength)}"],
        (null, []) => [],
        (null, var names) => [$"  changed since the last attempt's commit: {Quoted.FromList(names, MaxNames, NameLength)}"],
    };
}
