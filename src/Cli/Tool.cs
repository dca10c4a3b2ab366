namespace LoopJournal.Cli;

/// <summary>The tool, from its arguments to its exit code.</summary>
public static class Tool
{
    /// <summary>Does what the arguments say, on the console of this process.</summary>
    /// <param name="args">A verb and its options; none: those of the variable <c>LoopJournalArguments</c>.</param>
    /// <returns>The exit code, see docs/tool.md.</returns>
    public static int Run(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        using var shell = Shell.OfProcess();
        return CommandLine.Run(args is [] ? VariableArguments.Read(shell) : args, shell);
    }
}
