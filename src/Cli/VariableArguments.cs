namespace LoopJournal.Cli;

/// <summary>
/// Arguments in the variable <c>LoopJournalArguments</c>, percent-encoded and with blanks between them. The Loop targets give theirs in
/// this way: a command line of theirs would be read by a shell, and branches and paths are anybody's text.
/// </summary>
internal static class VariableArguments
{
    /// <summary>The arguments; none where the variable is not set.</summary>
    public static string[] Read(Shell shell) =>
        shell.Variable("LoopJournalArguments") is { Length: > 0 } set ? [.. set.Split(' ').Select(Uri.UnescapeDataString)] : [];
}
