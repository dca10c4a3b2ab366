using LoopJournal.Verdicts;

namespace LoopJournal.Reports.History;

/// <summary>Marks of a stream that one verdict rests on.</summary>
/// <param name="Label">The verdict in a word or two: <c>stalled</c>, <c>circle of 2</c>, <c>back at 3</c>.</param>
/// <param name="Severity">How grave it was at its last attempt.</param>
/// <param name="First">The index of the first mark.</param>
/// <param name="Last">The index of the last mark.</param>
internal sealed record Bracket(string Label, VerdictSeverity Severity, int First, int Last)
{
    /// <summary>The label of a verdict; null where no rule held.</summary>
    public static string? GetLabel(Verdict verdict) => verdict.Kind switch
    {
        VerdictKind.Progress => null,
        VerdictKind.Oscillating when verdict.Period is { } period => $"circle of {period}",
        VerdictKind.Oscillating when verdict.Pairs is [var pair, ..] && verdict.Evidence == pair.Swaps => "swapped tests",
        VerdictKind.Oscillating when verdict is { Severity: VerdictSeverity.Warning, ReturnsTo: { } earlier } =>
            $"back at {earlier.Iteration}",
        VerdictKind.Oscillating => "came back",
        var kind => VerdictCodes.GetName(kind).ToLowerInvariant(),
    };

    /// <summary>Adds the verdict after a mark: it goes on with the last bracket of its kind, or begins one.</summary>
    /// <param name="brackets">The brackets of the marks before.</param>
    /// <param name="verdict">The verdict.</param>
    /// <param name="first">The index of the first mark that the verdict rests on.</param>
    /// <param name="last">The index of the mark that was judged.</param>
    public static void Add(List<Bracket> brackets, Verdict verdict, int first, int last)
    {
        if (GetLabel(verdict) is not { } label)
        {
            return;
        }

        var at = brackets.FindLastIndex(bracket => bracket.Label == label && bracket.Last >= first);
        var whole = new Bracket(label, verdict.Severity, at < 0 ? first : Math.Min(first, brackets[at].First), last);
        if (at < 0)
        {
            brackets.Add(whole);
        }
        else
        {
            brackets[at] = whole;
        }
    }
}
