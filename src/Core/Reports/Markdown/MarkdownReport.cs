using LoopJournal.Reports.History;
using LoopJournal.Text;

namespace LoopJournal.Reports.Markdown;

/// <summary>A loop for a pull request: how it stands, a strip of each stream, the failures by cause, what was tried.</summary>
internal static class MarkdownReport
{
    /// <summary>The most lines: a reader of a pull request sees them without scrolling far.</summary>
    public const int MaxLines = 60;

    private const int MaxFacts = 6;
    private const int MaxStreams = 8;
    private const int MaxMarks = 40;
    private const int MaxFailures = 6;
    private const int MaxTried = 6;
    private const int MaxCauseLines = 10;
    private const int CausesLength = 1500;
    private const int NameLength = 80;
    private const int MessageLength = 160;

    /// <summary>The report, as lines without their breaks.</summary>
    /// <param name="history">A history with at least one stream.</param>
    public static IEnumerable<string> GetLines(LoopHistory history)
    {
        var summary = LoopSummary.From(history);
        return
        [
            $"### Loop report: {summary.State}{(summary.Code.Length > 0 ? $" ({summary.Code})" : "")}",
            "", MarkdownText.From(summary.Loop),
            "", MarkdownText.From(summary.Standing),
            "", MarkdownText.From(summary.Advice), "",
            .. EndList(summary.Facts.Take(MaxFacts).Select(fact => "- " + MarkdownText.From(fact))),
            .. GetStrips([.. history.Streams.Select(stream => new Strip(stream.State, [.. stream.Marks.TakeLast(MaxMarks)]))]),
            .. GetFailures(history.Failures),
            .. GetCauses(summary.Worst),
            .. GetTried(summary.Worst),
        ];
    }

    private static IEnumerable<string> GetStrips(List<Strip> strips)
    {
        var shown = strips.Take(MaxStreams).ToList();
        var symbols = Strip.DescribeSymbols(shown);
        return
        [
            "| stream | verdict | attempts, oldest first |", "| --- | --- | --- |",
            .. shown.Select(strip => MarkdownText.Row(
                MarkdownText.From(StallText.GetName(strip.Stream)),
                StallText.GetKind(strip.Stream.Verdict),
                MarkdownText.Code(string.Join(' ', strip.Marks.Select(Strip.GetSymbol))))),
            "",
            .. EndList(strips.Count > MaxStreams ? [$"and {strips.Count - MaxStreams} more streams"] : []),
            .. EndList(symbols is null ? [] : [MarkdownText.From(symbols)]),
        ];
    }

    private static IEnumerable<string> GetFailures(IReadOnlyList<FailureHistory> failures) => failures.Count == 0 ? []
        :
        [
            "| | failure | attempts |", "| --- | --- | --- |",
            .. failures.OrderByDescending(failure => failure.Count).Take(MaxFailures).Select(failure => MarkdownText.Row(
                failure.Letter, Describe(failure.Last), string.Create(CultureInfo.InvariantCulture, $"{failure.Count}"))),
            "",
        ];

    private static string Describe(Attempt attempt) => attempt.Failures is [var first, ..]
        ? MarkdownText.From(Quoted.FromTest(first.Id, NameLength)
            + (first.Message.Length > 0 && first.Message != first.Id ? ": " + Quoted.FromMessage(first.Message, MessageLength) : "")
            + (FailureList.CountMore(attempt, 1) is { } more ? $" and {more}" : ""))
        : MarkdownText.From(Quoted.FromId(attempt.Fingerprint));

    // an entry of CauseText is a line with four blanks, and what belongs to it has more
    private static IEnumerable<string> GetCauses(StreamState stream) => EndList(
        CauseText.GetLines(stream.Attempts[^1], stream.Verdict.Flaky, CausesLength, CauseSources.None).Take(MaxCauseLines)
            .Select(line => line[..4].Trim().Length > 0 ? $"**{Capitalize(line.Trim())}**"
                : (line[4] == ' ' ? "  - " : "- ") + MarkdownText.From(line)));

    private static IEnumerable<string> GetTried(StreamState stream) =>
        ResumeText.ListTried(stream).Take(MaxTried).Select(line => "- " + MarkdownText.From(line)).ToList() is { Count: > 0 } tried
            ? tried.Prepend("**Tried, the newest first**") : [];

    private static IEnumerable<string> EndList(IEnumerable<string> lines)
    {
        var any = false;
        foreach (var line in lines)
        {
            any = true;
            yield return line;
        }

        if (any)
        {
            yield return "";
        }
    }

    private static string Capitalize(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
