using System.Globalization;
using LoopJournal.Journal;

namespace LoopJournal.Reports;

/// <summary>What the verb <c>status</c> says: how the streams stand, the worst first, and the newest records.</summary>
public static class StatusText
{
    private const int MostStreams = 12;
    private const int ActionLength = 56;

    /// <summary>The text, as lines without their breaks.</summary>
    public static IEnumerable<string> Of(LoopState loop)
    {
        ArgumentNullException.ThrowIfNull(loop);
        if (loop.Records == 0)
        {
            return ["journal empty"];
        }

        List<string> lines = [$"journal: {loop.Records} records (last {loop.Newest.Count}):", .. StallText.StreamLine(loop)];
        if (loop.Streams.Count > 1)
        {
            lines.AddRange(loop.Streams.Take(MostStreams).Select(Stand));
            if (loop.Streams.Count > MostStreams)
            {
                lines.Add($"    and {loop.Streams.Count - MostStreams} more streams");
            }
        }

        lines.AddRange(loop.Newest.Select(row => Row(row, loop.Streams.Count > 1)));
        return lines;
    }

    private static string Stand(StreamState stream) =>
        string.Create(CultureInfo.InvariantCulture, $"    {StallText.Kind(stream.Verdict),-11} {stream.Count,4} attempts  {StallText.Name(stream)}");

    private static string Row(Attempt row, bool withStream)
    {
        var stream = withStream ? $"{Quoted.Plain(AttemptLine.StreamName(row.Stream), ActionLength)}: " : "";
        var gate = Quoted.Plain(row.Gate, 12);
        var fingerprint = row.Fingerprint.Length > 0 ? Quoted.Plain(row.Fingerprint, 12) : "-";
        return string.Create(
            CultureInfo.InvariantCulture, $"  iter={row.Iteration,-3} {gate,-7} fp={fingerprint,-12} {stream}{Quoted.Plain(row.Action, ActionLength)}").TrimEnd();
    }
}
