using LoopJournal.Snapshots;
using LoopJournal.Text;

namespace LoopJournal.Reports;

/// <summary>
/// The answer of the verb <c>since</c>: the changes since the last attempt, so that a reader need not look at the whole repository.
/// </summary>
/// <param name="Base">The commit of the newest attempt that has one; empty when there is none.</param>
/// <param name="DiffStat">Lines of git's <c>diff --stat</c> from there to HEAD; null where git does not know that commit.</param>
/// <param name="WorkingTree">Lines of git's <c>status --short</c>; null without git.</param>
/// <param name="Edits">
/// What was edited since the newest attempt; null without one. Where it is known by the attempt's snapshot, the commit is not shown.
/// </param>
internal sealed record SinceText(
    string Base, IReadOnlyList<string>? DiffStat, IReadOnlyList<string>? WorkingTree, EditsSince? Edits = null)
{
    private const int MaxLines = 200;
    private const int LineLength = 400;
    private const string NoChange = "  no change since last turn — triage can skip a full re-scan";

    /// <summary>The text, as lines without their breaks.</summary>
    public IEnumerable<string> GetLines() => Edits is { Changes: { } changes, Attempt: var attempt }
        ?
        [
            $"since: edited since attempt {attempt.Iteration} of {Quoted.From(AttemptLine.GetStreamName(attempt.Stream), LineLength)}:",
            .. changes.Count == 0 ? [NoChange] : Format([.. changes.Select(FormatChange)], line => line, "  "),
        ]
        : Base.Length == 0
        ? [
            "since: no prior commit recorded — full working-tree state:",
            .. WorkingTree is null ? ["  (git unavailable)"] : Format(WorkingTree, FormatChange, "  "),
        ]
        : [$"since: delta vs last recorded turn ({Quoted.FromId(Base)}):", .. GetDelta()];

    private List<string> GetDelta()
    {
        var commits = DiffStat is null
            ? ["  (git does not know that commit, so what was committed since is not known)"]
            : Format(DiffStat, FormatStat, "  ");
        var changes = Format(WorkingTree ?? [], FormatChange, "    ");
        IEnumerable<string> tree = WorkingTree is { Count: > 0 } ? ["  working tree:", .. changes] : [];
        List<string> lines = [.. commits, .. tree];
        return lines.Count > 0 ? lines : [NoChange];
    }

    private static string FormatChange(TreeChange change) =>
        $"{(change.IsNew ? "A" : change.IsGone ? "D" : "M")}  {Quoted.From(change.Name, LineLength)}";

    /// <summary>A line of <c>diff --stat</c>, with the file's name in quotes: the name ends before the last <c>|</c>.</summary>
    private static string FormatStat(string line) => line.LastIndexOf('|') is >= 0 and var end
        ? $"{Quoted.From(line[..end], LineLength)} {OneLine.From(line[end..])}"
        : OneLine.From(line);

    /// <summary>A line of <c>status --short</c>, with the names after its two letters in quotes.</summary>
    private static string FormatChange(string line) =>
        line.Length > 3 ? $"{line[..2]} {Quoted.From(line[3..], LineLength)}" : Quoted.From(line, LineLength);

    private static IEnumerable<string> Format(IReadOnlyList<string> lines, Func<string, string> show, string indent)
    {
        var shown = lines.Take(MaxLines).Select(line => indent + show(line));
        return lines.Count > MaxLines ? [.. shown, $"{indent}and {lines.Count - MaxLines} more"] : shown;
    }
}
