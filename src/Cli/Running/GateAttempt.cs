namespace LoopJournal.Cli.Running;

/// <summary>A command that was run as the gate of an attempt, and journaled.</summary>
/// <param name="Run">How the command ended.</param>
/// <param name="Recorded">The attempt.</param>
/// <param name="Gate">One of <see cref="Gates"/>: how the command judged.</param>
/// <param name="ResultsProblem">See <see cref="ResultFiles.Problem"/>.</param>
/// <param name="Recorder">The recorder, which knows the attempts of other runs that it journaled.</param>
internal sealed record GateAttempt(
    GateRun Run, RecordedAttempt Recorded, string Gate, string ResultsProblem, AttemptRecorder Recorder) : IDisposable
{
    /// <summary>How long the command waits for the snapshot. Else it would have the files that the command writes at its start.</summary>
    private static readonly TimeSpan SnapshotLead = TimeSpan.FromMilliseconds(250);

    /// <summary>The attempts that show how the gate ended: its own where it journaled some.</summary>
    public IReadOnlyList<Attempt> Attempts => Recorded.IsNested ? Recorded.Nested : [Recorded.Attempt];

    /// <summary>Whether the command failed, and only known failures remained in all of its own attempts.</summary>
    public bool IsAllKnown =>
        Recorded.Nested.Any(attempt => attempt.IsAllKnown) && Recorded.Nested.All(attempt => attempt.HasPassed);

    /// <summary>Runs the command and journals how it ended.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="inputs">The attempt's inputs from before, without the tree.</param>
    /// <param name="location">The journal.</param>
    /// <param name="k">The threshold of the verdict.</param>
    /// <param name="patterns">The files of test results, besides those that are known of the command.</param>
    /// <param name="settings">How the command is run.</param>
    /// <exception cref="CannotStartException">The command cannot be started; nothing is recorded.</exception>
    public static GateAttempt Record(
        string[] command, AttemptInputs inputs, JournalLocation location, int k, IEnumerable<string> patterns, CommandSettings settings)
    {
        var recorder = location.CreateRecorder(k);
        var snapshot = recorder.StartSnapshotAsync();
        snapshot.Wait(SnapshotLead);
        using var files = ResultFiles.Remember(settings.Directory, [.. patterns, .. ResultPattern.FindKnown(command)]);
        var since = recorder.GetJournalLength();
        var run = GateCommand.Run(command, settings);
        var gate = run.IsBlocked ? Gates.Blocked : run.ExitCode == 0 ? Gates.Pass : Gates.Fail;
        inputs = inputs with { Tree = snapshot.GetAwaiter().GetResult() };
        var outputs = files.Open(run.Log);
        var stage = outputs.Log is null ? Stages.Command : ""; // files of results say what was gated
        var recorded = recorder.RecordOutputs(inputs, gate, stage, run.ExitCode, outputs, causes: null, run.Duration, since);
        return new(run, recorded, gate, files.Problem, recorder);
    }

    public void Dispose() => Run.Log.Dispose();
}
