namespace LoopJournal.Text;

/// <summary>Lines of a message that belong together.</summary>
/// <param name="Lines">The lines, in their order.</param>
/// <param name="IsInAnyOrder">
/// Whether chance decides where the part comes among its neighbours that are so too: inner exceptions of tasks, the calls of a mock.
/// </param>
internal sealed record MessagePart(IReadOnlyList<string> Lines, bool IsInAnyOrder = false);
