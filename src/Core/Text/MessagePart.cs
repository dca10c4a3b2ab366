namespace LoopJournal.Text;

/// <summary>Lines of a message that belong together.</summary>
/// <param name="Lines">The lines, in their order.</param>
/// <param name="IsInAnyOrder">
/// Whether chance decides the order of this part and of its neighbours with the same value: inner exceptions of tasks, calls of a mock.
/// </param>
internal sealed record MessagePart(IReadOnlyList<string> Lines, bool IsInAnyOrder = false);
