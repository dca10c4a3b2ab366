using System.Text.RegularExpressions;

namespace LoopJournal.Tests.Fingerprints.Reference;

/// <summary>The masks, lists and expressions of docs/fingerprint.md, read from the page itself, so that they are not told twice.</summary>
internal static class SpecificationPage
{
    private static readonly string Text =
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "fingerprint.md")).ReplaceLineEndings("\n");

    private static readonly List<(string Title, string Value)> Entries =
    [
        .. Regex.Matches(Text, "^```text\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)
            .SelectMany(block => Regex.Matches(block.Groups[1].Value, "^(\\S.*)\n    (.*)\n", RegexOptions.Multiline))
            .Select(entry => (entry.Groups[1].Value, entry.Groups[2].Value)),
    ];

    /// <summary>The masks in their order.</summary>
    public static IReadOnlyList<(string Name, string Kind, string Expression)> Masks { get; } =
    [
        .. Entries.Select(entry => (Title: Regex.Match(entry.Title, @"^(\w+) \((\w+)\)$"), entry.Value))
            .Where(entry => entry.Title.Groups[2].Value is "Volatile" or "Place" or "Number" or "Code")
            .Select(entry => (entry.Title.Groups[1].Value, entry.Title.Groups[2].Value, entry.Value)),
    ];

    /// <summary>The value under a title of a block.</summary>
    public static string Entry(string title) => Entries.Single(entry => entry.Title == title).Value;

    /// <summary>All titles and values of the blocks, in the page's order.</summary>
    public static IEnumerable<(string Title, string Value)> ListEntries() => Entries;

    public static string[] List(string title) => Entry(title).Split('|');

    public static Regex Expression(string title) => new(Entry(title), RegexOptions.CultureInvariant);

    /// <summary>The text between backticks that follows some words of the page.</summary>
    public static string Code(string words, int skipped = 0) => CodesBetween(words, null).ElementAt(skipped);

    /// <summary>The expression between backticks that follows some words of the page.</summary>
    public static Regex Pattern(string words, int skipped = 0, RegexOptions options = RegexOptions.None) =>
        new(Code(words, skipped), options | RegexOptions.CultureInvariant);

    /// <summary>The texts between backticks from some words of the page to others.</summary>
    public static IEnumerable<string> CodesBetween(string words, string? end)
    {
        var start = Text.IndexOf(words, StringComparison.Ordinal);
        Assert.IsGreaterThanOrEqualTo(0, start, $"the page does not say: {words}");
        start += words.Length;
        var stop = end is null ? Text.Length : Text.IndexOf(end, start, StringComparison.Ordinal);
        Assert.IsGreaterThanOrEqualTo(start, stop, $"the page does not say: {end}");
        return Regex.Matches(Text[start..stop], @"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", RegexOptions.Singleline)
            .Select(match => match.Groups[2].Value.Trim());
    }
}
