namespace LoopJournal.Journal;

/// <summary>As much of a stream as its verdict needs.</summary>
/// <param name="Attempts">
/// Oldest first: of the attempts before the last pass or reset those that tell the dead ends (not passing, with a fingerprint that the
/// verdict may speak of, at most two for an action), then every attempt from that pass or reset on. Each id once.
/// </param>
/// <param name="Skipped">The lines that could not be read among those that had to be.</param>
public sealed record StreamTail(IReadOnlyList<Attempt> Attempts, SkippedLines Skipped);
