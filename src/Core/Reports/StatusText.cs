using LoopJournal.Text;

namespace LoopJournal.Reports;

/// <summary>The answer of the verb <c>status</c>: the streams with their verdicts, the worst first, and the newest records.</summary>
internal static class StatusText
{
    /// <summary>How many streams are shown at the most.</summary>
    public const int MaxStreams = 12;

    private const int ActionLength = 56;

    /// <summary>The text, as lines without their breaks.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="draw">Draws the strip of a stream, which its place names, behind an indent.</param>
    /// <param name="symbols">What the symbols of the strips mean; null where there is none.</param>
    public static IEnumerable<string> GetLines(LoopState loop, Func<int, string, IEnumerable<string>> draw, string? symbols)
    {
        if (loop.Records == 0)
        {
            return ["journal empty"];
        }

        var streams = loop.Streams.Count;
        string?[] lines =
        [
            $"journal: {loop.Records} records (last {loop.Newest.Count}):",
            .. StallText.GetStreamLine(loop),
            streams == 1 && loop.Worst!.Trend.Length > 0 ? "  " + loop.Worst.Trend : null,
            streams == 1 ? PassText.ListKnown(loop.Worst!.Known) : null,
            .. streams == 1 ? draw(0, "  ")
                : loop.Streams.Take(MaxStreams).SelectMany((stream, i) => draw(i, "      ").Prepend(FormatStream(stream))),
            symbols is null ? null : "  " + symbols,
            streams > MaxStreams ? $"    and {streams - MaxStreams} more streams" : null,
            .. loop.Newest.Select(row => FormatRow(row, streams > 1, AgentText.AreSeveral(loop.Newest))),
        ];
        return lines.OfType<string>();
    }

    private static string FormatStream(StreamState stream) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"    {StallText.GetKind(stream.Verdict),-11} {stream.Count,4} attempts  {StallText.GetName(stream)}  {stream.Trend}")
            .TrimEnd() + (stream.Known.ListOpen() is { Count: > 0 } known ? $"  {known.Count} known" : "");

    private static string FormatRow(Attempt row, bool withStream, bool withAgent)
    {
        string[] words =
        [
            withAgent ? AgentText.GetName(row) : "",
            withStream ? Quoted.From(AttemptLine.GetStreamName(row.Stream), ActionLength) : "",
            DescribeAction(row),
        ];
        var fingerprint = row.Fingerprint.Length > 0 ? Quoted.FromId(row.Fingerprint) : "-";
        var text = string.Join(": ", words.Where(word => word.Length > 0));
        return string.Create(
            CultureInfo.InvariantCulture, $"  iter={row.Iteration,-3} {FormatGate(row.Gate),-7} fp={fingerprint,-12} {text}").TrimEnd();
    }

    /// <summary>A gate of ours as it is, any other text in quotes.</summary>
    internal static string FormatGate(string gate) =>
        gate is Gates.Pass or Gates.Fail or Gates.Blocked or Gates.Reset ? gate : Quoted.From(gate, 12);

    private static string DescribeAction(Attempt row) =>
        Quoted.FromVisible(row.Action, ActionLength) is { Length: > 0 } action ? action
        : row.Gate is Gates.Reset ? Quoted.FromVisible(row.Note, ActionLength)
        : DerivedAction.Describe(row);
}
