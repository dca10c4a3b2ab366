namespace LoopJournal.Reports;

/// <summary>
/// The failures of an attempt, in the order in which people should read them. Tests and compiler errors stay as the record has them; of a
/// log's lines many only count failures, or repeat that a command failed: those come last, and lines that describe a failure first.
/// </summary>
internal static class FailureOrder
{
    private static readonly string[] Words =
        ["error", "exception", "assert", "panic", "expected", "undefined", "cannot", "not found", "no such"];

    // how runners begin a line that repeats their command, or says that it failed: npm and its like, make, ninja, TAP
    private static readonly string[] Relays =
        ["#", "> ", "make", "gmake", "ninja", "npm ", "yarn", "pnpm", "error Command failed", "***", "==="];

    /// <summary>Whether a failure is a line of a log: its id is that line with the numbers masked.</summary>
    public static bool IsLogLine(RecordedFailure failure, Attempt attempt) =>
        attempt.Algorithm == Algorithms.Text && failure.Type.Length == 0;

    /// <summary>All failures, the most informative first.</summary>
    public static IReadOnlyList<RecordedFailure> Sort(Attempt attempt) =>
        attempt.Algorithm == Algorithms.Text ? [.. attempt.Failures.OrderByDescending(GetWeight)] : attempt.Failures;

    /// <summary>
    /// How many failures there are beside those that are shown, for example <c>7 more</c>; null where there are none. Failing tests are
    /// counted as the runner counts them: rows of a test may share a name, and one of them is then shown for all.
    /// </summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="max">How many of its failures are shown at the most.</param>
    /// <param name="flaky">How many of its failures are flaky and neither shown nor counted.</param>
    public static string? CountMore(Attempt attempt, int max, int flaky = 0)
    {
        var shown = Math.Min(attempt.Failures.Count - flaky, max);
        var named = attempt.Failures.Count + attempt.FailuresOmitted - flaky;
        var failed = attempt is { Stage: Stages.Test, Algorithm: Algorithms.Failures, Tests: { } tests }
            ? Math.Max((attempt.Count ?? tests.Failed) - flaky, named) : named;
        return failed == shown ? null
            : string.Create(CultureInfo.InvariantCulture, $"{failed - shown} more{(named == shown ? " of the same name" : "")}");
    }

    private static int GetWeight(RecordedFailure line) =>
        Array.Exists(Relays, relay => line.Message.StartsWith(relay, StringComparison.Ordinal)) ? -1
        : line.Type.Length > 0 || Array.Exists(Words, word => line.Message.Contains(word, StringComparison.OrdinalIgnoreCase)) ? 1
        : 0;
}
