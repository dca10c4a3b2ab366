namespace LoopJournal.Journal;

/// <summary>As much of a stream as its verdict needs: the verdict on these attempts is the verdict on all of the stream's.</summary>
/// <param name="Attempts">
/// Oldest first, each id once. Of the attempts before the last clean pass or reset those that dead ends and flaky tests need: not passing,
/// with the fingerprint of the newest attempt, at most two with one action; those on a tree that had another outcome too; and the last
/// reset. Then every attempt from that pass or reset on.
/// </param>
/// <param name="Skipped">The damaged lines among those that had to be read.</param>
internal sealed record StreamTail(IReadOnlyList<Attempt> Attempts, SkippedLines Skipped)
{
    /// <summary>How long the journal was, in bytes.</summary>
    public long JournalLength { get; init; }

    /// <summary>The rows of all streams from a byte on that the caller names, newest first.</summary>
    public IReadOnlyList<Attempt> Since { get; init; } = [];

    /// <summary>
    /// How many attempts are read at most since the last clean pass or reset, and how many lines before that: memory stays bounded, and a
    /// verdict no longer helps a loop with more attempts.
    /// </summary>
    public const int MaxAttempts = 10_000;
}
