using LoopJournal.Journal;
using LoopJournal.Sharing;
using LoopJournal.Text;

namespace LoopJournal.Reports;

/// <summary>The newest attempts of other clones, marked with their writers: data from others, in quotes.</summary>
internal static class OtherRowsText
{
    private const int MaxRows = 5;
    private const int ActionLength = 56;

    /// <summary>The lines, without their breaks; none where no rows came from other clones.</summary>
    /// <param name="others">See <see cref="OtherRows.List"/>.</param>
    public static IEnumerable<string> GetLines(IReadOnlyList<JournalReader> others)
    {
        var rows = FindNewest(others);
        return rows.Count == 0 ? [] : rows.Select(Format).Prepend("other clones, the newest attempts (no verdict counts them):");
    }

    /// <summary>The newest rows, oldest first.</summary>
    public static List<Attempt> FindNewest(IReadOnlyList<JournalReader> others)
    {
        var newest = others.SelectMany(file => file.ReadNewestFirst().Take(MaxRows));
        return [.. newest.OrderByDescending(row => row.Timestamp, StringComparer.Ordinal).Take(MaxRows).Reverse()];
    }

    private static string Format(Attempt row)
    {
        var fingerprint = row.Fingerprint.Length > 0 ? Quoted.FromId(row.Fingerprint) : "-";
        var action = Quoted.FromVisible(row.Action, ActionLength);
        var text = $"{Quoted.From(AttemptLine.GetStreamName(row.Stream), ActionLength)}{(action.Length > 0 ? ": " + action : "")}";
        return $"  by {Quoted.FromId(OtherRows.GetWriter(row))} {StatusText.FormatGate(row.Gate),-7} fp={fingerprint,-12} {text}";
    }
}
