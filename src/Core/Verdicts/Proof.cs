namespace LoopJournal.Verdicts;

/// <summary>The answer to one question: have exactly these files passed, in full?</summary>
/// <param name="Tree">The tree of the files; empty where it is not known.</param>
/// <param name="Attempts">The newest attempt of each stream that was asked; where the files are proven, all are clean passes.</param>
/// <param name="Gaps">What is missing; none where the files are proven.</param>
/// <param name="Resets">The resets of the loop since its clean pass before, oldest first.</param>
internal sealed record Proof(
    string Tree, IReadOnlyList<Attempt> Attempts, IReadOnlyList<ProofGap> Gaps, IReadOnlyList<Attempt> Resets)
{
    public bool IsProven => Gaps.Count == 0;

    /// <summary>Whether nothing is missing but the pass of tests whose failure a user accepted.</summary>
    public bool HasPassed => Gaps.All(gap => gap.Kind == ProofGapKind.Known);

    /// <summary>What is missing in a stream. Pure.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="newest">Its newest attempt in the loop; null without one.</param>
    /// <param name="hasFilteredRuns">Whether the loop has runs of a part of these tests.</param>
    /// <param name="newlySkipped">How many tests of that attempt were skipped that have run in the loop before.</param>
    /// <param name="edited">The files that were edited since; null where that is not known.</param>
    public static IEnumerable<ProofGap> FindGaps(
        StreamKey stream, Attempt? newest, bool hasFilteredRuns, int newlySkipped, IReadOnlyList<string>? edited)
    {
        if (newest is not { HasPassed: true })
        {
            var kind = newest is not null ? ProofGapKind.Failing : hasFilteredRuns ? ProofGapKind.Filtered : ProofGapKind.NotRun;
            return [new(stream, kind, newest)];
        }

        ProofGap?[] gaps =
        [
            newest.IsAllKnown ? new(stream, ProofGapKind.Known, newest) : null,
            newest.VanishedCount > 0 ? new(stream, ProofGapKind.Vanished, newest) : null,
            newest.Stale == true ? new(stream, ProofGapKind.Stale, newest) : null,
            newlySkipped > 0 ? new(stream, ProofGapKind.Skipped, newest) { Count = newlySkipped } : null,
            edited is null ? new(stream, ProofGapKind.NoSnapshot, newest) : null,
            edited is { Count: > 0 } ? new(stream, ProofGapKind.Edited, newest) { Files = edited } : null,
        ];
        return gaps.OfType<ProofGap>();
    }
}

/// <summary>One reason why files are not proven.</summary>
/// <param name="Stream">The stream that lacks a proof.</param>
/// <param name="Kind">The reason.</param>
/// <param name="Attempt">The stream's newest attempt in the loop; null without one.</param>
internal sealed record ProofGap(StreamKey Stream, ProofGapKind Kind, Attempt? Attempt)
{
    /// <summary>The files of <see cref="ProofGapKind.Edited"/>.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>The number of tests of <see cref="ProofGapKind.Skipped"/>.</summary>
    public int Count { get; init; }
}

/// <summary>The reasons why files are not proven.</summary>
internal enum ProofGapKind
{
    /// <summary>The project's tests have run in other loops, and not in this one.</summary>
    NotRun,

    /// <summary>Only a part of the project's tests has run in this loop.</summary>
    Filtered,

    /// <summary>The newest attempt did not pass.</summary>
    Failing,

    /// <summary>Known failures alone kept it from passing.</summary>
    Known,

    /// <summary>It passed with vanished tests.</summary>
    Vanished,

    /// <summary>It ran binaries of other sources.</summary>
    Stale,

    /// <summary>It skipped tests that have run in this loop before.</summary>
    Skipped,

    /// <summary>It has no snapshot, or the snapshot is gone.</summary>
    NoSnapshot,

    /// <summary>Files were edited since.</summary>
    Edited,
}
