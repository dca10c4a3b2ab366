namespace LoopJournal.Reports;

/// <summary>The failures of an attempt as people read them, in the order of its record.</summary>
internal static class FailureList
{
    /// <summary>Whether a failure is a line of a log: its id is that line with the numbers masked.</summary>
    public static bool IsLogLine(RecordedFailure failure, Attempt attempt) =>
        attempt.Algorithm == Algorithms.Text && failure.Type.Length == 0;

    /// <summary>
    /// How many failures there are beside those that are shown, for example <c>7 more</c>; null where there are none. Failing tests are
    /// counted as the runner counts them: rows of a test may share a name, and one of them is then shown for all.
    /// </summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="max">How many of its failures are shown at the most.</param>
    /// <param name="flaky">How many of its failures are flaky and neither shown nor counted.</param>
    /// <param name="isFirst">
    /// Whether the first line of a log stands for a failure: a log has more lines than its runner counts failures.
    /// </param>
    public static string? CountMore(Attempt attempt, int max, int flaky = 0, bool isFirst = false)
    {
        var shown = Math.Min(attempt.Failures.Count - flaky, max);
        var named = attempt.Failures.Count + attempt.FailuresOmitted - flaky;
        var failed = attempt is { Stage: Stages.Test, Algorithm: Algorithms.Failures, Tests: { } tests }
            ? Math.Max((attempt.Count ?? tests.Failed) - flaky, named)
            : isFirst && attempt is { Algorithm: Algorithms.Text, Count: > 0 and var count } ? Math.Min(count, named)
            : named;
        return failed == shown ? null
            : string.Create(CultureInfo.InvariantCulture, $"{failed - shown} more{(named == shown ? " of the same name" : "")}");
    }
}
