using LoopJournal.Text;
using LoopJournal.Verdicts;

namespace LoopJournal.Reports.History;

/// <summary>The tests that the records of a stream name, over its attempts: those that fail now first.</summary>
/// <param name="Rows">The tests, at most <see cref="MaxRows"/>.</param>
/// <param name="Omitted">How many more there are.</param>
internal sealed record TestGrid(IReadOnlyList<TestRow> Rows, int Omitted)
{
    /// <summary>How many tests are shown at the most.</summary>
    public const int MaxRows = 40;

    private static readonly HashSet<ulong> None = [];

    /// <summary>Makes the grid of a time line.</summary>
    /// <param name="marks">The attempts.</param>
    /// <param name="verdict">The verdict on them, which names pairs and flaky tests.</param>
    public static TestGrid From(List<Mark> marks, Verdict verdict)
    {
        var times = marks.Where(mark => NamesTests(mark.Attempt)).SelectMany(mark => FlakyTests.GetFailingIds(mark.Attempt))
            .CountBy(id => id, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var last = marks.LastOrDefault(mark => mark.Kind is not (MarkKind.Reset or MarkKind.Blocked))?.Attempt;
        var now = last is null || last.HasPassed ? [] : FlakyTests.GetFailingIds(last);
        var gone = (last?.Vanished ?? []).Select(test => test.Id).ToHashSet(StringComparer.Ordinal);
        var pairs = verdict.Pairs.Take(MaxRows / 2)
            .SelectMany(pair => new[] { (Id: pair.First, Other: pair.Second), (Id: pair.Second, Other: pair.First) })
            .DistinctBy(pair => pair.Id).ToDictionary(pair => pair.Id, pair => pair.Other, StringComparer.Ordinal);
        var shown = times.Keys.OrderByDescending(pairs.ContainsKey).ThenByDescending(now.Contains).ThenByDescending(gone.Contains)
            .ThenByDescending(id => times[id]).ThenBy(id => id, StringComparer.Ordinal).Take(MaxRows).ToList();
        var named = marks.ConvertAll(mark => FlakyTests.GetFailingIds(mark.Attempt));
        var known = marks.ConvertAll(mark => mark.Attempt.Known is { Length: > 0 } text
            ? FailedTests.Read(text).Select(test => test.Id).ToHashSet() : None);
        var failing = marks.ConvertAll(mark => mark.Attempt.FailuresOmitted > 0 ? FailedIds.Read(mark.Attempt.FailedIds) : null);
        return new([.. shown.Select(MakeRow)], times.Count - shown.Count);

        TestRow MakeRow(string id)
        {
            var hash = FailedIds.Hash(id);
            var states = marks.Select((mark, i) =>
            {
                var hasFailed = named[i].Contains(id) || failing[i]?.Contains(hash) == true;
                return GetState(mark, id, hasFailed, known[i].Contains(hash), failing[i] is not null);
            }).ToArray();
            return new(id, new(states), pairs.GetValueOrDefault(id), verdict.Flaky.Contains(id), Remark(states));
        }
    }

    private static char GetState(Mark mark, string id, bool hasFailed, bool isKnown, bool hasAllIds) => mark switch
    {
        { Attempt.Stage: not (Stages.Test or "") } or { Kind: MarkKind.Reset or MarkKind.Blocked } => TestRow.Unknown,
        _ when hasFailed => TestRow.Failed,
        _ when isKnown => TestRow.Known,
        _ when mark.Attempt.Vanished.Any(test => test.Id == id) => TestRow.Vanished,
        { Kind: MarkKind.Fail } when !hasAllIds && !FlakyTests.KnowsAll(mark.Attempt) => TestRow.Unknown,
        _ => TestRow.Passed,
    };

    /// <summary>What stands out, in a few words; empty where nothing does.</summary>
    private static string Remark(char[] states)
    {
        var judged = states.Where(state => state is not TestRow.Unknown).ToList();
        return judged.Count > 1 && judged.TrueForAll(state => state is TestRow.Failed or TestRow.Known) ? "red all along"
            : judged is [.., TestRow.Vanished] ? "did not run at the end"
            : "";
    }

    // the lines of a log and the errors of a compiler are not tests
    private static bool NamesTests(Attempt attempt) =>
        attempt is { HasPassed: false, IsHostBlocked: false, Stage: Stages.Test or "", Algorithm: Algorithms.Failures or "" };
}

/// <summary>A test over the attempts of a stream.</summary>
/// <param name="Id">See <see cref="Failure.Id"/>.</param>
/// <param name="States">A character for each attempt.</param>
/// <param name="Pair">The test with which it has never passed together; null without one.</param>
/// <param name="IsFlaky">Whether it both failed and passed on one tree.</param>
/// <param name="Remark">What stands out; empty where nothing does.</param>
internal sealed record TestRow(string Id, string States, string? Pair, bool IsFlaky, string Remark)
{
    public const char Failed = 'F';
    public const char Known = 'K';
    public const char Vanished = 'V';

    /// <summary>The run came to its end, and the test is not among those that failed or vanished.</summary>
    public const char Passed = 'P';
    public const char Unknown = '-';
}
