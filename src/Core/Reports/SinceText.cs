namespace LoopJournal.Reports;

/// <summary>What the verb <c>since</c> says: what is new since the last attempt, so that nobody has to look at everything again.</summary>
/// <param name="Base">The commit of the newest attempt that has one; empty when there is none.</param>
/// <param name="DiffStat">Lines of git's <c>diff --stat</c> from there to HEAD; null where git does not know that commit.</param>
/// <param name="WorkingTree">Lines of git's <c>status --short</c>; null without git.</param>
public sealed record SinceText(string Base, IReadOnlyList<string>? DiffStat, IReadOnlyList<string>? WorkingTree)
{
    private const int MostLines = 200;
    private const int LineLength = 400;

    /// <summary>The text, as lines without their breaks.</summary>
    public IEnumerable<string> Lines() => Base.Length == 0
        ? ["since: no prior commit recorded — full working-tree state:", .. WorkingTree is null ? ["  (git unavailable)"] : Shown(WorkingTree, "  ")]
        : [$"since: delta vs last recorded turn ({Quoted.Plain(Base, 12)}):", .. Delta()];

    private List<string> Delta()
    {
        var commits = DiffStat is null ? ["  (git does not know that commit, so what was committed since is not known)"] : Shown(DiffStat, "  ");
        IEnumerable<string> tree = WorkingTree is { Count: > 0 } changes ? ["  working tree:", .. Shown(changes, "    ")] : [];
        List<string> lines = [.. commits, .. tree];
        return lines.Count > 0 ? lines : ["  no change since last turn — triage can skip a full re-scan"];
    }

    private static IEnumerable<string> Shown(IReadOnlyList<string> lines, string indent)
    {
        // git's own first character may be a blank that tells something
        var shown = lines.Take(MostLines).Select(line => indent + (line.StartsWith(' ') ? " " : "") + Quoted.Plain(line, LineLength));
        return lines.Count > MostLines ? [.. shown, $"{indent}and {lines.Count - MostLines} more"] : shown;
    }
}
