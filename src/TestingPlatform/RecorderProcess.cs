using System.ComponentModel;
using System.Diagnostics;
using LoopJournal.Capture;

namespace LoopJournal.TestingPlatform;

/// <summary>Starts the recorder: a process of its own, so that the test program loads nothing of it.</summary>
internal static class RecorderProcess
{
    /// <summary>
    /// Journals a capture that is complete. The recorder's lines go to standard error: <c>dotnet test</c> shows it when a module failed.
    /// </summary>
    public static void Record(string capture, RunSettings settings, int exitCode)
    {
        if (settings.Recorder.Length == 0)
        {
            return;
        }

        try
        {
            using var process = Process.Start(Start(capture, settings, exitCode))!;
            process.OutputDataReceived += (_, e) => Show(e.Data);
            process.ErrorDataReceived += (_, e) => Show(e.Data);
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            process.WaitForExit();
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or PlatformNotSupportedException)
        {
            var (dotnet, cause) = (new StringBuilder().AppendJson(settings.Dotnet), new StringBuilder().AppendJson(e.Message));
            Show($"LoopJournal: the attempt is not recorded yet: {dotnet} cannot be started ({cause}). "
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

    private static ProcessStartInfo Start(string capture, RunSettings settings, int exitCode)
    {
        string[] arguments =
        [
            settings.Recorder, "record-capture", capture,
            "--exit-code", exitCode.ToString(CultureInfo.InvariantCulture),
            "--k", settings.Threshold,
            "--severity", settings.Severity,
            "--vanished-severity", settings.VanishedSeverity,
            "--max-attempts", settings.MaxAttempts,
            "--max-minutes", settings.MaxMinutes,
            "--journal", settings.Journal,
        ];
        var start = new ProcessStartInfo(settings.Dotnet, string.Join(" ", arguments.Select(Quote)))
        {
            UseShellExecute = false,
            CreateNoWindow = true,
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
