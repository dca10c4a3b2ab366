namespace LoopJournal.Evidence.Logs;

/// <summary>What a test runner, a compiler or an installer prints, one line at a time.</summary>
/// <param name="Name">The name by which the specification lists it.</param>
/// <param name="Lines">
/// The lines, in the order in which they are tried. Each pattern is matched against a line without prefix and surrounding blanks.
/// </param>
internal sealed record Runner(string Name, params LinePattern[] Lines)
{
    /// <summary>Whether the last frame of a trace is the one in which the fault was raised.</summary>
    public bool IsInnermostLast { get; init; }
}
