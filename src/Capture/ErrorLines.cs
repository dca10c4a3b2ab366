namespace LoopJournal.Capture;

/// <summary>
/// Selects the lines of a test's output that name an exception or an error: a test that fails because a value is wrong has often
/// printed why.
/// </summary>
internal static class ErrorLines
{
    /// <summary>How many lines of a test are kept: the first, because one error causes the next.</summary>
    public const int MaxLines = 5;

    /// <summary>How much of a line is kept, in characters.</summary>
    private const int MaxLine = 400;

    /// <summary>How much of an output is searched, in characters.</summary>
    private const int MaxText = 1 << 20;

    /// <summary>What such a line contains; a new form is a row.</summary>
    private static readonly string[] Marks =
    [
        "Exception(?![A-Za-z0-9_])", // a type: System.IO.IOException: ...
        "[A-Za-z]Error(?=:|$)", // a type of other languages: TypeError: ...
        @"(?<![A-Za-z0-9_.-])(?:[Ee]rror|[Ff]atal|[Pp]anic)(?=:|\]| [A-Z]{1,8}[0-9])", // error: ..., error CS0103, [error]
        "(?<![A-Za-z0-9_])(?:ERROR|FATAL|CRITICAL)(?![A-Za-z0-9_])", // log4net, NLog
        "^(?:fail|crit): ", // Microsoft.Extensions.Logging
        @"[ \[](?:ERR|FTL)\]", // Serilog
        "Unhandled ",
    ];

    /// <summary>A part of each of <see cref="Marks"/>: most outputs have none of them, and a search for a text is fast.</summary>
    private static readonly string[] Parts =
        ["xception", "rror", "RROR", "atal", "FATAL", "anic", "CRITICAL", "fail: ", "crit: ", "ERR]", "FTL]", "Unhandled "];

    private static readonly Regex Mark = new(string.Join("|", Marks), RegexOptions.CultureInvariant);

    /// <summary>Adds the lines of an output, trimmed, each once, until there are <see cref="MaxLines"/>.</summary>
    public static void AddTo(List<string> lines, string output)
    {
        var text = output.Substring(0, Math.Min(output.Length, MaxText));
        if (Array.Exists(Parts, text.Contains))
        {
            var found = text.Split('\n').Select(line => Cut(line.Substring(0, Math.Min(line.Length, MaxLine + 1)).Trim()))
                .Where(line => !line.StartsWith("at ", StringComparison.Ordinal) && Mark.IsMatch(line));
            lines.AddRange(found.Except(lines).Take(MaxLines - lines.Count).ToList());
        }
    }

    // Between words: half a secret no longer matches its pattern
    private static string Cut(string line) =>
        line.Length <= MaxLine ? line : line.Substring(0, Math.Max(0, line.LastIndexOfAny([' ', '\t'])));
}
