using LoopJournal.Text;

namespace LoopJournal.Verdicts;

/// <summary>
/// The failures of a stream that a user accepted, as its rows say, oldest first. Pure: the newest row that accepts counts, without those
/// that have passed since.
/// </summary>
/// <param name="Loop">The stream's loop: only rows of the loop itself accept failures.</param>
internal sealed record KnownFailures(string Loop)
{
    private const int MaxNames = 2 * Attempt.MaxFailures;
    private const int HashLength = 16;

    private Attempt? _lastRun; // the newest attempt that ran its tests to an end

    /// <summary>The accepted failures, without those that have passed since.</summary>
    public IReadOnlyList<FailedTest> Tests { get; private init; } = [];

    /// <summary>The list before the newest row that accepted; null where nothing was accepted.</summary>
    public IReadOnlyList<FailedTest>? Before { get; private init; }

    /// <summary>Accepted failures by the hashes of their ids, as far as the rows name them.</summary>
    public IReadOnlyDictionary<ulong, RecordedFailure> Named { get; private init; } = new Dictionary<ulong, RecordedFailure>();

    /// <summary>Whether the newest run has more failing tests than a record lists.</summary>
    public bool HasTooMany => _lastRun is { FailuresOmitted: > 0, FailedTests: "" };

    /// <summary>The failures of the newest run, known or not; none where it passed.</summary>
    public IEnumerable<FailedTest> ListFailing() =>
        _lastRun is null ? [] : [.. FailedTests.Read(_lastRun.FailedTests), .. FailedTests.Read(_lastRun.Known ?? "")];

    /// <summary>The names of the failures of the newest run, as far as they are known.</summary>
    public IEnumerable<RecordedFailure> ListNamed() => [.. _lastRun?.Failures ?? [], .. Named.Values];

    /// <summary>The known failures of the newest run.</summary>
    public IReadOnlyList<FailedTest> ListOpen() => [.. Tests.Intersect(ListFailing())];

    /// <summary>The list after some rows of a stream, oldest first.</summary>
    public static KnownFailures From(StreamKey stream, IEnumerable<Attempt> rows) =>
        rows.Aggregate(new KnownFailures(stream.Loop), (known, row) => known.After(row));

    /// <summary>The list after the next row of the stream.</summary>
    public KnownFailures After(Attempt row)
    {
        if (row.Gate is Gates.Reset)
        {
            List<FailedTest> accepted = [.. FailedTests.Read(row.Known ?? "")];
            return row.Known is null || row.Stream.Loop != Loop ? this : this with
            {
                Tests = accepted,
                Before = Before is not null && accepted.SequenceEqual(Tests) ? Before : Tests, // two processes may accept the same
                Named = row.Failures.Concat(Named.Values).DistinctBy(failure => FailedIds.Hash(failure.Id)).Take(MaxNames)
                    .ToDictionary(failure => FailedIds.Hash(failure.Id)),
            };
        }

        var next = row.Gate is Gates.Pass ? this with { _lastRun = null }
            : row is { Gate: Gates.Fail, Algorithm: Algorithms.Failures } ? this with { _lastRun = row }
            : this;
        if (row.KnownFixed.Count == 0)
        {
            return next;
        }

        var passed = row.KnownFixed.Select(ReadId).ToHashSet();
        return next with { Tests = [.. Tests.Where(test => !passed.Contains(test.Id))] };
    }

    /// <summary>The ids of tests as <see cref="Attempt.KnownFixed"/> has them.</summary>
    public IReadOnlyList<string> WriteIds(IEnumerable<FailedTest> tests) =>
    [
        .. tests.Select(test => Named.TryGetValue(test.Id, out var failure)
            ? failure.Id : test.Id.ToString("x16", CultureInfo.InvariantCulture)).Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>Whether a text of <see cref="Attempt.KnownFixed"/> is a name.</summary>
    public static bool IsName(string id) => id.Length != HashLength || !id.All(char.IsAsciiHexDigitLower);

    private static ulong ReadId(string id) =>
        IsName(id) ? FailedIds.Hash(id) : ulong.Parse(id, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
