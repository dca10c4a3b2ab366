namespace LoopJournal.Model;

/// <summary>One failing result of a test as the evidence has it: nothing in it is normalized yet.</summary>
/// <param name="Name">Fully qualified name of the test (<c>Shop.Tests.CartTests.Total</c>); some frameworks put arguments into it.</param>
/// <param name="DisplayName">
/// What the runner shows, with the arguments of a data row; may equal <paramref name="Name"/> or be a bare method name.
/// </param>
/// <param name="Type">The exception's type where the evidence names it apart from the message, else empty.</param>
/// <param name="Message">The failure's message, all lines.</param>
/// <param name="Stack">The stack trace, all lines; empty when there is none.</param>
internal sealed record TestResult(string Name, string DisplayName, string Type, string Message, string Stack)
{
    /// <summary>See <see cref="Failure.Printed"/>.</summary>
    public IReadOnlyList<string> Printed { get; init; } = [];
}
