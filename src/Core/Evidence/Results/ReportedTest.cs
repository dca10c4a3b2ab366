namespace LoopJournal.Evidence.Results;

/// <summary>A test as a JUnit or CTRF file reports it: nothing in it is normalized yet.</summary>
/// <param name="Group">The class, the suite or the file that the test belongs to; empty where the file names none.</param>
/// <param name="Name">The test's name, with the arguments of a data row.</param>
/// <param name="Outcome">How it ended.</param>
internal sealed record ReportedTest(string Group, string Name, RanOutcome Outcome)
{
    /// <summary>The exception's type where the file names it apart from the message; empty otherwise.</summary>
    public string Type { get; init; } = "";

    /// <summary>The message where the file has one apart from the trace; may be a word such as <c>failed</c>.</summary>
    public string Message { get; init; } = "";

    /// <summary>What the runner wrote about the failure: a trace, often with the message before it.</summary>
    public string Text { get; init; } = "";

    /// <summary>The file of the test as the runner names it; empty where it names none.</summary>
    public string File { get; init; } = "";

    /// <summary>See <see cref="Failure.Printed"/>.</summary>
    public IReadOnlyList<string> Printed { get; init; } = [];
}
