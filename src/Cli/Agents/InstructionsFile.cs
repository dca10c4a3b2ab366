namespace LoopJournal.Cli.Agents;

/// <summary><c>AGENTS.md</c>, the instructions that many agents read: a marked block at its end is ours.</summary>
/// <param name="Tool">The command that starts the tool.</param>
internal sealed record InstructionsFile(string Tool) : SettingsFile(Choice, "AGENTS.md")
{
    public const string Choice = "agents-md";

    private const string Begin = "<!-- loop-journal: begin -->";
    private const string End = "<!-- loop-journal: end -->";

    private string[] Lines =>
    [
        Begin,
        "## Retry loops",
        $"LoopJournal journals `dotnet test`. Before you begin, and when a test fails again, run `{Tool} resume`.",
        "When it reports LOOP0010 to LOOP0013, change the strategy: a try that `resume` lists did not help.",
        $"Before you say that you are done, run `{Tool} proof`. It says `proven` when all tests have passed on these files.",
        "Do not skip, delete or weaken a failing test.",
        End,
    ];

    public override string Apply(string? text)
    {
        var newLine = FindNewLine(text ?? "");
        var block = string.Join(newLine, Lines);
        return text is null ? block + newLine
            : FindBlock(text) is var (start, end) ? text[..start] + block + text[end..]
            : text.EndsWith('\n') ? text + newLine + block + newLine
            : text + newLine + newLine + block;
    }

    protected override IEnumerable<string> ListOriginals(string text)
    {
        if (FindBlock(text) is not var (start, end))
        {
            return [text];
        }

        var newLine = FindNewLine(text);
        var (before, after) = (text[..start], Cut(text[end..], newLine));
        var once = CutEnd(before, newLine);
        return [once + after, CutEnd(once, newLine) + after, before + after];
    }

    private static string Cut(string text, string part) => text.StartsWith(part, StringComparison.Ordinal) ? text[part.Length..] : text;

    private static string CutEnd(string text, string part) => text.EndsWith(part, StringComparison.Ordinal) ? text[..^part.Length] : text;

    private static string FindNewLine(string text) => text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";

    private static (int Start, int End)? FindBlock(string text)
    {
        var start = text.IndexOf(Begin, StringComparison.Ordinal);
        var end = start < 0 ? -1 : text.IndexOf(End, start, StringComparison.Ordinal);
        return end < 0 ? null : (start, end + End.Length);
    }
}
