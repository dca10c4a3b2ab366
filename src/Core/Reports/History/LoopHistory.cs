namespace LoopJournal.Reports.History;

/// <summary>A loop over time: what every report of it is made of. Pure: the same rows give the same history.</summary>
/// <param name="Loop">The loop.</param>
/// <param name="Rows">The rows, oldest first: the newest <see cref="MaxRows"/>.</param>
/// <param name="Streams">The streams, the worst first.</param>
/// <param name="Failures">Each fingerprint once, in the order of its first attempt.</param>
internal sealed record LoopHistory(
    LoopState Loop, IReadOnlyList<Attempt> Rows, IReadOnlyList<StreamHistory> Streams, IReadOnlyList<FailureHistory> Failures)
{
    /// <summary>What the host knows besides the journal: the budget, and whether the files of now are proven; as lines.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>How many rows a report shows at the most.</summary>
    public const int MaxRows = 10_000;

    /// <summary>Makes the history of a loop that was read with its newest rows.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="k">The threshold of its verdicts.</param>
    /// <param name="onStream">Takes how many streams have been judged.</param>
    public static LoopHistory From(LoopState loop, int k, Action<int>? onStream = null)
    {
        Attempt[] rows = [.. loop.Newest];
        var letters = new FailureLetters(rows);
        var streams = new List<StreamHistory>();
        foreach (var (state, own) in Split(loop.Streams, rows))
        {
            streams.Add(StreamHistory.From(state, own, k, letters));
            onStream?.Invoke(streams.Count);
        }

        return new(loop, rows, streams, FailureHistory.FindAll(streams));
    }

    /// <summary>Gives each stream the rows that it has, without asking every stream about every row.</summary>
    public static IEnumerable<(StreamState State, List<Attempt> Rows)> Split(
        IReadOnlyList<StreamState> streams, IEnumerable<Attempt> rows)
    {
        var own = streams.ToDictionary(stream => stream.Key, _ => new List<Attempt>());
        var filtered = own.Keys.Where(key => key.IsFiltered).ToLookup(key => key with { Command = StreamKey.Test });
        foreach (var row in rows)
        {
            var isForAll = row.Gate is Gates.Reset && row.Stream is { Project: "", Framework: "", Command: "" };
            IEnumerable<StreamKey> keys = isForAll ? own.Keys : row.EndsWindow ? [row.Stream, .. filtered[row.Stream]] : [row.Stream];
            foreach (var key in keys.Where(key => own.ContainsKey(key) && key.Has(row)))
            {
                own[key].Add(row);
            }
        }

        return streams.Select(stream => (stream, own[stream.Key]));
    }
}
