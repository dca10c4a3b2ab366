using System.Runtime.InteropServices;
using LoopJournal.Journal;
using LoopJournal.Verdicts;

namespace LoopJournal.Reports;

/// <summary>The state of a loop: its streams, the worst first.</summary>
/// <param name="Loop">The loop.</param>
/// <param name="Records">How many records of it were looked at.</param>
/// <param name="Streams">The streams that were asked for: by verdict, the worst first, then by their newest attempt.</param>
/// <param name="Newest">The newest records, oldest first, as many as were asked for.</param>
/// <param name="Skipped">The journal's lines that could not be read.</param>
internal sealed record LoopState(
    string Loop, long Records, IReadOnlyList<StreamState> Streams, IReadOnlyCollection<Attempt> Newest, SkippedLines Skipped)
{
    /// <summary>The stream whose verdict is the loop's; null without a stream.</summary>
    public StreamState? Worst => Streams.Count > 0 ? Streams[0] : null;

    /// <summary>The streams besides <see cref="Worst"/>.</summary>
    public IEnumerable<StreamState> Others => Streams.Skip(1);

    /// <summary>
    /// The projects whose tests have run, in this loop or another one, each with the framework. Not known where only its rows were parsed.
    /// </summary>
    public IReadOnlyCollection<(string Project, string Framework)> Tested { get; init; } = [];

    /// <summary>What a row that resets is for: all streams of the loop in one where the filter selects them all, else each alone.</summary>
    public IReadOnlyList<(StreamKey Key, IReadOnlyList<StreamState> Streams)> GetScopes(StreamFilter filter) => filter.IsWholeLoop
        ? [(new(Loop, "", "", ""), Streams)]
        : [.. Streams.Select(stream => (stream.Key, (IReadOnlyList<StreamState>)[stream]))];

    /// <summary>Reads the journal once, in memory that grows with the streams and not with the journal.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="filter">Which streams.</param>
    /// <param name="k">The threshold of the verdicts.</param>
    /// <param name="newest">How many of the newest records to keep.</param>
    /// <param name="onlyTheirs">
    /// Whether no rows of other loops are parsed, nor of other streams where the filter names one; <see cref="Tested"/> is then not
    /// known.
    /// </param>
    /// <exception cref="JournalException">The journal is there and cannot be read.</exception>
    public static LoopState Read(JournalReader journal, StreamFilter filter, int k, int newest = 0, bool onlyTheirs = false)
    {
        filter = filter with { Loop = filter.Loop ?? FindNewestLoop(journal, filter) };
        var gathered = new Gathered(filter, newest);
        var skipped = new SkippedLines();
        var lines = !onlyTheirs ? null
            : filter.FindStream() is { } stream ? LineFilter.From(stream)
            : LineFilter.From(filter.Loop);
        foreach (var row in journal.ReadOldestFirst(skipped, lines))
        {
            gathered.Add(row);
        }

        return new(filter.Loop, gathered.Records, gathered.Judge(k), gathered.Newest, skipped) { Tested = gathered.Tested };
    }

    /// <summary>
    /// Reads the journal's end alone, where all four names of one stream are given and no other stream can have them. Null where they are
    /// not, or where the end holds no attempt of that stream.
    /// </summary>
    /// <param name="journal">The journal.</param>
    /// <param name="filter">Which stream.</param>
    /// <param name="k">The threshold of the verdict.</param>
    /// <returns>The loop with that stream alone; its counts are those of the attempts that were read.</returns>
    /// <exception cref="JournalException">The journal is there and cannot be read.</exception>
    public static LoopState? ReadEnd(JournalReader journal, StreamFilter filter, int k)
    {
        if (filter.FindStream() is not { } stream)
        {
            return null;
        }

        var (attempts, skipped) = journal.ReadTail(stream);
        return attempts.Any(attempt => attempt.Stream == stream)
            ? new(stream.Loop, attempts.Count, [new(stream, attempts.Count, attempts, StallDetector.Analyze(attempts, k))], [], skipped)
            : null;
    }

    private static string FindNewestLoop(JournalReader journal, StreamFilter filter) =>
        journal.ReadNewestFirst().FirstOrDefault(row => !IsForAllStreams(row) && filter.Selects(row.Stream))?.Stream.Loop ?? "";

    private static bool IsForAllStreams(Attempt row) => row.Gate is Gates.Reset && row.Stream == StreamKey.Seed;

    /// <summary>
    /// Hands each row to the streams that have it, as <see cref="StreamKey.Has"/> says, without asking every stream about every row.
    /// </summary>
    private sealed class Gathered(StreamFilter filter, int newest)
    {
        private readonly Dictionary<StreamKey, StreamRows> _streams = [];
        private readonly Dictionary<StreamKey, List<StreamRows>> _filtered = []; // by the unfiltered stream
        private readonly StreamFilter _ofAnyLoop = filter with { Loop = null };
        private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

        public long Records { get; private set; }

        public Queue<Attempt> Newest { get; } = [];

        public HashSet<(string Project, string Framework)> Tested { get; } = [];

        public void Add(Attempt row)
        {
            if (row.Stream is { Command: StreamKey.Test, Project.Length: > 0 } && _ofAnyLoop.Selects(row.Stream))
            {
                Tested.Add((row.Stream.Project, row.Stream.Framework));
            }

            var loop = row.Stream.Loop;
            if ((loop != filter.Loop && !IsForAllStreams(row)) || (row.Id.Length > 0 && !_seen.Add(row.Id)))
            {
                return;
            }

            if (row.Gate is Gates.Reset && row.Stream is { Project: "", Framework: "", Command: "" })
            {
                Count(row);
                foreach (var stream in _streams.Values)
                {
                    stream.Add(row, Records);
                }

                return;
            }

            if (filter.Selects(row.Stream))
            {
                Count(row);
                GetStream(row).Add(row, Records);
            }

            if (row is { HasPassed: true, EndsWindow: true } && row.Stream.Command == StreamKey.Test)
            {
                foreach (var stream in _filtered.GetValueOrDefault(row.Stream) ?? [])
                {
                    stream.Add(row, Records);
                }
            }
        }

        /// <summary>The streams by their verdicts, the worst first; among equals the one with the newest attempt.</summary>
        public List<StreamState> Judge(int k) =>
        [
            .. _streams.Values.Select(rows => (State: rows.Judge(k), rows.Newest))
                .OrderByDescending(stream => stream.State.Verdict.Kind)
                .ThenByDescending(stream => stream.State.Verdict.Severity)
                .ThenByDescending(stream => stream.Newest)
                .Select(stream => stream.State),
        ];

        private void Count(Attempt row)
        {
            Records++;
            if (newest > 0)
            {
                Newest.Enqueue(row);
                if (Newest.Count > newest)
                {
                    Newest.Dequeue();
                }
            }
        }

        private StreamRows GetStream(Attempt row)
        {
            ref var stream = ref CollectionsMarshal.GetValueRefOrAddDefault(_streams, row.Stream, out var isKnown);
            stream ??= new(row.Stream);
            if (row.Stream.IsFiltered && !isKnown)
            {
                var unfiltered = row.Stream with { Command = StreamKey.Test };
                (CollectionsMarshal.GetValueRefOrAddDefault(_filtered, unfiltered, out _) ??= []).Add(stream);
            }

            return stream;
        }
    }
}
