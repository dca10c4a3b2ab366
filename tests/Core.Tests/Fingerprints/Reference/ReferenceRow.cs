using System.Text.RegularExpressions;

namespace LoopJournal.Tests.Fingerprints.Reference;

/// <summary>Section 5.1 of the page: a kind of line that the page lists.</summary>
internal sealed record ReferenceRow(string Printer, string Kind, Regex Expression)
{
    private static readonly ReferenceRow[] All =
    [
        .. SpecificationPage.ListEntries()
            .Select(entry => (Title: Regex.Match(entry.Title, "^(.+): (test|opening|listed|finding|file|frame, last|frame|count|noise)$"), entry.Value))
            .Where(entry => entry.Title.Success)
            .Select(entry => new ReferenceRow(
                entry.Title.Groups[1].Value, entry.Title.Groups[2].Value, new(entry.Value, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant))),
    ];

    /// <summary>The row that knows a line, and the match; null where none does.</summary>
    public static (ReferenceRow Row, Match Match)? Find(string line, string list)
    {
        foreach (var row in All.Where(row => row.Kind != "listed" || row.Printer == list))
        {
            if (row.Expression.Match(line) is { Success: true } match)
                return (row, match);
        }

        return null;
    }
}
