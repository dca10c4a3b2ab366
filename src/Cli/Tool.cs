using System.Runtime.InteropServices;

namespace LoopJournal.Cli;

/// <summary>The tool, from its arguments to its exit code.</summary>
public static class Tool
{
    /// <summary>SIGXFSZ, the same number on every Unix that .NET runs on.</summary>
    private const PosixSignal FileSizeExceeded = (PosixSignal)25;

    /// <summary>Held to the process's end: the handler runs on another thread, and without it the system's own would end the process.</summary>
    private static PosixSignalRegistration? _fileSizeExceeded;

    /// <summary>Does what the arguments say, on the console of this process.</summary>
    /// <param name="args">A verb and its options; none: those of the variable <c>LoopJournalArguments</c>.</param>
    /// <returns>The exit code, see docs/tool.md.</returns>
    public static int Run(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        if (!OperatingSystem.IsWindows())
        {
            // A write beyond the limit of `ulimit -f` then fails, and the record is shown. The signal is handled and not ignored: a command
            // that `run` starts would inherit that.
            _fileSizeExceeded = PosixSignalRegistration.Create(FileSizeExceeded, context => context.Cancel = true);
        }

        using var shell = Shell.OfProcess();
        return CommandLine.Run(args is [] ? VariableArguments.Read(shell) : args, shell);
    }
}
