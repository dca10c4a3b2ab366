using LoopJournal.Journal;
using LoopJournal.Verdicts;

namespace LoopJournal.Recording;

/// <summary>The result of recording an attempt.</summary>
/// <param name="Attempt">The record, masked and cut.</param>
/// <param name="Verdict">The verdict on its stream, as much of it as could be read, and this attempt, written or not.</param>
/// <param name="JournalCreated">Whether this record is the first of a new journal.</param>
/// <param name="Problem">Why the record is not in the journal, for people; null when it is.</param>
internal sealed record RecordedAttempt(Attempt Attempt, Verdict Verdict, bool JournalCreated, string? Problem)
{
    /// <summary>The attempt of its stream that was judged before it; null where none is known.</summary>
    public Attempt? Before { get; init; }

    /// <summary>Whether the record is in the journal.</summary>
    public bool IsWritten => Problem is null;

    /// <summary>
    /// Whether the command journaled attempts of its own, which say more: this one is then not written, and the verdict is the gravest of
    /// theirs.
    /// </summary>
    public bool IsNested => Nested.Count > 0;

    /// <summary>The newest attempt of each stream in which the command journaled some, where this one is not written.</summary>
    public IReadOnlyList<Attempt> Nested { get; init; } = [];

    /// <summary>The damaged lines that the recorder met while it read the stream.</summary>
    public SkippedLines SkippedLines { get; init; } = new();

    /// <summary>
    /// Whether this attempt is the third in a row whose snapshot did not end in time: most of the next attempts get no snapshot.
    /// </summary>
    public bool SnapshotsPause { get; init; }

    /// <summary>See <see cref="Evidence.ParsedOutput.Problem"/>.</summary>
    public string EvidenceProblem { get; init; } = "";
}
