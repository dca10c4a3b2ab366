namespace LoopJournal.Tasks;

/// <summary>
/// Journals the runs of test programs that crashed or were killed, before the next run: such a program cannot start its recorder. The
/// verdicts are warnings, because the tests run whatever they say. Never fails a build. Called by the package's own targets only.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class RecordKilledRuns : StreamTask
{
    /// <summary><c>$(LoopJournalStallThreshold)</c>.</summary>
    public string StallThreshold { get; set; } = "";

    /// <summary><c>$(LoopJournalStallSeverity)</c>; <c>none</c> leaves the warnings out.</summary>
    public string StallSeverity { get; set; } = "";

    private protected override void Run()
    {
        try
        {
            var threshold = UserValues.TryReadThreshold(StallThreshold, out var given) ? given : StallDetector.DefaultThreshold;
            var recorder = new AttemptRecorder(JournalDirectory, RepositoryRoot.FindForJournal(JournalDirectory), threshold);
            recorder.Claim();
            recorder.Claimed.ToList().ForEach(claimed => Report(claimed, advice: ""));
            var severity = UserValues.TryReadSeverity(StallSeverity, out var max) ? max : VerdictSeverity.Error;
            HostText.GetWarnings(recorder.Claimed, severity).ToList().ForEach(warning => LogWarning(warning.Code, Journal, warning.Text));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            LogWarning(Codes.NotWritten, Journal, $"Killed test runs were not recorded: {Quoted.From(e.ToString(), 4000)}");
        }
    }
}
