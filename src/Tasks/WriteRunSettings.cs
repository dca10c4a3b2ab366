namespace LoopJournal.Tasks;

/// <summary>
/// Writes the settings of a run for the extension of the test program: lines <c>Name=value</c>, values percent-encoded. Never fails a
/// build: a run whose settings cannot be written is not journaled. Called by the package's own targets only.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class WriteRunSettings : LoopTask
{
    /// <summary>The file to write, absolute.</summary>
    [Required] public string File { get; set; } = "";

    /// <summary>The capture's first line as <see cref="PrepareAttempt"/> made it, percent-encoded.</summary>
    public string Header { get; set; } = "";

    /// <summary>The attempt's id.</summary>
    public string AttemptId { get; set; } = "";

    /// <summary>The capture of the attempt, absolute.</summary>
    public string Capture { get; set; } = "";

    /// <summary>Where the capture goes when that place cannot be written, absolute.</summary>
    public string CaptureFallback { get; set; } = "";

    /// <summary>The journal's folder, absolute.</summary>
    public string JournalDirectory { get; set; } = "";

    /// <summary><c>$(LoopJournalShare)</c>.</summary>
    public string Share { get; set; } = "";

    /// <summary>The recorder's assembly, absolute; empty where the build itself records the run.</summary>
    public string Recorder { get; set; } = "";

    /// <summary>The <c>dotnet</c> that runs the recorder.</summary>
    public string Dotnet { get; set; } = "";

    /// <summary>As <see cref="RecordAttempt.Assembly"/>, for the recorder that the program starts.</summary>
    public string Assembly { get; set; } = "";

    /// <summary>As <see cref="RecordAttempt.Sources"/>.</summary>
    public string[] Sources { get; set; } = [];

    /// <summary>As <see cref="RecordAttempt.SkipsBuild"/>.</summary>
    public bool SkipsBuild { get; set; }

    /// <summary><c>$(LoopJournalStallThreshold)</c>.</summary>
    public string StallThreshold { get; set; } = "";

    /// <summary><c>$(LoopJournalStallSeverity)</c>.</summary>
    public string StallSeverity { get; set; } = "";

    /// <summary><c>$(LoopJournalVanishedSeverity)</c>.</summary>
    public string VanishedSeverity { get; set; } = "";

    /// <summary><c>$(LoopJournalMaxAttempts)</c>.</summary>
    public string MaxAttempts { get; set; } = "";

    /// <summary><c>$(LoopJournalMaxMinutes)</c>.</summary>
    public string MaxMinutes { get; set; } = "";

    /// <summary>The wrong values of the user's properties; the program then refuses to run. Empty when there are none.</summary>
    public string Problem { get; set; } = "";

    /// <summary>The file; empty when it could not be written.</summary>
    [Output] public string WrittenFile { get; set; } = "";

    private protected override void Run()
    {
        try
        {
            Replace(string.Concat(GetSettings().Select(setting => $"{setting.Name}={Uri.EscapeDataString(setting.Value)}\n")));
            WrittenFile = File;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogDetail($"The run is not recorded: {Quoted.From(e.Message)}");
        }
    }

    private (string Name, string Value)[] GetSettings()
    {
        if (Problem.Length > 0)
        {
            return [("Error", Problem)];
        }

        var inputs = PrepareAttempt.ReadHeader(Header)!;
        (string, string)[] folders =
        [
            ("Command", inputs.Command), ("Root", inputs.Root),
            ("HasGivenArguments", IsGiven("TestingPlatformCommandLineArguments") ? "true" : ""),
            ("Captures", Path.GetDirectoryName(Capture)!), ("Fallback", Path.GetDirectoryName(CaptureFallback)!),
        ];
        if (Recorder.Length == 0)
        {
            return [("AttemptId", AttemptId), ("Header", WriteHeader(inputs)), .. folders];
        }

        return
        [
            ("Recorder", Recorder), ("Dotnet", Dotnet), ("Journal", JournalDirectory), ("Share", Share), ("Threshold", StallThreshold),
            ("Severity", StallSeverity), ("VanishedSeverity", VanishedSeverity),
            ("MaxAttempts", MaxAttempts), ("MaxMinutes", MaxMinutes),
            ("Header", WriteHeader(inputs with
            {
                Tree = StartSnapshot.TakeTree(AttemptId, BuildEngine),
                Snapshot = StartSnapshot.FindSnapshotOfProcess(JournalDirectory, BuildEngine),
                Assembly = Assembly,
                Sources = Sources,
                SkipsBuild = SkipsBuild,
            })),
            ("Claimed", RecordKilledRuns()),
            .. folders,
        ];
    }

    /// <summary>
    /// Journals runs that crashed or were killed. The build before the tests has done so, but 'dotnet test --no-build' and 'dotnet run'
    /// show nothing of this task, so the program prints the lines.
    /// </summary>
    private string RecordKilledRuns()
    {
        var severity = UserValues.TryReadSeverity(StallSeverity, out var max) ? max : VerdictSeverity.Error;
        var killed = StreamTask.ClaimKilledRuns(JournalDirectory, PrepareAttempt.ReadHeader(Header)!.Root, StallThreshold);
        var journal = new JournalFile(JournalDirectory).Path;
        return string.Join(
            '\n',
            [
                .. killed.SelectMany(recorded => HostText.GetLines(recorded, journal)),
                .. HostText.GetWarnings(killed, severity).Select(warning => $"warning {warning.Code}: {warning.Text}"),
            ]);
    }

    // The test program adds the attempt's id, and the command with its filters
    private static string WriteHeader(AttemptInputs inputs) => InputsJson.Write(inputs with { Id = "", Command = "" });

    /// <summary>Replaces the file in one step: a run of the same project may be reading it.</summary>
    private void Replace(string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        var whole = $"{File}.{Guid.NewGuid():N}";
        System.IO.File.WriteAllText(whole, text);
        System.IO.File.Move(whole, File, overwrite: true);
    }
}
