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
    private static readonly Regex ErrorCount = SpecificationPage.Expression("count of errors (lines under 60 characters)");
    private static readonly Regex SummaryTime = SpecificationPage.Expression("time in a summary of the terminal logger");
    private static readonly Regex SummaryCount = SpecificationPage.Expression("count in a summary of the terminal logger");
    private static readonly string[] Beginnings = SpecificationPage.List("beginnings of noise");
    private static readonly string[] Summaries = SpecificationPage.List("summaries of the terminal logger");

    public static string Decode(byte[] bytes)
    {
        using var reader = new StreamReader(new MemoryStream(bytes), GuessEncoding(bytes), detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd();
    }

    public static IEnumerable<string> ReadLines(string text) => text.Split('\n', '\r')
        .Select(line => Control.Replace(line, ""))
        .Select(line => line.Length > 2 * HalfLine ? line[..HalfLine] + line[^HalfLine..] : line)
        .Select(line => Prefix.Replace(line, "").Trim());

    public static bool IsNoise(string line) =>
        Array.Exists(Beginnings, text => line.StartsWith(text, StringComparison.Ordinal))
            || line.Contains("error LOOP001", StringComparison.Ordinal) || line.Contains(": warning ", StringComparison.Ordinal)
            || ReferenceHost.IsRepetition(line) || !line.Any(char.IsLetter) || Counts.IsMatch(line) || Label.IsMatch(line)
            || (line.Length < 60 && ErrorCount.IsMatch(line))
            || (Array.Exists(Summaries, text => line.Contains(text, StringComparison.Ordinal)) && SummaryCount.IsMatch(line)
                && SummaryTime.IsMatch(line));

    private static Encoding GuessEncoding(byte[] bytes)
    {
        var pairs = bytes.Take(512).Chunk(2).Where(pair => pair.Length == 2).ToList();
        var (first, second) = (pairs.Count(pair => pair[0] == 0), pairs.Count(pair => pair[1] == 0));
        return second > pairs.Count / 2.0 && first < pairs.Count / 8.0 ? Encoding.Unicode
            : first > pairs.Count / 2.0 && second < pairs.Count / 8.0 ? Encoding.BigEndianUnicode
            : Encoding.UTF8;
    }
}
