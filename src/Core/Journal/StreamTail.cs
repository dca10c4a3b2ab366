namespace LoopJournal.Journal;

/// <summary>As much of a stream as its verdict needs: the verdict on these attempts is the verdict on all of the stream's.</summary>
/// <param name="Attempts">
/// Oldest first, each id once. Of the attempts before the last pass or reset those that tell the dead ends: not passing, with the
/// fingerprint of the newest attempt, at most two with one action. Then every attempt from that pass or reset on, at most 100,000.
/// </param>
/// <param name="Skipped">The damaged lines among those that had to be read.</param>
public sealed record StreamTail(IReadOnlyList<Attempt> Attempts, SkippedLines Skipped)
{
    /// <summary>Without a pass for so long, the oldest attempts are left out of the window: memory has an end.</summary>
    internal const int MostAttempts = 100_000;
}
