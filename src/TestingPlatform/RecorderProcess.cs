using System.ComponentModel;
using System.Diagnostics;
using LoopJournal.Capture;

namespace LoopJournal.TestingPlatform;

/// <summary>
/// The recorder: a process of its own, so that the test program loads nothing of it. It starts with the program, so that it is ready when
/// the tests end.
/// </summary>
internal sealed class RecorderProcess
{
    private readonly Process _process;

    private RecorderProcess(Process process) => _process = process;

    /// <summary>
    /// Starts the recorder; null where the build itself records the run, or the recorder cannot be started. Its lines go to standard error:
    /// <c>dotnet test</c> shows it when a module failed.
    /// </summary>
    public static RecorderProcess? Start(RunSettings settings)
    {
        if (settings.Recorder.Length == 0)
        {
            return null;
        }

        try
        {
            var process = Process.Start(CreateStart(settings))!;
            process.OutputDataReceived += (_, e) => Show(e.Data);
            process.ErrorDataReceived += (_, e) => Show(e.Data);
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            return new(process);
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or PlatformNotSupportedException)
        {
            var (dotnet, cause) = (new StringBuilder().AppendJson(settings.Dotnet), new StringBuilder().AppendJson(e.Message));
            Show($"LoopJournal: the attempt is not recorded yet: {dotnet} cannot be started ({cause}). "
                + "The next attempt, or any verb of loop-journal, records it.");
            return null;
        }
    }

    /// <summary>Has a capture recorded, which is complete now, and waits for that.</summary>
    public void Record(string capture, int exitCode)
    {
        using var process = _process;
        try
        {
            // The stream itself: on Windows its writer has the encoding of the console
            var end = Encoding.UTF8.GetBytes($"{exitCode.ToString(CultureInfo.InvariantCulture)}\n{capture}");
            process.StandardInput.BaseStream.Write(end, 0, end.Length);
            process.StandardInput.Close();
            process.WaitForExit();
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            // A test has ended the recorder
            Show("LoopJournal: the attempt is not recorded yet: the recorder has ended. "
                + "The next attempt, or any verb of loop-journal, records it.");
        }
    }

    /// <summary>
    /// Writes to the process's own standard error: Console.Error may be a test framework's (TUnit), which shows only the lines of tests.
    /// </summary>
    public static void Show(string? line)
    {
        if (line is { Length: > 0 })
        {
            var bytes = Encoding.UTF8.GetBytes(line + Environment.NewLine);
            using var error = Console.OpenStandardError();
            error.Write(bytes, 0, bytes.Length);
        }
    }

    private static ProcessStartInfo CreateStart(RunSettings settings)
    {
        string[] arguments =
        [
            settings.Recorder, "record-capture",
            "--k", settings.Threshold,
            "--severity", settings.Severity,
            "--vanished-severity", settings.VanishedSeverity,
            "--max-attempts", settings.MaxAttempts,
            "--max-minutes", settings.MaxMinutes,
            "--journal", settings.Journal,
            "--root", settings.Root,
        ];
        var start = new ProcessStartInfo(settings.Dotnet, string.Join(" ", arguments.Select(Quote)))
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        start.Environment["LoopJournalShare"] = settings.Share;

        // profilers and hooks that watch the tests are not meant for the recorder
        foreach (var variable in (string[])["DOTNET_STARTUP_HOOKS", "CORECLR_ENABLE_PROFILING", "COR_ENABLE_PROFILING"])
        {
            start.Environment.Remove(variable);
        }

        return start;
    }

    /// <summary>
    /// As ProcessStartInfo takes a command line apart: a backslash counts only before a quote. netstandard2.0 has no ArgumentList.
    /// </summary>
    private static string Quote(string argument)
    {
        var quoted = new StringBuilder("\"");
        var backslashes = 0;
        foreach (var c in argument)
        {
            quoted.Append('\\', c == '"' ? backslashes + 1 : 0).Append(c);
            backslashes = c == '\\' ? backslashes + 1 : 0;
        }

        return quoted.Append('\\', backslashes).Append('"').ToString();
    }
}
