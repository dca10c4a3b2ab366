using System.ComponentModel;

namespace LoopJournal.Cli.Running;

/// <summary>A command cannot be started.</summary>
internal sealed class CannotStartException(string program, Win32Exception cause)
    : Exception($"cannot run {Quoted.From(program, 80)}, so nothing is recorded: {Quoted.From(cause.Message)}", cause)
{
    public int ExitCode => cause.NativeErrorCode == 2 ? ExitCodes.NotFound : ExitCodes.CannotExecute;
}
