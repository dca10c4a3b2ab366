namespace LoopJournal.Tasks;

/// <summary>
/// Journals the runs of test programs that crashed or were killed, before the next run: such a program cannot start its recorder. The
/// verdicts are warnings, because they do not stop the next run. Never fails a build. Called by the package's own targets only.
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
        var claimed = ClaimKilledRuns(JournalDirectory, StallThreshold);
        claimed.ToList().ForEach(recorded => Report(recorded, advice: ""));
        var severity = UserValues.TryReadSeverity(StallSeverity, out var max) ? max : VerdictSeverity.Error;
        HostText.GetWarnings(claimed, severity).ToList().ForEach(warning => LogWarning(warning.Code, Journal, warning.Text));
    }
}
