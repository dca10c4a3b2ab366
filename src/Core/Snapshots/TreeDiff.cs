using LoopJournal.Git;

namespace LoopJournal.Snapshots;

/// <summary>Compares two trees.</summary>
internal static class TreeDiff
{
    /// <summary>Every path that differs; null where a tree is gone.</summary>
    public static List<TreeChange>? FindChanges(GitRunner git, string from, string to)
    {
        var output = git.Run(["diff-tree", "-r", "-z", "--no-renames", from, to]);
        return output is { ExitCode: 0, IsCut: false }
            ? [.. output.Items.Chunk(2).Select(pair => TreeChange.Parse(pair[0], pair[1]))]
            : null;
    }

    /// <summary>The changes without files that are now as a gate left them.</summary>
    /// <param name="git">Knows the trees. Those that are gone are passed over.</param>
    /// <param name="changes">The changes between two trees.</param>
    /// <param name="gates">The trees before and after gates; asked for only while a change remains.</param>
    public static List<TreeChange> LeaveOut(GitRunner git, List<TreeChange> changes, IEnumerable<(string Before, string After)> gates)
    {
        foreach (var (before, after) in gates.TakeWhile(_ => changes.Count > 0).Where(IsKnown))
        {
            var written = (FindChanges(git, before, after) ?? []).Select(change => change.Result).ToHashSet();
            changes = changes.FindAll(change => !written.Contains(change.Result));
        }

        return changes;
    }

    private static bool IsKnown((string Before, string After) gate) => GitText.IsId(gate.Before) && GitText.IsId(gate.After);
}

/// <summary>One path that differs between two trees.</summary>
/// <param name="OldMode">Its mode before, 0 where it was absent.</param>
/// <param name="Mode">Its mode afterwards, 0 where it is gone.</param>
/// <param name="OldId">Its content before.</param>
/// <param name="Id">Its content afterwards.</param>
/// <param name="Path">Its path, one character a byte.</param>
internal sealed record TreeChange(string OldMode, string Mode, string OldId, string Id, string Path)
{
    private const string Absent = "000000";
    private const string CommitLink = "160000";

    /// <summary>What the change made of the path.</summary>
    public (string Path, string Mode, string Id) Result => (Path, Mode, Id);

    /// <summary>Its path as text.</summary>
    public string Name => GitText.Decode(Path);

    /// <summary>Whether it was absent before.</summary>
    public bool IsNew => OldMode == Absent;

    /// <summary>Whether it is absent afterwards.</summary>
    public bool IsGone => Mode == Absent;

    /// <summary>Whether it is, or was, a large untracked file. No tree holds its content.</summary>
    public bool IsLarge => (OldMode == CommitLink && TreeWriter.IsSize(OldId)) || (Mode == CommitLink && TreeWriter.IsSize(Id));

    /// <summary>Whether it is, or was, a submodule. A tree holds only the id of its content.</summary>
    public bool IsSubmodule => !IsLarge && (OldMode == CommitLink || Mode == CommitLink);

    /// <summary>Reads <c>:100644 100644 ID ID M</c> and the path.</summary>
    public static TreeChange Parse(string entry, string path)
    {
        var fields = entry[1..].Split(' ');
        return new TreeChange(fields[0], fields[1], fields[2], fields[3], path);
    }
}
