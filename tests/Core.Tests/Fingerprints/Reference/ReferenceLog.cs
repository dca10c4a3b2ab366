using System.Text;
using System.Text.RegularExpressions;

namespace LoopJournal.Tests.Fingerprints.Reference;

/// <summary>The first steps of section 5 of the page: bytes become lines, and it is told which of them are noise.</summary>
internal static class ReferenceLog
{
    private const int HalfLine = 2048;

    private static readonly Regex Control = new(
        @"(?:\e\[|\x9b)[^@-~]*[@-~]?|(?:\e[\]PX^_]|[\x9d\x90\x98\x9e\x9f]).*?(?:\a|\e.?|\x9c|$)|\e[ -/]*.?|[\x00-\x08\x0a-\x1f\x7f-\x9f]");

    private static readonly Regex Prefix = SpecificationPage.Expression("prefix");
    private static readonly Regex Counts = SpecificationPage.Expression("counts");
    private static readonly Regex Label = SpecificationPage.Expression("label");
    private static readonly Regex SummaryTime = SpecificationPage.Expression("time in a summary of the terminal logger");
    private static readonly Regex SummaryCount = SpecificationPage.Expression("count in a summary of the terminal logger");
    private static readonly Regex Package = SpecificationPage.Expression("package with its version");
    private static readonly Regex NoFailures = SpecificationPage.Expression("no failures");
    private static readonly string[] Signals = SpecificationPage.List("signal words");
    private static readonly string[] Summaries = SpecificationPage.List("summaries of the terminal logger");

    public static string Decode(byte[] bytes)
    {
        using var reader = new StreamReader(new MemoryStream(bytes), GuessEncoding(bytes), detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd();
    }

    public static IEnumerable<ReferenceLogLine> ReadLines(string text) => text.Split('\n', '\r')
        .Select(line => Control.Replace(line, "").TrimEnd())
        .Select(line => line.Length > 2 * HalfLine ? line[..HalfLine] + line[^HalfLine..] : line)
        .Select(line => RemovePrefixes(line).TrimEnd())
        .Where(line => line.Length > 0)
        .Select(line => new ReferenceLogLine(line.TrimStart(), line.Length - line.TrimStart().Length));

    private static string RemovePrefixes(string line)
    {
        for (var count = 0; count < 4 && Prefix.Match(line.TrimStart()) is { Success: true, Length: > 0 } prefix; count++)
            line = line.TrimStart()[prefix.Length..];

        return line;
    }

    public static bool IsNoise(string line) =>
        ReferenceHost.IsRepetition(line) || !line.Any(char.IsLetter) || Counts.IsMatch(line) || Label.IsMatch(line)
            || (line.Length < 300 && NoFailures.IsMatch(line) && !IsSignal(NoFailures.Replace(line, " ")))
            || (Array.Exists(Summaries, text => line.Contains(text, StringComparison.Ordinal)) && SummaryCount.IsMatch(line)
                && SummaryTime.IsMatch(line));

    public static bool IsSignal(string line) => line.StartsWith("E  ", StringComparison.Ordinal)
        || Array.Exists(Signals, word => FindAll(line, word).Any(at => !IsPartOfName(line, at)));

    private static IEnumerable<int> FindAll(string line, string word)
    {
        for (var at = -1; (at = line.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase)) >= 0;)
            yield return at;
    }

    private static bool IsPartOfName(string line, int at) =>
        (at > 0 && Regex.IsMatch(line[(at - 1)..], "^[a-z](?:error|exception|fail)")) || Regex.IsMatch(line[at..], "^exception[a-rt-z]")
        || (Regex.IsMatch(line[at..], "^(?:error|exception|fail)")
            && Package.IsMatch(line[(line.LastIndexOf(' ', at) + 1)..].Split(' ')[0]));

    private static Encoding GuessEncoding(byte[] bytes)
    {
        var pairs = bytes.Take(512).Chunk(2).Where(pair => pair.Length == 2).ToList();
        var (first, second) = (pairs.Count(pair => pair[0] == 0), pairs.Count(pair => pair[1] == 0));
        return second > pairs.Count / 2.0 && first < pairs.Count / 8.0 ? Encoding.Unicode
            : first > pairs.Count / 2.0 && second < pairs.Count / 8.0 ? Encoding.BigEndianUnicode
            : Encoding.UTF8;
    }
}

/// <summary>A line without its prefix, and how many blanks were before it.</summary>
internal sealed record ReferenceLogLine(string Text, int Indent);
