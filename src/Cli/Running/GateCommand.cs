using System.ComponentModel;
using System.Diagnostics;

namespace LoopJournal.Cli.Running;

/// <summary>How a command ended that was run as a gate.</summary>
/// <param name="ExitCode">Its exit code, as the system gave it; 128 and the signal where one ended it.</param>
/// <param name="IsBlocked">Whether it could not judge: it ran out of time, or was ended from outside.</param>
/// <param name="Duration">How long it ran.</param>
/// <param name="Log">Its output, within bounds: standard output, then standard error.</param>
internal sealed record GateRun(int ExitCode, bool IsBlocked, TimeSpan Duration, Stream Log);

/// <summary>
/// Runs a command as if the tool were not there: output passes through byte by byte, the input is ours, signals reach the command.
/// </summary>
internal static class GateCommand
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>How long to wait for the output's end after the command's: a child of its may hold the pipe for ever.</summary>
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(2);

    /// <summary>The variables by which programs are asked for colours: they write to a pipe, but people look at a terminal.</summary>
    private static readonly (string Name, string Value)[] Colours =
    [
        ("FORCE_COLOR", "1"), ("CLICOLOR_FORCE", "1"), ("CARGO_TERM_COLOR", "always"), ("PY_COLORS", "1"),
        ("DOTNET_SYSTEM_CONSOLE_ALLOW_ANSI_COLOR_REDIRECTION", "1"),
    ];

    /// <summary>Runs the command to its end.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="settings">How.</param>
    /// <exception cref="CannotStartException">It cannot be started.</exception>
    public static GateRun Run(IReadOnlyList<string> command, CommandSettings settings)
    {
        var start = new ProcessStartInfo(FindProgram(command[0]), command.Skip(1))
        {
            WorkingDirectory = settings.Directory,
            RedirectStandardInput = settings.Input is not null,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings.Variables)
        {
            start.Environment[name] = value;
        }

        if (settings.Show is null && !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")))
        {
            foreach (var (name, value) in Colours)
            {
                start.Environment.TryAdd(name, value);
            }
        }

        if (settings.Timeout is not null || settings.Stop.CanBeCanceled)
        {
            Descendants.Adopt();
        }

        var clock = Stopwatch.StartNew();
        using var process = Start(start);
        using var signals = new Signals(process);
        using var output = Console.OpenStandardOutput();
        using var error = Console.OpenStandardError();
        var (outputLog, errorLog) = (BoundedLog.CreateForGate(), BoundedLog.CreateForGate());
        Thread[] copies =
        [
            Copy(process.StandardOutput.BaseStream, settings.Show ?? PassOn(output), outputLog),
            Copy(process.StandardError.BaseStream, settings.Show ?? PassOn(error), errorLog),
        ];
        WriteInput(process, settings.Input);
        var inTime = WaitFor(process, settings, signals);
        var duration = clock.Elapsed;
        var drained = Stopwatch.StartNew();
        foreach (var copy in copies)
        {
            copy.Join(Drain > drained.Elapsed ? Drain - drained.Elapsed : TimeSpan.Zero);
        }

        var log = new MemoryStream(outputLog.Length + errorLog.Length);
        outputLog.CopyTo(log);
        errorLog.CopyTo(log);
        log.Position = 0;
        return new(inTime ? process.ExitCode : ExitCodes.TimedOut, !inTime || signals.Any || IsKilled(process.ExitCode), duration, log);
    }

    /// <summary>
    /// Whether another process ended it: 128 and SIGHUP, SIGINT, SIGKILL (as the system does when memory runs out) or SIGTERM. A signal
    /// that it caused itself, as by a segmentation fault, is a failure of the program.
    /// </summary>
    private static bool IsKilled(int exitCode) => !OperatingSystem.IsWindows() && exitCode is 129 or 130 or 137 or 143;

    // Windows starts programs alone by their names, and npm and gradle are scripts there
    private static string FindProgram(string name) =>
        OperatingSystem.IsWindows() && Path.GetFileName(name) == name && !Path.HasExtension(name)
            && Environment.GetEnvironmentVariable("PATHEXT") is { Length: > 0 } extensions
            ? ProgramPath.Find(name, Environment.GetEnvironmentVariable("PATH") ?? "", extensions) ?? name : name;

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new CannotStartException(start.FileName, e);
        }
    }

    // On a thread of its own: a command need not read its input, and a pipe holds only so much
    private static void WriteInput(Process process, string? input) => Task.Run(() =>
    {
        try
        {
            using var writer = input is null ? null : process.StandardInput;
            writer?.Write(input);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // the command has ended, or closed its input
        }
    });

    private static bool WaitFor(Process process, CommandSettings settings, Signals signals)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(settings.Stop);
        limit.CancelAfter(settings.Timeout ?? Timeout.InfiniteTimeSpan);
        try
        {
            process.WaitForExitAsync(limit.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            // out of time, or stopped
        }

        // A signal that stops us may have ended the command already, and not what it started
        if (process.HasExited && !settings.Stop.IsCancellationRequested && !(settings.Stop.CanBeCanceled && signals.Any))
        {
            return true;
        }

        Descendants.End(process, Grace, isAsked: signals.Any); // a second signal would end what the first one cleans up
        return false;
    }

    private static Thread Copy(Stream from, Action<ReadOnlySpan<byte>> show, BoundedLog log)
    {
        var copy = new Thread(() =>
        {
            var buffer = new byte[16 * 1024];
            try
            {
                for (int count; (count = from.Read(buffer)) > 0;)
                {
                    show(buffer.AsSpan(0, count));
                    log.Write(buffer.AsSpan(0, count));
                }
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException)
            {
                // the command's pipe was closed
            }
        }) { IsBackground = true };
        copy.Start();
        return copy;
    }

    /// <summary>
    /// Writes the bytes. Once that fails (a full disk, a closed descriptor), drops all further output: a command whose pipe is not read
    /// never ends, and its attempt would be lost.
    /// </summary>
    private static Action<ReadOnlySpan<byte>> PassOn(Stream to) => bytes =>
    {
        try
        {
            to.Write(bytes);
            to.Flush();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            to = Stream.Null;
        }
    };
}
