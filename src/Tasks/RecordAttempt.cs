using System.Globalization;
using LoopJournal.Git;
using LoopJournal.Model;
using LoopJournal.Recording;
using LoopJournal.Reports;
using LoopJournal.Text;
using Microsoft.Build.Framework;

namespace LoopJournal.Tasks;

/// <summary>
/// Journals one attempt: how a gate judged it, and from the gate's output what its failure was. Never fails a build: what cannot be
/// journaled is said as warning LOOP0002.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class RecordAttempt : StreamTask
{
    /// <summary>
    /// The attempt's number, 0 or more; empty: the last of the stream + 1. A label, it takes part in no verdict. Out: the number that
    /// was recorded.
    /// </summary>
    [Output]
    public string Iteration { get; set; } = "";

    /// <summary>What was tried.</summary>
    public string Action { get; set; } = "";

    /// <summary>Why it should help.</summary>
    public string Hypothesis { get; set; } = "";

    /// <summary>Free text.</summary>
    public string Note { get; set; } = "";

    /// <summary>HEAD, as <c>$(SourceRevisionId)</c> has it; empty outside git.</summary>
    public string Commit { get; set; } = "";

    /// <summary><c>pass</c>, <c>fail</c>, <c>blocked</c> or <c>reset</c>; empty: <c>pass</c> when <see cref="ExitCode"/> is 0, else <c>fail</c>. Out: what was recorded.</summary>
    [Output]
    public string Gate { get; set; } = "";

    /// <summary>The gate's exit code; may be empty where <see cref="Gate"/> is given.</summary>
    public string ExitCode { get; set; } = "";

    /// <summary><c>compile</c>, <c>host</c>, <c>test</c> or <c>command</c>; empty: what the output speaks of, else <c>command</c>.</summary>
    public string Stage { get; set; } = "";

    /// <summary>What the gate printed or left behind, absolute paths: a log, a TRX file, or SARIF files. It tells one failure from another.</summary>
    public string[] GateOutput { get; set; } = [];

    /// <summary>What is known of a failure of which the output says nothing, a few words each: they tell such failures apart.</summary>
    public string[] Causes { get; set; } = [];

    /// <summary>
    /// How to know more of a failure of which nothing is known, in a few words; said when this is one. These are the build's own words, so
    /// they are not quoted: what comes from outside must be quoted before.
    /// </summary>
    public string Advice { get; set; } = "";

    /// <summary>The capture of a test run, an absolute path, in place of <see cref="GateOutput"/>: deleted once the attempt is journaled.</summary>
    public string Capture { get; set; } = "";

    /// <summary>The id that the attempt was given before its gate ran; empty: a new one. Out: that of the record; empty when nothing was recorded.</summary>
    [Output]
    public string AttemptId { get; set; } = "";

    /// <summary>12 hex digits: the same failure has the same ones in every run; empty on pass and reset.</summary>
    [Output]
    public string Fingerprint { get; set; } = "";

    /// <inheritdoc/>
    public override bool Execute()
    {
        LogInputs();
        try
        {
            var recorded = Read() is { } read ? Record(read.Iteration, read.Gate, read.ExitCode) : null;
            AttemptId = "";
            Report(recorded);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // whatever is wrong with us, a run that passes still passes
            Log.LogCodedWarning(Codes.NotWritten, Journal, $"The attempt was not recorded: {Quoted.Of(e.ToString(), 4000)}");
        }

        LogOutputs();
        return true;
    }

    /// <summary>The parameters that are more than text; null, and a warning, when one of them has no meaning.</summary>
    private (long? Iteration, string Gate, int ExitCode)? Read()
    {
        long? iteration = null;
        if (Iteration.Length > 0)
        {
            if (!UserValues.TryReadIteration(Iteration, out var number))
            {
                return Refuse(nameof(Iteration), Iteration, UserValues.IterationsAllowed);
            }

            iteration = number;
        }

        var exitCode = 0;
        if (ExitCode.Length > 0 && !int.TryParse(ExitCode, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exitCode))
        {
            return Refuse(nameof(ExitCode), ExitCode, "a whole number");
        }

        if (Gate.Length == 0 && ExitCode.Length == 0)
        {
            return Refuse(nameof(Gate), "", "pass, fail, blocked or reset; or give ExitCode");
        }

        var gate = Gate.Length > 0 ? Gate : exitCode == 0 ? Gates.Pass : Gates.Fail;
        if (gate is not (Gates.Pass or Gates.Fail or Gates.Blocked or Gates.Reset))
        {
            return Refuse(nameof(Gate), Gate, "pass, fail, blocked or reset");
        }

        return Stage is "" or Stages.Compile or Stages.Host or Stages.Test or Stages.Command
            ? (iteration, gate, exitCode)
            : Refuse(nameof(Stage), Stage, "compile, host, test or command");
    }

    private (long?, string, int)? Refuse(string parameter, string value, string allowed)
    {
        Log.LogCodedWarning(
            Codes.NotWritten, Journal, $"The attempt was not recorded: {parameter} of RecordAttempt is {Quoted.Of(value, 200)}. Allowed: {allowed}.");
        return null;
    }

    private RecordedAttempt? Record(long? iteration, string gate, int exitCode)
    {
        var inputs = new AttemptInputs
        {
            Id = AttemptId.Length > 0 ? AttemptId : AttemptInputs.NewId(),
            Tree = StartSnapshot.TreeOf(AttemptId, BuildEngine),
            Loop = Loop,
            Project = Project,
            Framework = Framework,
            Command = Command,
            Iteration = iteration,
            Action = Action,
            Hypothesis = Hypothesis,
            Note = Note,
            Commit = Commit,
            Root = RepositoryRoot.FindOf(JournalDirectory),
        };
        var recorder = new AttemptRecorder(JournalDirectory, inputs.Root);
        var recorded = Capture.Length > 0 ? recorder.RecordTestRun(Capture, inputs, exitCode) : RecordOutputs(recorder, inputs, gate, exitCode);
        foreach (var claimed in recorder.Claimed)
        {
            Tell(claimed, advice: "");
        }

        return recorded;
    }

    private RecordedAttempt RecordOutputs(AttemptRecorder recorder, AttemptInputs inputs, string gate, int exitCode)
    {
        var outputs = GateOutput.Select(OpenOutput).OfType<Stream>().ToList();
        try
        {
            return recorder.RecordOutputs(inputs, gate, Stage, exitCode, outputs, Causes);
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
            Log.LogMessage(
                MessageImportance.Low,
                "LoopJournal: the log cannot be read, so the failure is known by its exit code alone. {0}",
                Quoted.Of(e.Message));
            return null;
        }
    }

    private void Report(RecordedAttempt? recorded)
    {
        if (recorded is null)
        {
            Log.LogMessage(MessageImportance.Low, "LoopJournal: no test ran, nothing is recorded.");
            return;
        }

        if (recorded.EvidenceProblem.Length > 0)
        {
            Log.LogMessage(MessageImportance.Low, "LoopJournal: {0}", recorded.EvidenceProblem);
        }

        Tell(recorded, recorded.Attempt.Algorithm == Algorithms.Unknown && Advice.Length > 0 ? "; " + OneLine.Of(Advice) : "");
        if (recorded.Problem is null)
        {
            (AttemptId, Command, Iteration, Gate, Fingerprint) = (
                recorded.Attempt.Id, recorded.Attempt.Stream.Command, recorded.Attempt.Iteration.ToString(CultureInfo.InvariantCulture), recorded.Attempt.Gate, recorded.Attempt.Fingerprint);
        }
    }

    private void Tell(RecordedAttempt recorded, string advice)
    {
        var lines = HostText.GetLines(recorded, Journal).ToList();
        lines[^1] += advice;
        lines.ForEach(line => Log.LogMessage(MessageImportance.High, line));
        if (recorded.Problem is { } problem)
        {
            Log.LogCodedWarning(Codes.NotWritten, Journal, HostText.DescribeNotWritten(problem, recorded.Attempt));
            RememberWarning();
        }
    }

    private void LogInputs()
    {
        LogStream();
        Log.LogInput(nameof(Iteration), Iteration);
        Log.LogInput(nameof(Action), Action);
        Log.LogInput(nameof(Hypothesis), Hypothesis);
        Log.LogInput(nameof(Note), Note);
        Log.LogInput(nameof(Commit), Commit);
        Log.LogInput(nameof(Gate), Gate);
        Log.LogInput(nameof(ExitCode), ExitCode);
        Log.LogInput(nameof(Stage), Stage);
        Log.LogInput(nameof(GateOutput), string.Join("; ", GateOutput));
        Log.LogInput(nameof(Causes), string.Join("; ", Causes));
        Log.LogInput(nameof(Capture), Capture);
        Log.LogInput(nameof(AttemptId), AttemptId);
    }

    private void LogOutputs()
    {
        Log.LogOutput(nameof(AttemptId), AttemptId);
        Log.LogOutput(nameof(Command), Command);
        Log.LogOutput(nameof(Iteration), Iteration);
        Log.LogOutput(nameof(Gate), Gate);
        Log.LogOutput(nameof(Fingerprint), Fingerprint);
    }
}
