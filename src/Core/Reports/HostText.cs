using LoopJournal.Journal;
using LoopJournal.Recording;
using LoopJournal.Text;
using LoopJournal.Verdicts;

namespace LoopJournal.Reports;

/// <summary>The sentences that every host prints: the build, the tool, and the recorder of a test program.</summary>
internal static class HostText
{
    /// <summary>
    /// The lines about an attempt that was just recorded, without problems: the place of a new journal, then how the attempt ended.
    /// </summary>
    /// <param name="recorded">The attempt.</param>
    /// <param name="journal">The journal's file.</param>
    public static IEnumerable<string> GetLines(RecordedAttempt recorded, string journal)
    {
        if (recorded.JournalCreated)
        {
            yield return "LoopJournal: " + AttemptLine.DescribeNewJournal(journal, recorded.Attempt);
        }

        yield return "LoopJournal: " + OneLine.From(AttemptLine.Describe(recorded));
    }

    /// <summary>
    /// The codes that every host raises on an attempt: vanished tests, old binaries, then the verdict and the budget, the graver one first.
    /// </summary>
    public static IReadOnlyList<RaisedCode> GetCodes(Verdict verdict, CodeSettings settings) =>
    [
        .. PassText.GetWarnings(verdict.Pass, settings.Vanished),
        .. GetVerdict(verdict, settings.Max).Concat(BudgetText.GetCodes(verdict, settings.Budget))
            .OrderByDescending(raised => raised.Severity),
    ];

    /// <summary>
    /// The verdicts on killed runs that were journaled before the next run, one for each stream. They are warnings, because they do not
    /// stop the next run.
    /// </summary>
    /// <param name="claimed">The runs, in their order.</param>
    /// <param name="max">The most that a verdict may be.</param>
    public static IEnumerable<RaisedCode> GetWarnings(IEnumerable<RecordedAttempt> claimed, VerdictSeverity max) => claimed
        .GroupBy(recorded => recorded.Attempt.Stream)
        .SelectMany(stream => GetVerdict(stream.Last().Verdict, Lower(VerdictSeverity.Warning, max)));

    /// <summary>
    /// The warnings about what the newest test run of a project proves, for a host that could not show them when the run ended.
    /// </summary>
    /// <param name="journal">The journal.</param>
    /// <param name="stream">The project's stream; its filtered runs count too.</param>
    /// <param name="vanished">How vanished tests are raised: at most as a warning.</param>
    /// <exception cref="JournalException">The journal cannot be read.</exception>
    public static IEnumerable<RaisedCode> FindPassWarnings(JournalReader journal, StreamKey stream, VerdictSeverity vanished)
    {
        var newest = OpenTest.ReadWindow(journal, stream) is [.., { IsClean: false } last] ? last : null;
        var facts = newest is null ? PassFacts.None
            : StallDetector.Analyze(journal.ReadTail(newest.Stream).Attempts, StallDetector.DefaultThreshold).Pass;
        return PassText.GetWarnings(facts, Lower(VerdictSeverity.Warning, vanished));
    }

    private static IEnumerable<RaisedCode> GetVerdict(Verdict verdict, VerdictSeverity max) =>
        Lower(verdict.Severity, max) is not VerdictSeverity.None and var severity
            ? [new(severity, VerdictCodes.GetCode(verdict.Kind)!, VerdictText.Describe(verdict))]
            : [];

    private static VerdictSeverity Lower(VerdictSeverity severity, VerdictSeverity max) => severity < max ? severity : max;

    /// <summary>The warning <see cref="Codes.NotWritten"/>, with the record that would be lost otherwise.</summary>
    public static string DescribeNotWritten(string problem, Attempt attempt) =>
        $"The attempt was not written to the journal: {OneLine.From(problem)} The record: {AttemptJson.Write(attempt)}";

    /// <summary>The warning <see cref="Codes.LinesSkipped"/>; null where every line could be read.</summary>
    public static string? DescribeSkipped(SkippedLines? skipped) => skipped is not { Count: > 0 } ? null
        : $"The journal has lines that cannot be read; they were skipped, the others count. Lines: {string.Join(", ", skipped.Numbers)}"
            + (skipped.Count > skipped.Numbers.Count ? $" and more, {skipped.Count} in all." : ".");
}
