namespace LoopJournal.Tasks;

/// <summary>
/// Runs before a gate: checks the user's properties (LOOP0001, before any test runs), finds the journal's folder, and names the attempt.
/// Writes nothing. Called by the package's own targets only.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed partial class PrepareAttempt : ProjectTask
{
    /// <summary><c>$(VSTestTestCaseFilter)</c>: the filter as the runner gets it; empty where there is none.</summary>
    public string Filter { get; set; } = "";

    /// <summary>The branch, as <c>$(SourceBranchName)</c> has it (<c>refs/heads/main</c>); empty when detached or outside git.</summary>
    public string Branch { get; set; } = "";

    /// <summary>HEAD, as <c>$(SourceRevisionId)</c> has it; empty outside git.</summary>
    public string Commit { get; set; } = "";

    /// <summary><c>$(LoopIteration)</c>.</summary>
    public string Iteration { get; set; } = "";

    /// <summary><c>$(LoopId)</c>.</summary>
    public string LoopId { get; set; } = "";

    /// <summary><c>$(LoopAction)</c>.</summary>
    public string Action { get; set; } = "";

    /// <summary><c>$(LoopHypothesis)</c>.</summary>
    public string Hypothesis { get; set; } = "";

    /// <summary><c>$(LoopNote)</c>. Out: the note as it was typed.</summary>
    [Output] public string Note { get; set; } = "";

    /// <summary>The environment variable <c>LoopId</c>; see <see cref="ReadText"/>.</summary>
    public string LoopIdVariable { get; set; } = "";

    /// <summary>The environment variable <c>LoopAction</c>.</summary>
    public string ActionVariable { get; set; } = "";

    /// <summary>The environment variable <c>LoopHypothesis</c>.</summary>
    public string HypothesisVariable { get; set; } = "";

    /// <summary>The environment variable <c>LoopNote</c>.</summary>
    public string NoteVariable { get; set; } = "";

    /// <summary><c>$(LoopJournalEnabled)</c>.</summary>
    public string Enabled { get; set; } = "";

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

    /// <summary><c>$(LoopJournalRecordBuilds)</c>.</summary>
    public string RecordBuilds { get; set; } = "";

    /// <summary><c>$(LoopJournalCompileErrors)</c>.</summary>
    public string CompileErrors { get; set; } = "";

    /// <summary>Where a capture goes when the journal's folder cannot be made: the project's obj folder, absolute.</summary>
    public string FallbackDirectory { get; set; } = "";

    /// <summary>Whether a wrong value goes to <see cref="Problem"/>: <c>dotnet test</c> does not show an error of this target.</summary>
    public bool DeferErrors { get; set; }

    /// <summary>The wrong values, each as an error's line; empty when there are none.</summary>
    [Output] public string Problem { get; set; } = "";

    /// <summary>The journal's folder, absolute.</summary>
    [Output] public string JournalDirectory { get; set; } = "";

    /// <summary>The repository's root, absolute.</summary>
    [Output] public string Root { get; set; } = "";

    /// <summary>The attempt's id.</summary>
    [Output] public string AttemptId { get; set; } = "";

    /// <summary>The stream's loop.</summary>
    [Output] public string Loop { get; set; } = "";

    /// <summary>The stream's project: relative to the repository, with forward slashes.</summary>
    [Output] public string Project { get; set; } = "";

    /// <summary>The stream's command in a test run.</summary>
    [Output] public string Command { get; set; } = "";

    /// <summary>All that is known of the attempt, percent-encoded: the first line of its capture.</summary>
    [Output] public string Header { get; set; } = "";

    /// <summary>Where the run's capture goes, absolute.</summary>
    [Output] public string Capture { get; set; } = "";

    /// <summary>Where it goes when that place cannot be written, absolute.</summary>
    [Output] public string CaptureFallback { get; set; } = "";

    /// <summary>Reads a <see cref="Header"/>; null where it is not one.</summary>
    internal static AttemptInputs? ReadHeader(string header) =>
        InputsJson.Read(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(header)));

    private protected override void Run()
    {
        CheckValues();
        if (!Log.HasLoggedErrors && Problem.Length == 0)
        {
            Prepare();
        }
    }

    private void CheckValues()
    {
        const string path = "a path, absolute or relative to the repository's root";
        var isIteration = Iteration.Length == 0 || UserValues.TryReadIteration(Iteration, out _);
        var isThreshold = UserValues.TryReadThreshold(StallThreshold, out _);
        var isSeverity = UserValues.TryReadSeverity(StallSeverity, out _);
        Check("LoopIteration", Iteration, isIteration, UserValues.IterationsAllowed);
        Check("LoopJournalEnabled", Enabled, Enabled.ToLowerInvariant() is "true" or "false", "true or false");
        Check("LoopJournalStallThreshold", StallThreshold, isThreshold, UserValues.ThresholdsAllowed);
        Check("LoopJournalStallSeverity", StallSeverity, isSeverity, UserValues.SeveritiesAllowed);
        var isVanishedSeverity = UserValues.TryReadSeverity(VanishedSeverity, out _);
        Check("LoopJournalVanishedSeverity", VanishedSeverity, isVanishedSeverity, UserValues.SeveritiesAllowed);
        Check("LoopJournalMaxAttempts", MaxAttempts, UserValues.TryReadAttempts(MaxAttempts, out _), UserValues.AttemptsAllowed);
        Check("LoopJournalMaxMinutes", MaxMinutes, UserValues.TryReadMinutes(MaxMinutes, out _), UserValues.MinutesAllowed);
        Check("LoopJournalRecordBuilds", RecordBuilds, IsSwitch(RecordBuilds), "auto, true or false");
        Check("LoopJournalCompileErrors", CompileErrors, IsSwitch(CompileErrors), "auto, true or false");
        Check("LoopJournalShare", Share, JournalPlace.TryRead(Share, out _), JournalPlace.Allowed);
        Check("LoopJournalDirectory", Directory, Directory.IndexOfAny(Path.GetInvalidPathChars()) < 0, path);
    }

    private static bool IsSwitch(string value) => value.ToLowerInvariant() is "auto" or "true" or "false";

    private void Check(string property, string value, bool isAllowed, string allowed)
    {
        if (isAllowed)
        {
            return;
        }

        var problem = $"The property {property} is {Quoted.From(value, 200)}. Allowed: {allowed}. Nothing was run.";
        if (DeferErrors)
        {
            Problem += $"{(Problem.Length > 0 ? "\n" : "")}{OneLine.From(ProjectFile)} : error {Codes.BadValue}: {problem}";
        }
        else
        {
            LogError(Codes.BadValue, ProjectFile, problem);
        }
    }

    private void Prepare()
    {
        const string branches = "refs/heads/";
        (Root, var journal) = FindJournal();
        JournalDirectory = journal.Path;
        if (FindPlace(Root).Problem is { } problem && !File.Exists(new JournalFile(JournalDirectory).Path))
        {
            Log.LogMessage(MessageImportance.High, "{0}", "LoopJournal: " + problem); // once: the attempt makes the journal
        }

        AttemptId = AttemptInputs.CreateId();
        Project = GetProjectName(Root, ProjectFile);
        Note = ReadText(Note, NoteVariable);
        Loop = ReadText(LoopId, LoopIdVariable);
        Loop = Loop.Length > 0 ? Loop : Branch.StartsWith(branches, StringComparison.Ordinal) ? Branch[branches.Length..] : Branch;
        var inputs = AttemptLimits.Apply(new AttemptInputs
        {
            Id = AttemptId,
            Loop = Loop,
            Project = Project,
            Framework = Framework,
            Command = Filter.Length > 0 && IsGiven("VSTestTestCaseFilter") ? $"{StreamKey.Test} --filter {Filter}" : StreamKey.Test,
            Iteration = UserValues.TryReadIteration(Iteration, out var iteration) ? iteration : null,
            Action = ReadText(Action, ActionVariable),
            Hypothesis = ReadText(Hypothesis, HypothesisVariable),
            Note = Note,
            Agent = AgentVariables.Find(Environment.GetEnvironmentVariable),
            Commit = Commit,
            Root = Root,
        });
        (Loop, Command, Note) = (inputs.Loop, inputs.Command, inputs.Note);
        Header = Uri.EscapeDataString(InputsJson.Write(inputs));
        Capture = Path.Combine(JournalDirectory, JournalFolder.Captures, AttemptId + ".jsonl");
        CaptureFallback = Path.Combine(FallbackDirectory, AttemptId + ".jsonl");
    }

    /// <summary>
    /// A text as the user typed it. MSBuild unescapes a variable of the environment like any property (<c>%3B</c> becomes a semicolon).
    /// Where the property is the unescaped variable, the variable counts; else -p: or the project gave the text.
    /// </summary>
    private static string ReadText(string property, string variable)
    {
        var unescaped = EscapedCharacter().Replace(variable, match => $"{(char)Convert.ToInt32(match.Value[1..], 16)}");
        return unescaped == property ? variable : property;
    }

    [GeneratedRegex("%[0-9A-Fa-f]{2}")]
    private static partial Regex EscapedCharacter();
}
