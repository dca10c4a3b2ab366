using System.Runtime.InteropServices;

namespace LoopJournal.Cli;

/// <summary>The tool, from its arguments to its exit code.</summary>
public static class Tool
{
    /// <summary>SIGXFSZ, the same number on every Unix that .NET runs on.</summary>
    private const PosixSignal FileSizeExceeded = (PosixSignal)25;

    /// <summary>
    /// Held to the process's end: the runtime handles the signal on another thread, and ends the process where no handler is left by then.
    /// </summary>
    private static PosixSignalRegistration? _fileSizeExceeded;

    /// <summary>Runs a verb on the console of this process.</summary>
    /// <param name="args">A verb and its options.</param>
    /// <returns>The exit code, see docs/tool.md.</returns>
    public static int Run(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        if (!OperatingSystem.IsWindows())
        {
            // A write beyond the limit of `ulimit -f` then fails, and the record is shown. The signal is handled and not ignored, because a
            // command that `run` starts would inherit an ignored signal.
            _fileSizeExceeded = PosixSignalRegistration.Create(FileSizeExceeded, context => context.Cancel = true);
        }

        using var context = ToolContext.FromProcess();
        return CommandLine.Run(args, context);
    }
}
