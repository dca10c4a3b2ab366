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
    /// <param name="directory">Where.</param>
    /// <param name="variables">Variables of its environment besides ours.</param>
    /// <param name="timeout">After this time it is asked to end, and 5 s later ended; null: never.</param>
    /// <param name="isQuiet">Whether its output does not pass through.</param>
    /// <exception cref="Win32Exception">It cannot be started.</exception>
    public static GateRun Run(
        IReadOnlyList<string> command, string directory, IReadOnlyDictionary<string, string> variables, TimeSpan? timeout, bool isQuiet)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        if (!isQuiet && !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")))
        {
            foreach (var (name, value) in Colours)
            {
                start.Environment.TryAdd(name, value);
            }
        }

        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        using var signals = new Signals(process);
        using var output = isQuiet ? Stream.Null : Console.OpenStandardOutput();
        using var error = isQuiet ? Stream.Null : Console.OpenStandardError();
        var (outputLog, errorLog) = (BoundedLog.CreateForGate(), BoundedLog.CreateForGate());
        Thread[] copies =
        [
            Copy(process.StandardOutput.BaseStream, output, outputLog),
            Copy(process.StandardError.BaseStream, error, errorLog),
        ];
        var inTime = WaitFor(process, timeout);
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

    private static bool WaitFor(Process process, TimeSpan? timeout)
    {
        if (timeout is not { } limit)
        {
            process.WaitForExit(Timeout.Infinite);
            return true;
        }

        if (process.WaitForExit(limit))
        {
            return true;
        }

        Signals.Terminate(process);
        process.WaitForExit(Grace);
        process.Kill(entireProcessTree: true);
        process.WaitForExit(Grace);
        return false;
    }

    private static Thread Copy(Stream from, Stream to, BoundedLog log)
    {
        var copy = new Thread(() =>
        {
            var buffer = new byte[16 * 1024];
            try
            {
                for (int count; (count = from.Read(buffer)) > 0;)
                {
                    to = PassOn(buffer.AsSpan(0, count), to);
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
    /// <returns>The stream to write to next.</returns>
    private static Stream PassOn(ReadOnlySpan<byte> bytes, Stream to)
    {
        try
        {
            to.Write(bytes);
            to.Flush();
            return to;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            return Stream.Null;
        }
    }
}
