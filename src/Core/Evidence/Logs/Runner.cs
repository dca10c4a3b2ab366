namespace LoopJournal.Evidence.Logs;

/// <summary>
/// What a test runner, a compiler or an installer prints, one line at a time. Each pattern is matched against a line without prefix and
/// surrounding blanks. Groups: <c>test</c> and <c>more</c>, or <c>class</c> and <c>method</c>, or <c>ended</c> where the lines
/// that describe the failure came before, are a failing test's name, <c>text</c> what the line says, <c>n</c> and <c>m</c>
/// numbers of failures.
/// </summary>
/// <param name="Name">The name by which the specification lists it.</param>
internal sealed record Runner(string Name)
{
    /// <summary>Lines that name a failing test.</summary>
    public LinePattern[] Tests { get; init; } = [];

    /// <summary>The line that opens the list of the failing tests; their names are recognized only after it.</summary>
    public LinePattern[] Opening { get; init; } = [];

    /// <summary>
    /// Lines that name a failing test after <see cref="Opening"/>. A name in the group <c>open</c> goes on up to a line that ends with a
    /// colon.
    /// </summary>
    public LinePattern[] Listed { get; init; } = [];

    /// <summary>
    /// Lines that describe a fault, with or without a signal word. <c>place</c> is a place in the file named above, <c>at</c> the place of
    /// the fault that the line above describes, <c>line</c> the number with which a quoted line of the source begins.
    /// </summary>
    public LinePattern[] Findings { get; init; } = [];

    /// <summary>Lines that are a path alone, of the file to which the findings below belong; group <c>file</c>.</summary>
    public LinePattern[] Files { get; init; } = [];

    /// <summary>
    /// Lines of a trace, with the groups <c>file</c> and <c>method</c>. The lines below that are indented deeper quote the source.
    /// </summary>
    public LinePattern[] Frames { get; init; } = [];

    /// <summary>Whether the last frame of a trace is the one in which the fault was raised.</summary>
    public bool IsInnermostLast { get; init; }

    /// <summary>Lines that count failures.</summary>
    public LinePattern[] Counts { get; init; } = [];

    /// <summary>
    /// Lines that say nothing about a failure: passing tests, warnings, headers, progress, downloads. <c>begins</c> is a test that starts.
    /// </summary>
    public LinePattern[] Noise { get; init; } = [];
}
