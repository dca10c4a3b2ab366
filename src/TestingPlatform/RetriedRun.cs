using LoopJournal.Capture;

namespace LoopJournal.TestingPlatform;

/// <summary>
/// The Retry extension (<c>--retry-failed-tests</c>): the program that was started only starts itself again, once for each try. All tries
/// write one capture, and the first program, which outlives them, has it recorded: a retry that ends in a pass is a pass.
/// </summary>
internal static class RetriedRun
{
    private const string Variable = "LOOPJOURNAL_RETRIED_ATTEMPT";

    // the options of Microsoft.Testing.Extensions.Retry: the user's, and the one that it gives each try
    private const string AsksForTries = "retry-failed-tests";
    private const string IsTry = "internal-retry-pipename";

    /// <summary>The attempt that this program is a try of; null when it is not a try.</summary>
    public static string? FindAttempt(IReadOnlyList<string> arguments) =>
        ProgramArguments.Has(arguments, IsTry) && Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } attempt ? attempt : null;

    /// <summary>Where this program is to start tries: names their attempt, and records it when all have ended.</summary>
    /// <returns>Whether it is such a program.</returns>
    public static bool Prepare(RunSettings settings, IReadOnlyList<string> arguments)
    {
        if (!ProgramArguments.Has(arguments, AsksForTries) || ProgramArguments.Has(arguments, IsTry))
        {
            return false;
        }

        var attempt = settings.AttemptId.Length > 0 ? settings.AttemptId : CaptureHeader.CreateId();
        Environment.SetEnvironmentVariable(Variable, attempt); // inherited by the tries
        var tries = Hold(settings.GetCapturePath(attempt), settings.Root);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            // the oldest platform has no hook in this process; the capture has the final failures, so the exit code adds nothing
            if (new[] { settings.GetFallbackPath(attempt), settings.GetCapturePath(attempt) }.FirstOrDefault(File.Exists) is { } capture)
            {
                RecorderProcess.Start(settings)?.Record(capture, exitCode: 0);
            }

            tries?.Dispose();
        };
        return true;
    }

    /// <summary>
    /// Keeps other processes from the capture between two tries, when no process has it open. Null when the folder cannot be written: then
    /// it has no capture either.
    /// </summary>
    private static FileStream? Hold(string capture, string root)
    {
        try
        {
            var tries = JournalFolder.GetTriesPath(capture);
            JournalFolder.EnsureFor(tries, root);
            return PrivateFile.Open(tries, FileMode.Create, FileAccess.Write, FileShare.None, FileOptions.DeleteOnClose);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
