namespace LoopJournal.Tasks;

/// <summary>
/// Journals one attempt: how a gate judged it, and its failure from the gate's output. Never fails a build: an attempt that cannot
/// be journaled is the warning LOOP0002.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class RecordAttempt : StreamTask
{
    /// <summary>
    /// The attempt's number, 0 or more; empty: the last of the stream + 1. A label, it takes part in no verdict. Out: the number that
    /// was recorded.
    /// </summary>
    [Output] public string Iteration { get; set; } = "";

    /// <summary>What was tried.</summary>
    public string Action { get; set; } = "";

    /// <summary>Why it should help.</summary>
    public string Hypothesis { get; set; } = "";

    /// <summary>Free text.</summary>
    public string Note { get; set; } = "";

    /// <summary>HEAD, as <c>$(SourceRevisionId)</c> has it; empty outside git.</summary>
    public string Commit { get; set; } = "";

    /// <summary>
    /// All of the above but the journal's folder, as <see cref="PrepareAttempt"/> made it; of these parameters, only the command is then
    /// read. For the package's own targets.
    /// </summary>
    public string Header { get; set; } = "";

    /// <summary>
    /// <c>pass</c>, <c>fail</c>, <c>blocked</c> or <c>reset</c>; empty: <c>pass</c> when <see cref="ExitCode"/> is 0, else <c>fail</c>.
    /// Out: the gate that was recorded.
    /// </summary>
    [Output] public string Gate { get; set; } = "";

    /// <summary>The gate's exit code; may be empty where <see cref="Gate"/> is given.</summary>
    public string ExitCode { get; set; } = "";

    /// <summary><c>compile</c>, <c>host</c>, <c>test</c> or <c>command</c>; empty: the kind of the output, else <c>command</c>.</summary>
    public string Stage { get; set; } = "";

    /// <summary>
    /// The gate's output, absolute paths: a log, files of test results (TRX, JUnit XML, CTRF), or SARIF files. It distinguishes failures.
    /// </summary>
    public string[] GateOutput { get; set; } = [];

    /// <summary>
    /// The causes that are known when the output or the capture shows no failure, a few words each. They distinguish such failures.
    /// </summary>
    public string[] Causes { get; set; } = [];

    /// <summary>
    /// How to know more of such a failure, in a few words, for the end of the attempt's line. These are the build's own words, so they are
    /// not quoted: a target quotes text from outside.
    /// </summary>
    public string Advice { get; set; } = "";

    /// <summary>The capture of a test run, absolute, in place of <see cref="GateOutput"/>; deleted when the attempt is journaled.</summary>
    public string Capture { get; set; } = "";

    /// <summary>
    /// The test assembly, absolute, with <see cref="Capture"/>: its symbols show whether it was compiled from the files of now.
    /// </summary>
    public string Assembly { get; set; } = "";

    /// <summary>The files of the project that are compiled, absolute.</summary>
    public string[] Sources { get; set; } = [];

    /// <summary>Whether the tests ran without a build before them.</summary>
    public bool SkipsBuild { get; set; }

    /// <summary>
    /// The id that the attempt got before its gate ran; empty: a new one. Out: that of the record; empty when nothing was recorded.
    /// </summary>
    [Output] public string AttemptId { get; set; } = "";

    /// <summary>K of the verdict on the attempt, for the <see cref="CheckStall"/> that follows; 3 when empty.</summary>
    public string StallThreshold { get; set; } = "";

    /// <summary>12 hex digits, the same for the same failure in every run; empty on pass and reset.</summary>
    [Output] public string Fingerprint { get; set; } = "";

    private protected override void Run()
    {
        try
        {
            var recorded = Read() is var (iteration, gate, exitCode) ? Record(GetInputs(iteration), gate, exitCode) : null;
            AttemptId = "";
            Report(recorded);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A fault of the recorder does not fail a run that passes
            LogWarning(Codes.NotWritten, Journal, $"The attempt was not recorded: {Quoted.From(e.ToString(), 4000)}");
        }
    }

    /// <summary>Reads the parameters that are more than text; null, and a warning, when a value is not allowed.</summary>
    private (long? Iteration, string Gate, int ExitCode)? Read()
    {
        var hasIteration = UserValues.TryReadIteration(Iteration, out var iteration);
        var hasExitCode = int.TryParse(ExitCode, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exitCode);
        var gate = Gate.Length > 0 || !hasExitCode ? Gate : exitCode == 0 ? Gates.Pass : Gates.Fail;
        var isGate = gate is Gates.Pass or Gates.Fail or Gates.Blocked or Gates.Reset;
        var isStage = Stage is "" or Stages.Compile or Stages.Host or Stages.Test or Stages.Command;
        return Check(nameof(Iteration), Iteration, hasIteration || Iteration.Length == 0, UserValues.IterationsAllowed)
            && Check(nameof(ExitCode), ExitCode, hasExitCode || ExitCode.Length == 0, "a whole number")
            && Check(nameof(Gate), gate, isGate, "pass, fail, blocked or reset; or give ExitCode")
            && Check(nameof(Stage), Stage, isStage, "compile, host, test or command")
            ? (hasIteration ? iteration : null, gate, exitCode)
            : null;
    }

    private bool Check(string parameter, string value, bool isAllowed, string allowed)
    {
        if (!isAllowed)
        {
            var problem = $"{parameter} of RecordAttempt is {Quoted.From(value, 200)}. Allowed: {allowed}.";
            LogWarning(Codes.NotWritten, Journal, $"The attempt was not recorded: {problem}");
        }

        return isAllowed;
    }

    private AttemptInputs GetInputs(long? iteration)
    {
        var inputs = PrepareAttempt.ReadHeader(Header) ?? new AttemptInputs
        {
            Loop = Loop,
            Project = Project,
            Framework = Framework,
            Iteration = iteration,
            Action = Action,
            Hypothesis = Hypothesis,
            Note = Note,
            Agent = AgentVariables.Find(Environment.GetEnvironmentVariable),
            Commit = Commit,
            Root = RepositoryFolder,
        };
        return inputs with
        {
            Id = AttemptId.Length > 0 ? AttemptId : AttemptInputs.CreateId(),
            Tree = StartSnapshot.TakeTree(AttemptId, BuildEngine),
            Command = Command.Length > 0 ? Command : inputs.Command,
            Assembly = Assembly,
            Sources = Sources,
            SkipsBuild = SkipsBuild,
        };
    }

    private RecordedAttempt? Record(AttemptInputs inputs, string gate, int exitCode)
    {
        var threshold = UserValues.TryReadThreshold(StallThreshold, out var given) ? given : StallDetector.DefaultThreshold;
        var recorder = new AttemptRecorder(JournalDirectory, inputs.Root, threshold);
        var recorded = Capture.Length > 0
            ? recorder.RecordTestRun(Capture, inputs, exitCode, Causes)
            : RecordOutputs(recorder, inputs, gate, exitCode);
        recorder.Claimed.ToList().ForEach(claimed => Report(claimed, advice: ""));
        if (recorded is not null)
        {
            Remember(recorded, inputs.Id);
        }

        return recorded;
    }

    private RecordedAttempt RecordOutputs(AttemptRecorder recorder, AttemptInputs inputs, string gate, int exitCode)
    {
        var outputs = GateOutput.Select(OpenOutput).OfType<Stream>().ToList();
        try
        {
            return recorder.RecordOutputs(inputs, gate, Stage, exitCode, new(outputs), Causes);
        }
        finally
        {
            outputs.ForEach(output => output.Dispose());
        }
    }

    private FileStream? OpenOutput(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogDetail($"The log cannot be read, so the exit code alone identifies the failure. {Quoted.From(e.Message)}");
            return null;
        }
    }

    private void Report(RecordedAttempt? recorded)
    {
        if (recorded is null)
        {
            LogDetail("Nothing was recorded: no test ran.");
            return;
        }

        if (recorded.EvidenceProblem.Length > 0)
        {
            LogDetail(recorded.EvidenceProblem);
        }

        var attempt = recorded.Attempt;
        Report(recorded, attempt.Algorithm == Algorithms.Unknown && Advice.Length > 0 ? "; " + OneLine.From(Advice) : "");
        if (recorded.IsWritten)
        {
            (AttemptId, Command, Gate, Fingerprint) = (attempt.Id, attempt.Stream.Command, attempt.Gate, attempt.Fingerprint);
            Iteration = attempt.Iteration.ToString(CultureInfo.InvariantCulture);
        }
    }
}
