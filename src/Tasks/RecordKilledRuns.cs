namespace LoopJournal.Tasks;

/// <summary>
/// Journals the runs of test programs that crashed or were killed, before the next run: such a program cannot start its recorder. Raises
/// LOOP0014 and LOOP0015 about the last run of the project too, because <c>dotnet test</c> shows nothing of a program that passes. The
/// verdicts are warnings, because they do not stop the next run. Never fails a build. Called by the package's own targets only.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class RecordKilledRuns : StreamTask
{
    /// <summary><c>$(LoopJournalStallThreshold)</c>.</summary>
    public string StallThreshold { get; set; } = "";

    /// <summary><c>$(LoopJournalStallSeverity)</c>; <c>none</c> leaves the warnings out.</summary>
    public string StallSeverity { get; set; } = "";

    /// <summary><c>$(LoopJournalVanishedSeverity)</c>; <c>none</c> leaves the warning out.</summary>
    public string VanishedSeverity { get; set; } = "";

    private protected override void Run()
    {
        var claimed = ClaimKilledRuns(JournalDirectory, RepositoryFolder, StallThreshold);
        claimed.ToList().ForEach(recorded => Report(recorded, advice: ""));
        var severity = UserValues.TryReadSeverity(StallSeverity, out var max) ? max : VerdictSeverity.Error;
        HostText.GetWarnings(claimed, severity).ToList().ForEach(warning => LogWarning(warning.Code, Journal, warning.Text));
        var vanished = UserValues.TryReadSeverity(VanishedSeverity, out var given) ? given : VerdictSeverity.None;
        FindPassWarnings(vanished).ForEach(warning => LogWarning(warning.Code, Journal, warning.Text));
    }

    private List<RaisedCode> FindPassWarnings(VerdictSeverity vanished)
    {
        try
        {
            var stream = AttemptLimits.Apply(new StreamKey(Loop, Project, Framework, StreamKey.Test));
            return [.. HostText.FindPassWarnings(Reader, stream, vanished)];
        }
        catch (JournalException)
        {
            return []; // the next attempt reports that the journal cannot be read
        }
    }
}
