using LoopJournal.Text;
using LoopJournal.Verdicts;

namespace LoopJournal.Reports;

/// <summary>The answer of the verb <c>stall</c>: the verdict on a line of its own, then the facts that it rests on.</summary>
internal static class StallText
{
    private const int NameLength = 120;
    private const int MaxOthers = 5;

    /// <summary>The text, as lines without their breaks.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="budget">The budget of each stream.</param>
    public static IEnumerable<string> GetLines(LoopState loop, Budget budget)
    {
        if (loop.Worst is not { } worst)
        {
            return ["progress", "  empty journal"];
        }

        var verdict = worst.Verdict;
        var isGrave = verdict.Severity != VerdictSeverity.None;
        string?[] lines =
        [
            GetKind(verdict),
            .. GetStreamLine(loop),
            "  " + VerdictText.GetReason(verdict),
            isGrave ? $"  {VerdictCodes.GetCode(verdict.Kind)}: {VerdictText.Describe(verdict)}" : null,
            isGrave ? $"  recommend: {verdict.Recommend} — do NOT re-feed the same goal into the same failure" : null,
            .. BudgetText.GetCodes(verdict, budget).Select(raised => $"  {raised.Code}: {raised.Text}"),
            .. PassText.GetLines(verdict.Pass),
            verdict.DeadEnds.Count > 0
                ? $"  dead-end actions (already tried, same failure): {Quoted.FromList(verdict.DeadEnds, 12, 80)}"
                : null,
            .. loop.Others.Take(MaxOthers).Select(stream => $"  also {GetKind(stream.Verdict)}: {GetName(stream)}"),
            .. ListUnclean(loop),
            .. loop.Others.SelectMany(stream => BudgetText.GetCodes(stream.Verdict, budget), Describe).Take(MaxOthers),
            loop.Streams.Count - 1 > MaxOthers ? $"  and {loop.Streams.Count - 1 - MaxOthers} more streams" : null,
        ];
        return lines.OfType<string>();
    }

    /// <summary>The other streams whose last attempt is a pass with vanished tests, or ran stale binaries.</summary>
    internal static IEnumerable<string> ListUnclean(LoopState loop) => loop.Others
        .SelectMany(stream => PassText.GetWarnings(stream.Verdict.Pass), Describe)
        .Take(MaxOthers);

    private static string Describe(StreamState stream, RaisedCode said) => $"  {GetName(stream)}: {said.Code}: {said.Text}";

    /// <summary>The verdict's name in lower case.</summary>
    public static string GetKind(Verdict verdict) => VerdictCodes.GetName(verdict.Kind).ToLowerInvariant();

    /// <summary>A stream's name in quotes.</summary>
    internal static string GetName(StreamState stream) => Quoted.From(AttemptLine.GetStreamName(stream.Key), NameLength);

    /// <summary>The line that names the stream; none when the only stream is the unnamed one.</summary>
    internal static IEnumerable<string> GetStreamLine(LoopState loop) =>
        loop.Worst is not { } worst || (loop.Streams.Count == 1 && worst.Key == StreamKey.Seed) ? []
        : [$"  stream: {GetName(worst)}{FormatLoop(loop.Loop)}{FormatRank(loop.Streams.Count)}"];

    private static string FormatLoop(string loop) => loop.Length > 0 ? $" in loop {Quoted.From(loop, NameLength)}" : "";

    private static string FormatRank(int streams) => streams > 1 ? $", the worst of {streams} streams" : "";
}
