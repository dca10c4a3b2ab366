using System.Globalization;
using LoopJournal.Text;

namespace LoopJournal.Reports;

/// <summary>The answer of the verb <c>status</c>: the streams with their verdicts, the worst first, and the newest records.</summary>
internal static class StatusText
{
    private const int MostStreams = 12;
    private const int ActionLength = 56;

    /// <summary>The text, as lines without their breaks.</summary>
    public static IEnumerable<string> Of(LoopState loop)
    {
        if (loop.Records == 0)
        {
            return ["journal empty"];
        }

        var streams = loop.Streams.Count;
        string?[] lines =
        [
            $"journal: {loop.Records} records (last {loop.Newest.Count}):",
            .. StallText.StreamLine(loop),
            .. streams > 1 ? loop.Streams.Take(MostStreams).Select(Stand) : [],
            streams > MostStreams ? $"    and {streams - MostStreams} more streams" : null,
            .. loop.Newest.Select(row => Row(row, streams > 1)),
        ];
        return lines.OfType<string>();
    }

    private static string Stand(StreamState stream) =>
        string.Create(
            CultureInfo.InvariantCulture, $"    {StallText.Kind(stream.Verdict),-11} {stream.Count,4} attempts  {StallText.Name(stream)}");

    private static string Row(Attempt row, bool withStream)
    {
        string[] words = [withStream ? Quoted.Of(AttemptLine.StreamName(row.Stream), ActionLength) : "", What(row)];
        var fingerprint = row.Fingerprint.Length > 0 ? Quoted.Id(row.Fingerprint) : "-";
        var text = string.Join(": ", words.Where(word => word.Length > 0));
        return string.Create(
            CultureInfo.InvariantCulture, $"  iter={row.Iteration,-3} {Gate(row.Gate),-7} fp={fingerprint,-12} {text}").TrimEnd();
    }

    /// <summary>A gate of ours as it is, any other text in quotes.</summary>
    internal static string Gate(string gate) =>
        gate is Gates.Pass or Gates.Fail or Gates.Blocked or Gates.Reset ? gate : Quoted.Of(gate, 12);

    private static string What(Attempt row) =>
        Quoted.OfVisible(row.Action, ActionLength) is { Length: > 0 } action ? action
        : row.Gate is Gates.Reset ? Quoted.OfVisible(row.Note, ActionLength)
        : DerivedAction.Of(row);
}
