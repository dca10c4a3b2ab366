namespace LoopJournal.Journal;

/// <summary>As much of a stream as its verdict needs: the verdict on these attempts is the verdict on all of the stream's.</summary>
/// <param name="Attempts">
/// Oldest first, each id once. Of the attempts before the last pass or reset those that tell the dead ends: not passing, with the
/// fingerprint of the newest attempt, at most two with one action. Then every attempt from that pass or reset on.
/// </param>
/// <param name="Skipped">The damaged lines among those that had to be read.</param>
internal sealed record StreamTail(IReadOnlyList<Attempt> Attempts, SkippedLines Skipped)
{
    /// <summary>How long the journal was, in bytes.</summary>
    public long JournalLength { get; init; }

    /// <summary>The rows of all streams behind the byte that the reader was asked about, newest first.</summary>
    public IReadOnlyList<Attempt> Since { get; init; } = [];

    /// <summary>
    /// How many attempts are read at the most since the last pass or reset, and how many lines before that: more without a pass is no loop
    /// that a verdict could help, and memory has an end.
    /// </summary>
    public const int MostAttempts = 10_000;
}
