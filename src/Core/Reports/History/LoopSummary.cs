using LoopJournal.Text;
using LoopJournal.Verdicts;

namespace LoopJournal.Reports.History;

/// <summary>What a report says at its top: which loop it is, how it stands, and what to do.</summary>
/// <param name="Worst">The stream that it speaks of.</param>
/// <param name="State">The verdict in a word: <c>stalled</c>, <c>passed</c>, <c>failing</c>.</param>
/// <param name="Code">The code of the verdict; empty where none is raised.</param>
/// <param name="Severity">How grave it is.</param>
/// <param name="Loop">Which loop it is.</param>
/// <param name="Standing">How it stands.</param>
/// <param name="Advice">What to do.</param>
/// <param name="Facts">The facts that every host reports beside the verdict.</param>
internal sealed record LoopSummary(
    StreamState Worst,
    string State,
    string Code,
    VerdictSeverity Severity,
    string Loop,
    string Standing,
    string Advice,
    IReadOnlyList<string> Facts)
{
    private const int NameLength = 120;
    private const int MaxFacts = 12;

    /// <summary>The summary of a history with at least one stream.</summary>
    public static LoopSummary From(LoopHistory history)
    {
        var worst = FindWorst(history.Loop);
        var (verdict, last) = (worst.Verdict, worst.Attempts[^1]);
        var isClean = history.Streams.All(stream => stream.State.Attempts[^1].EndsWindow);
        var advice = GetAdvice(verdict, isClean);
        return new(
            worst,
            GetState(verdict, last, isClean),
            VerdictCodes.GetCode(verdict.Kind)?.Id ?? "",
            verdict.Severity,
            DescribeLoop(history, worst),
            verdict.Kind == VerdictKind.Progress ? DescribeProgress(last, verdict) : DescribeVerdict(verdict, advice),
            advice,
            [.. history.Notes.Concat(ListFacts(history.Loop, worst)).Select(line => line.Trim()).Take(MaxFacts)]);
    }

    /// <summary>Where no rule holds, a stream that fails before one that has passed.</summary>
    private static StreamState FindWorst(LoopState loop) => loop.Worst!.Verdict.Kind != VerdictKind.Progress ? loop.Worst
        : loop.Streams.FirstOrDefault(stream => !stream.Attempts[^1].EndsWindow) ?? loop.Worst;

    private static string GetState(Verdict verdict, Attempt last, bool isClean) =>
        verdict.Kind != VerdictKind.Progress ? StallText.GetKind(verdict)
        : last.Gate is Gates.Reset ? "reset"
        : isClean ? "passed"
        : last.HasPassed ? "not clean" : "failing";

    private static string DescribeLoop(LoopHistory history, StreamState worst)
    {
        var (loop, count) = (history.Loop, history.Streams.Count);
        var name = loop.Loop.Length > 0 ? $"Loop {Quoted.From(loop.Loop, NameLength)}" : "The loop without a name";
        var streams = count == 1 ? $"one stream, {StallText.GetName(worst)}"
            : $"{count} streams; the worst is {StallText.GetName(worst)}";
        return string.Create(
            CultureInfo.InvariantCulture, $"{name}: {loop.Records:#,0} {(loop.Records == 1 ? "record" : "records")} in {streams}.");
    }

    // the state is the sentence's first word, and the advice often its end
    private static string DescribeVerdict(Verdict verdict, string advice)
    {
        var sentence = VerdictText.Describe(verdict);
        var start = sentence.IndexOf(": ", StringComparison.Ordinal) + 2;
        return (char.ToUpperInvariant(sentence[start]) + sentence[(start + 1)..]).Replace(" " + advice, "", StringComparison.Ordinal);
    }

    private static string DescribeProgress(Attempt last, Verdict verdict) => last.Gate is Gates.Reset
        ? "A reset: counting starts again."
        : $"The newest attempt: {AttemptLine.DescribeBriefly(last)}."
            + (last.Clears ? "" : $" No rule holds: {VerdictText.GetReason(verdict)}.");

    private static string GetAdvice(Verdict verdict, bool isClean) =>
        ResumeText.FindWayOut(verdict.Recommend) is { } wayOut ? $"{char.ToUpperInvariant(wayOut[0])}{wayOut[1..]}."
        : isClean ? "loop-journal proof says whether exactly the files of now have passed, in full."
        : "Go on: loop-journal resume has what the next attempt needs.";

    private static IEnumerable<string> ListFacts(LoopState loop, StreamState worst)
    {
        string?[] lines =
        [
            worst.Trend,
            PassText.ListKnown(worst.Known),
            .. PassText.GetLines(worst.Verdict.Pass),
            .. StallText.ListUnclean(loop),
            .. ResumeText.DescribeBest(worst),
            HostText.DescribeSkipped(loop.Skipped),
        ];
        return lines.OfType<string>().Where(line => line.Length > 0);
    }
}
