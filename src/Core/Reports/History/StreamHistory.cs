using LoopJournal.Verdicts;

namespace LoopJournal.Reports.History;

/// <summary>A stream as a time line.</summary>
/// <param name="State">The stream, with the verdict on it.</param>
/// <param name="Marks">Its attempts, oldest first, as many as were read.</param>
/// <param name="Brackets">The verdicts on them, in the order of their first attempts.</param>
/// <param name="Tests">The tests that the records name, over the attempts.</param>
internal sealed record StreamHistory(
    StreamState State, IReadOnlyList<Mark> Marks, IReadOnlyList<Bracket> Brackets, TestGrid Tests)
{
    /// <summary>
    /// How many attempts an earlier verdict reads back, in thresholds: judging each attempt of a long streak by all before it would take
    /// time that grows with the square of its length. The last verdict reads all.
    /// </summary>
    private const int Window = 6;

    /// <summary>The index of the best attempt since the last pass or reset; null where there is none.</summary>
    public int? Best =>
        Marks.Index().LastOrDefault(mark => ReferenceEquals(mark.Item.Attempt, State.Verdict.Best)) is { Item: not null } best
            ? best.Index : null;

    /// <summary>Judges the stream again after each of its attempts.</summary>
    /// <param name="state">The stream.</param>
    /// <param name="rows">The rows that <see cref="StreamKey.Has"/> selects, oldest first.</param>
    /// <param name="k">The threshold.</param>
    /// <param name="letters">Gives each failure its letter.</param>
    public static StreamHistory From(StreamState state, IReadOnlyList<Attempt> rows, int k, FailureLetters letters)
    {
        var marks = new List<Mark>();
        var brackets = new List<Bracket>();
        var window = new Queue<Attempt>();
        var places = new Dictionary<Attempt, int>(ReferenceEqualityComparer.Instance);
        Attempt? before = null;
        foreach (var row in rows)
        {
            window.Enqueue(row);
            if (window.Count > Window * k)
            {
                window.Dequeue();
            }

            if (Mark.IsOf(state.Key, row))
            {
                places[row] = marks.Count;
                var verdict = ReferenceEquals(row, rows[^1]) ? state.Verdict : Judge(row, window, k);
                marks.Add(new(row, Mark.GetKind(row), letters.Get(row))
                {
                    Verdict = verdict?.Kind ?? VerdictKind.Progress,
                    Severity = verdict?.Severity ?? VerdictSeverity.None,
                    Reason = verdict is null || row.Clears ? "" : VerdictText.GetReason(verdict),
                    Effect = row.Gate is Gates.Reset ? "" : Effect.Describe(row, before),
                    Delta = verdict?.Delta
                        ?? (before is null || row.Clears || row.IsHostBlocked ? null : FailureDelta.Compare(before, row)),
                });
                if (verdict is { Evidence: [var first, ..] })
                {
                    Bracket.Add(brackets, verdict, places.GetValueOrDefault(first), places[row]);
                }
            }

            before = row is { IsHostBlocked: false, Gate: not Gates.Reset } ? row : before;
            if (row.EndsWindow)
            {
                window.Clear();
            }
        }

        return new(state, marks, [.. brackets.OrderBy(bracket => bracket.First)], TestGrid.From(marks, state.Verdict));
    }

    /// <summary>Null where too few attempts failed for any rule.</summary>
    private static Verdict? Judge(Attempt row, Queue<Attempt> window, int k) =>
        row.Clears || window.Count < Math.Min(k, 3) ? null : StallDetector.Analyze([.. window], k);
}
