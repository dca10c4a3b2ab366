namespace LoopJournal.Model;

/// <summary>
/// One way in which a gate failed: a failing test, a compiler error, a crashed test host, a line of a log.
/// It has both the texts that people read and those that are hashed, so that each fingerprint can be explained.
/// </summary>
internal sealed record Failure
{
    /// <summary>How long a message is at most, in characters.</summary>
    public const int MaxMessage = 4000;

    /// <summary>
    /// What failed, normalized: a fully qualified test name with its arguments, <c>(test host)</c>, a code with its file. Hashed.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>
    /// <see cref="Id"/> as people read it, without secrets: they are masked before the text is normalized, because a number or a path that
    /// is replaced hides a secret's shape. Never hashed.
    /// </summary>
    public string Name { get => field.Length > 0 ? field : Id; init; } = "";

    /// <summary>
    /// The exception types, outermost first, joined by <c> > </c>, or a diagnostic's code; empty where the evidence names none. Hashed.
    /// </summary>
    public string Type { get; init; } = "";

    /// <summary>The message as the evidence has it, without the part that is in <see cref="Type"/>. Shown, never hashed.</summary>
    public string Message { get; init; } = "";

    /// <summary>
    /// Where it was thrown: method and file name of the top frame inside the repository; empty without such a frame. Hashed.
    /// </summary>
    public string Site { get; init; } = "";

    /// <summary>The message with everything volatile masked, numbers too. Hashed into the fingerprint.</summary>
    public string Shape { get; init; } = "";

    /// <summary>The message with its values kept. Hashed into the detail, in place of <see cref="Shape"/>.</summary>
    public string Values { get; init; } = "";

    /// <summary>
    /// The first line of the repository outside tests, as <c>path:line</c>, or a diagnostic's place; empty where the evidence has none.
    /// Never hashed into a fingerprint.
    /// </summary>
    public string Frame { get; init; } = "";

    /// <summary>The next lines of the repository outside tests, from which the code came to <see cref="Frame"/>. Never hashed.</summary>
    public IReadOnlyList<string> Callers { get; init; } = [];

    /// <summary>The line of the test itself, as <c>path:line</c>; empty where the evidence has none. Never hashed.</summary>
    public string TestFrame { get; init; } = "";

    /// <summary>
    /// The files outside tests, relative to the repository, among the first frames of the repository. Never hashed.
    /// </summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Equal in failures of one cause; zero where it is not known. Never hashed.</summary>
    public ulong Cause { get; init; }

    /// <summary>The lines of the test's output that name an error, raw; see <c>ErrorLines</c>. Never hashed.</summary>
    public IReadOnlyList<string> Printed { get; init; } = [];

    /// <summary>The test as a later run's footer names it; null where the evidence is not a test's result. Never hashed.</summary>
    public TestKey? Test { get; init; }
}
