namespace LoopJournal.Reports.Markdown;

/// <summary>
/// A line of a report as Markdown in which nothing is markup, a mention or a link: what is not a plain word of ours becomes code, which no
/// renderer reads (CommonMark 0.31, 6.1). Escapes are not enough: GitHub looks for <c>@name</c> and <c>#1</c> in the text that they show.
/// </summary>
internal static partial class MarkdownText
{
    private const int MinCommit = 7; // digits that GitHub takes for a commit

    /// <summary>The line, without the blanks at its start.</summary>
    /// <param name="line">A line of a report: all that comes from outside is in double quotes.</param>
    public static string From(string line) => Parts().Replace(line.Trim(), part =>
        part.Groups["data"] is { Success: true } data ? Code(data.Value)
        : Escape(part.Groups["before"].Value) + FromWord(part.Groups["word"].Value) + Escape(part.Groups["after"].Value));

    /// <summary>Any text as code.</summary>
    /// <param name="text">The text, on one line.</param>
    public static string Code(string text)
    {
        if (text.Length == 0)
        {
            return "\"\"";
        }

        var longest = 0;
        for (int i = 0, run = 0; i < text.Length; i++)
        {
            run = text[i] == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        var fence = new string('`', longest + 1);
        var pad = text[0] == '`' || text[^1] == '`' ? " " : "";
        return fence + pad + text + pad + fence;
    }

    /// <summary>A row of a table.</summary>
    /// <param name="cells">Its cells, as Markdown.</param>
    public static string Row(params IEnumerable<string> cells) =>
        $"| {string.Join(" | ", cells.Select(cell => cell.Replace("|", @"\|", StringComparison.Ordinal)))} |";

    private static string FromWord(string word) => word is "" or "—" or "·" ? word
        : word == ">" ? "&gt;"
        : PlainWord().IsMatch(word) && !(word.Length >= MinCommit && word.All(char.IsAsciiHexDigit)) ? word
        : Code(word);

    private static string Escape(string brackets) =>
        brackets.Replace("[", @"\[", StringComparison.Ordinal).Replace("]", @"\]", StringComparison.Ordinal);

    [GeneratedRegex("\"(?<data>[^\"]*)\"|(?<before>[(\\[]*)(?<word>[^\\s\"]*?)(?<after>[)\\],.:;]*)(?=[\\s\"]|$)")]
    private static partial Regex Parts();

    [GeneratedRegex(@"^(\p{L}[\p{L}'-]*|x?\d{1,6}(/\d{1,3})?)\z")]
    private static partial Regex PlainWord();
}
