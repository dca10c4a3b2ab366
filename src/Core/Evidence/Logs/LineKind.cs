namespace LoopJournal.Evidence.Logs;

/// <summary>What a line of a log is, and which groups its pattern has.</summary>
/// <remarks>
/// A failing test's name is in the groups <c>test</c> and <c>more</c>, or <c>class</c> and <c>method</c>, or <c>ended</c> where the lines
/// that describe the failure came before. <c>text</c> is what the line says, <c>n</c> and <c>m</c> are numbers of failures.
/// </remarks>
internal enum LineKind
{
    /// <summary>No row of the tables knows it.</summary>
    Unknown,

    /// <summary>It names a failing test.</summary>
    Test,

    /// <summary>It opens the list of the failing tests; their names are recognized only after it.</summary>
    Opening,

    /// <summary>
    /// It names a failing test of an open list. A name in the group <c>open</c> goes on up to a line that ends with a colon.
    /// </summary>
    Listed,

    /// <summary>
    /// It describes a fault, with or without a signal word. <c>place</c> is a place in the file named above, <c>at</c> the place of the
    /// fault that the line above describes, <c>line</c> the number with which a quoted line of the source begins.
    /// </summary>
    Finding,

    /// <summary>It is a path alone, of the file to which the findings below belong; group <c>file</c>.</summary>
    File,

    /// <summary>
    /// It is a frame of a trace, with the groups <c>file</c> and <c>method</c>. The lines below that are indented deeper quote the source.
    /// </summary>
    Frame,

    /// <summary>It counts failures.</summary>
    Count,

    /// <summary>
    /// It says nothing about a failure: passing tests, warnings, headers, progress, downloads. <c>begins</c> is a test that starts.
    /// </summary>
    Noise,
}
