using LoopJournal.Text;

namespace LoopJournal.Reports;

/// <summary>
/// The answer of the verb <c>since</c>: the changes since the last attempt, so that a reader need not look at the whole repository.
/// </summary>
/// <param name="Base">The commit of the newest attempt that has one; empty when there is none.</param>
/// <param name="DiffStat">Lines of git's <c>diff --stat</c> from there to HEAD; null where git does not know that commit.</param>
/// <param name="WorkingTree">Lines of git's <c>status --short</c>; null without git.</param>
internal sealed record SinceText(string Base, IReadOnlyList<string>? DiffStat, IReadOnlyList<string>? WorkingTree)
{
    private const int MostLines = 200;
    private const int LineLength = 400;

    /// <summary>The text, as lines without their breaks.</summary>
    public IEnumerable<string> Lines() => Base.Length == 0
        ? [
            "since: no prior commit recorded — full working-tree state:",
            .. WorkingTree is null ? ["  (git unavailable)"] : Shown(WorkingTree, Change, "  "),
        ]
        : [$"since: delta vs last recorded turn ({Quoted.Id(Base)}):", .. Delta()];

    private List<string> Delta()
    {
        var commits = DiffStat is null
            ? ["  (git does not know that commit, so what was committed since is not known)"]
            : Shown(DiffStat, Stat, "  ");
        IEnumerable<string> tree = WorkingTree is { Count: > 0 } changes ? ["  working tree:", .. Shown(changes, Change, "    ")] : [];
        List<string> lines = [.. commits, .. tree];
        return lines.Count > 0 ? lines : ["  no change since last turn — triage can skip a full re-scan"];
    }

    /// <summary>A line of <c>diff --stat</c>, with the file's name in quotes: the name ends before the last <c>|</c>.</summary>
    private static string Stat(string line) => line.LastIndexOf('|') is >= 0 and var end
        ? $"{Quoted.Of(line[..end], LineLength)} {OneLine.Of(line[end..])}"
        : OneLine.Of(line);

    /// <summary>A line of <c>status --short</c>, with the names after its two letters in quotes.</summary>
    private static string Change(string line) =>
        line.Length > 3 ? $"{line[..2]} {Quoted.Of(line[3..], LineLength)}" : Quoted.Of(line, LineLength);

    private static IEnumerable<string> Shown(IReadOnlyList<string> lines, Func<string, string> show, string indent)
    {
        var shown = lines.Take(MostLines).Select(line => indent + show(line));
        return lines.Count > MostLines ? [.. shown, $"{indent}and {lines.Count - MostLines} more"] : shown;
    }
}
