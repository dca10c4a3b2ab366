namespace LoopJournal.Fingerprints;

/// <summary>The fingerprint of a failure of which nothing is known but where it happened and how the process ended.</summary>
internal static class UnknownFingerprint
{
    /// <summary>SHA-256 over the netstrings of <c>unknown/1</c>, project, stage, exit code and causes; its first 12 hex digits.</summary>
    /// <param name="project">The project, relative to the repository.</param>
    /// <param name="stage">One of <see cref="Stages"/>.</param>
    /// <param name="exitCode">The exit code, as the operating system gave it.</param>
    /// <param name="causes">What else is known, a few words each, in an order that is always the same.</param>
    /// <returns>12 lowercase hex digits, never empty.</returns>
    public static string Compute(string project, string stage, int exitCode, params ReadOnlySpan<string> causes) =>
        FailureSetFingerprint.Hash([Algorithms.Unknown, project, stage, exitCode.ToString(CultureInfo.InvariantCulture), .. causes]);
}
