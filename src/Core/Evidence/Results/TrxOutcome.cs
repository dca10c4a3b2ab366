namespace LoopJournal.Evidence.Results;

/// <summary>The outcome of a result in a TRX file.</summary>
internal static class TrxOutcome
{
    /// <summary>The outcome of a test that ran longer than it may.</summary>
    public const string Timeout = "Timeout";

    private static readonly HashSet<string> Failures = new(StringComparer.OrdinalIgnoreCase) { "Failed", "Error", Timeout, "Aborted" };

    private static readonly HashSet<string> Others = new(StringComparer.OrdinalIgnoreCase)
    {
        "Passed", "PassedButRunAborted", "Completed", "Warning", "Inconclusive", "NotExecuted", "Skipped", "Ignored",
        "InProgress", "Pending",
    };

    /// <summary>
    /// Whether the test failed. A result without an outcome, as mstest.exe writes it, or with one that the schema does not have, failed
    /// where it has an error.
    /// </summary>
    public static bool IsFailure(string outcome, bool hasError) => Failures.Contains(outcome) || (hasError && !Others.Contains(outcome));

    /// <summary>How the test ended, as a footer says it.</summary>
    public static RanOutcome Find(string outcome, bool isFailure) => isFailure ? RanOutcome.Failed
        : outcome.StartsWith("Passed", StringComparison.OrdinalIgnoreCase)
            || outcome.Equals("Completed", StringComparison.OrdinalIgnoreCase) ? RanOutcome.Passed
        : RanOutcome.Skipped;
}
