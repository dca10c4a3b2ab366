using LoopJournal.Text;
using LoopJournal.Verdicts;

namespace LoopJournal.Reports;

/// <summary>What the verb <c>stall</c> says: the verdict on a line of its own, then what it rests on.</summary>
internal static class StallText
{
    private const int NameLength = 120;
    private const int MostOthers = 5;

    /// <summary>The text, as lines without their breaks.</summary>
    public static IEnumerable<string> Of(LoopState loop)
    {
        if (loop.Worst is not { } worst)
        {
            return ["progress", "  empty journal"];
        }

        var verdict = worst.Verdict;
        var isGrave = verdict.Severity != VerdictSeverity.None;
        string?[] lines =
        [
            Kind(verdict),
            .. StreamLine(loop),
            "  " + VerdictText.Reason(verdict),
            isGrave ? $"  {VerdictCodes.Of(verdict.Kind)}: {VerdictText.Of(verdict)}" : null,
            isGrave ? $"  recommend: {verdict.Recommend} — do NOT re-feed the same goal into the same failure" : null,
            verdict.DeadEnds.Count > 0 ? $"  dead-end actions (already tried, same failure): {Quoted.List(verdict.DeadEnds, 12, 80)}" : null,
            .. loop.Others.Take(MostOthers).Select(stream => $"  also {Kind(stream.Verdict)}: {Name(stream)}"),
            loop.Streams.Count - 1 > MostOthers ? $"  and {loop.Streams.Count - 1 - MostOthers} more streams" : null,
        ];
        return lines.OfType<string>();
    }

    /// <summary>The verdict's name in lower case.</summary>
    public static string Kind(Verdict verdict) => VerdictCodes.NameOf(verdict.Kind).ToLowerInvariant();

    /// <summary>A stream's name in quotes.</summary>
    internal static string Name(StreamState stream) => Quoted.Of(AttemptLine.StreamName(stream.Key), NameLength);

    /// <summary>Which stream is spoken of; nothing where there is only the one that has no name.</summary>
    internal static IEnumerable<string> StreamLine(LoopState loop) =>
        loop.Worst is not { } worst || (loop.Streams.Count == 1 && worst.Key == StreamKey.Seed) ? []
        : [$"  stream: {Quoted.Of(AttemptLine.StreamName(worst.Key), NameLength)}{In(loop.Loop)}{WorstOf(loop.Streams.Count)}"];

    private static string In(string loop) => loop.Length > 0 ? $" in loop {Quoted.Of(loop, NameLength)}" : "";

    private static string WorstOf(int streams) => streams > 1 ? $", the worst of {streams} streams" : "";
}
