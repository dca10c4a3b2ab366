using LoopJournal.Capture;
using LoopJournal.Git;
using LoopJournal.Model;
using LoopJournal.Recording;
using LoopJournal.Reports;
using LoopJournal.Text;
using Microsoft.Build.Framework;

namespace LoopJournal.Tasks;

/// <summary>
/// Runs before a gate: checks what the user typed (LOOP0001, before any test runs), finds the journal's folder, and names the attempt.
/// Writes nothing. Called by the package's own targets alone.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class PrepareAttempt : Microsoft.Build.Utilities.Task
{
    /// <summary>The project file, absolute.</summary>
    [Required]
    public string ProjectFile { get; set; } = "";

    /// <summary>The target framework.</summary>
    public string Framework { get; set; } = "";

    /// <summary>The filter of the test run as it was given to the runner; empty: none.</summary>
    public string Filter { get; set; } = "";

    /// <summary><c>$(LoopId)</c>.</summary>
    public string LoopId { get; set; } = "";

    /// <summary>The branch, as <c>$(SourceBranchName)</c> has it (<c>refs/heads/main</c>); empty when detached or outside git.</summary>
    public string Branch { get; set; } = "";

    /// <summary>HEAD, as <c>$(SourceRevisionId)</c> has it; empty outside git.</summary>
    public string Commit { get; set; } = "";

    /// <summary><c>$(LoopIteration)</c>.</summary>
    public string Iteration { get; set; } = "";

    /// <summary><c>$(LoopAction)</c>.</summary>
    public string Action { get; set; } = "";

    /// <summary><c>$(LoopHypothesis)</c>.</summary>
    public string Hypothesis { get; set; } = "";

    /// <summary><c>$(LoopNote)</c>.</summary>
    public string Note { get; set; } = "";

    /// <summary><c>$(LoopJournalEnabled)</c>.</summary>
    public string Enabled { get; set; } = "";

    /// <summary><c>$(LoopJournalDirectory)</c>: absolute, or relative to the repository's root.</summary>
    [Required]
    public string Directory { get; set; } = "";

    /// <summary><c>$(LoopJournalStallThreshold)</c>.</summary>
    public string StallThreshold { get; set; } = "";

    /// <summary><c>$(LoopJournalStallSeverity)</c>.</summary>
    public string StallSeverity { get; set; } = "";

    /// <summary><c>$(LoopJournalRecordBuilds)</c>.</summary>
    public string RecordBuilds { get; set; } = "";

    /// <summary><c>$(LoopJournalCompileErrors)</c>.</summary>
    public string CompileErrors { get; set; } = "";

    /// <summary>Where a capture goes when the journal's folder cannot be made: the project's obj folder, absolute.</summary>
    public string FallbackDirectory { get; set; } = "";

    /// <summary>Whether a wrong value is no error here but <see cref="Problem"/>, for a host whose user would not see the error.</summary>
    public bool HandsOnProblem { get; set; }

    /// <summary>The wrong values, each as an error's line; empty when there are none.</summary>
    [Output]
    public string Problem { get; set; } = "";

    /// <summary>The journal's folder, absolute.</summary>
    [Output]
    public string JournalDirectory { get; set; } = "";

    /// <summary>The repository's root, absolute.</summary>
    [Output]
    public string Root { get; set; } = "";

    /// <summary>The attempt's id.</summary>
    [Output]
    public string AttemptId { get; set; } = "";

    /// <summary>The stream's loop.</summary>
    [Output]
    public string Loop { get; set; } = "";

    /// <summary>The stream's project: relative to the repository, with forward slashes.</summary>
    [Output]
    public string Project { get; set; } = "";

    /// <summary>The stream's command.</summary>
    [Output]
    public string Command { get; set; } = "";

    /// <summary>The capture's first line, percent-encoded.</summary>
    [Output]
    public string CaptureHeader { get; set; } = "";

    /// <summary>Where the run's capture goes, absolute.</summary>
    [Output]
    public string CaptureFile { get; set; } = "";

    /// <summary>Where it goes when that place cannot be written, absolute.</summary>
    [Output]
    public string CaptureFallback { get; set; } = "";

    /// <inheritdoc/>
    public override bool Execute()
    {
        LogInputs();
        CheckValues();
        if (!Log.HasLoggedErrors && Problem.Length == 0)
        {
            Prepare();
            LogOutputs();
        }

        return !Log.HasLoggedErrors;
    }

    private void CheckValues()
    {
        Check("LoopIteration", Iteration, Iteration.Length == 0 || UserValues.TryReadIteration(Iteration, out _), UserValues.IterationsAllowed);
        Check("LoopJournalEnabled", Enabled, Enabled.ToLowerInvariant() is "true" or "false", "true or false");
        Check("LoopJournalStallThreshold", StallThreshold, UserValues.TryReadThreshold(StallThreshold, out _), UserValues.ThresholdsAllowed);
        Check("LoopJournalStallSeverity", StallSeverity, UserValues.TryReadSeverity(StallSeverity, out _), UserValues.SeveritiesAllowed);
        Check("LoopJournalRecordBuilds", RecordBuilds, RecordBuilds.ToLowerInvariant() is "auto" or "true" or "false", "auto, true or false");
        Check("LoopJournalCompileErrors", CompileErrors, CompileErrors.ToLowerInvariant() is "auto" or "true" or "false", "auto, true or false");
        Check("LoopJournalDirectory", Directory, Directory.IndexOfAny(Path.GetInvalidPathChars()) < 0, "a path, absolute or relative to the repository's root");
    }

    private void Check(string property, string value, bool isAllowed, string allowed)
    {
        if (isAllowed)
        {
            return;
        }

        var problem = $"The property {property} is {Quoted.Of(value, 200)}. Allowed: {allowed}. Nothing was run.";
        if (HandsOnProblem)
        {
            Problem += $"{(Problem.Length > 0 ? "\n" : "")}{OneLine.Of(ProjectFile)} : error {Codes.BadValue}: {problem}";
        }
        else
        {
            Log.LogCodedError(Codes.BadValue, ProjectFile, problem);
        }
    }

    private void Prepare()
    {
        Root = RepositoryRoot.Find(Path.GetDirectoryName(ProjectFile)!);
        AttemptId = AttemptInputs.NewId();
        JournalDirectory = Path.GetFullPath(Directory, Root);
        Loop = LoopId.Length > 0 ? LoopId : Branch.StartsWith("refs/heads/", StringComparison.Ordinal) ? Branch["refs/heads/".Length..] : Branch;
        Project = Path.GetRelativePath(Root, ProjectFile).Replace('\\', '/');
        Command = Filter.Length == 0 ? StreamKey.Test : $"{StreamKey.Test} --filter {Filter}";
        var stream = AttemptLimits.Apply(new StreamKey(Loop, Project, Framework, Command));
        (Loop, Command) = (stream.Loop, stream.Command);
        var inputs = new AttemptInputs
        {
            Id = AttemptId,
            Loop = Loop,
            Project = Project,
            Framework = Framework,
            Command = Command,
            Iteration = UserValues.TryReadIteration(Iteration, out var iteration) ? iteration : null,
            Action = Action,
            Hypothesis = Hypothesis,
            Note = Note,
            Commit = Commit,
            Root = Root,
        };
        CaptureHeader = Uri.EscapeDataString(AttemptLimits.Apply(inputs).ToJson());
        CaptureFile = Path.Combine(JournalDirectory, JournalFolder.Captures, AttemptId + ".jsonl");
        CaptureFallback = Path.Combine(FallbackDirectory, AttemptId + ".jsonl");
    }

    private void LogInputs()
    {
        Log.LogInput("LoopIteration", Iteration);
        Log.LogInput("LoopAction", Action);
        Log.LogInput("LoopHypothesis", Hypothesis);
        Log.LogInput("LoopNote", Note);
        Log.LogInput("LoopId", LoopId);
        Log.LogInput("LoopJournalEnabled", Enabled);
        Log.LogInput("LoopJournalDirectory", Directory);
        Log.LogInput("LoopJournalStallThreshold", StallThreshold);
        Log.LogInput("LoopJournalStallSeverity", StallSeverity);
        Log.LogInput("TargetFramework", Framework);
        Log.LogInput("VSTestTestCaseFilter", Filter);
        Log.LogInput("SourceBranchName", Branch);
        Log.LogInput("SourceRevisionId", Commit);
    }

    private void LogOutputs()
    {
        Log.LogOutput("LoopJournalFolder", JournalDirectory);
        Log.LogOutput(nameof(Root), Root);
        Log.LogOutput(nameof(AttemptId), AttemptId);
        Log.LogOutput("LoopJournalLoop", Loop);
        Log.LogOutput("LoopJournalProject", Project);
        Log.LogOutput(nameof(Command), Command);
        Log.LogOutput(nameof(CaptureFile), CaptureFile);
    }
}
