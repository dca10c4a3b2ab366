namespace LoopJournal.Model;

/// <summary>A failing test as a record has it.</summary>
/// <param name="Id">The hash of its id: see <see cref="Attempt.FailedIds"/>.</param>
/// <param name="Key">How a later run's footer names it.</param>
/// <param name="Fingerprint">12 hex digits: this failure alone.</param>
internal sealed record FailedTest(ulong Id, TestKey Key, string Fingerprint);
