using System.Diagnostics;
using System.Runtime.InteropServices;

namespace LoopJournal.Cli.Running;

/// <summary>Passes signals that ask this process to end on to another process, so that this one can record how it ends.</summary>
internal sealed partial class Signals : IDisposable
{
    /// <summary>The signals that ask a process to end.</summary>
    public static readonly PosixSignal[] ToEnd = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];

    private readonly Process _process;
    private readonly List<PosixSignalRegistration> _registrations;

    public Signals(Process process)
    {
        _process = process;
        _registrations = [.. ToEnd.Select(signal => PosixSignalRegistration.Create(signal, PassOn))];
    }

    /// <summary>Whether a signal arrived.</summary>
    public bool Any { get; private set; }

    /// <summary>Asks the process to end; on Windows, which lacks the signal, ends it.</summary>
    public static void Terminate(Process process) => Send(process, PosixSignal.SIGTERM);

    public void Dispose() => _registrations.ForEach(registration => registration.Dispose());

    private void PassOn(PosixSignalContext context)
    {
        Any = true;
        context.Cancel = true;

        // Ctrl+C reaches the whole foreground group: sent again, it would count as the second one, at which many stop cleaning up
        if (OperatingSystem.IsWindows() || (context.Signal == PosixSignal.SIGINT && !Console.IsInputRedirected))
        {
            return;
        }

        Send(_process, context.Signal);
    }

    private static void Send(Process process, PosixSignal signal)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                process.Kill(entireProcessTree: true);
            }
            else if (!process.HasExited)
            {
                _ = Kill(process.Id, Number(signal));
            }
        }
        catch (InvalidOperationException)
        {
            // it has ended meanwhile
        }
    }

    private static int Number(PosixSignal signal) => signal switch
    {
        PosixSignal.SIGHUP => 1,
        PosixSignal.SIGINT => 2,
        PosixSignal.SIGQUIT => 3,
        _ => 15,
    };

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}

/// <summary>Keeps a signal from ending this process, so that a loop can come to an orderly end.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<PosixSignalRegistration> _registrations;

    public StopSignals() => _registrations = [.. Signals.ToEnd.Select(signal => PosixSignalRegistration.Create(signal, Stop))];

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _stop.Token;

    public void Dispose()
    {
        _registrations.ForEach(registration => registration.Dispose());
        _stop.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        _stop.Cancel();
    }
}
