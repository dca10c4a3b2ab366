using LoopJournal.Verdicts;

namespace LoopJournal.Reports;

/// <summary>How a user wants codes to be raised.</summary>
/// <param name="Max">The most that a verdict may be.</param>
/// <param name="Vanished">How vanished tests are raised.</param>
/// <param name="Budget">The budget of each stream.</param>
internal sealed record CodeSettings(VerdictSeverity Max, VerdictSeverity Vanished, Budget Budget);
