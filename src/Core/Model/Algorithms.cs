namespace LoopJournal.Model;

/// <summary>
/// The names of the fingerprint algorithms, as in a record's field <c>algorithm</c>. A name is hashed with the failure
/// (except for <see cref="Seed"/>), so that fingerprints of two algorithms are never equal.
/// </summary>
internal static class Algorithms
{
    /// <summary>The set of failing tests: identity, exception types, message shape, throw site.</summary>
    public const string Failures = "failures/1";

    /// <summary>The set of compiler errors: code, file, quoted symbols.</summary>
    public const string Diagnostics = "diagnostics/1";

    /// <summary>The set of signal lines of a text log.</summary>
    public const string Text = "text/1";

    /// <summary>A failure of which nothing is known but project, stage and exit code.</summary>
    public const string Unknown = "unknown/1";

    /// <summary>The text fingerprint of the original <c>loop_journal.py</c>, bit by bit.</summary>
    public const string Seed = "seed";
}
