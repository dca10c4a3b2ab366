using System.Globalization;
using LoopJournal.Capture;
using LoopJournal.Evidence;
using LoopJournal.Fingerprints;
using LoopJournal.Journal;
using LoopJournal.Stalls;
using LoopJournal.WorkingTree;

namespace LoopJournal;

/// <summary>The one way in, used by every host: takes evidence of a gate's run and journals it as an attempt.</summary>
/// <param name="directory">The journal's folder, absolute.</param>
/// <param name="root">The repository's root, absolute.</param>
/// <param name="name">The journal's file name, where it is not the usual one.</param>
public sealed class AttemptRecorder(string directory, string root, string name = JournalFolder.Journal)
{
    private readonly JournalFile _journal = new(directory, root, name);
    private readonly Snapshots _snapshots = new(root, directory);

    /// <summary>
    /// Starts to take a snapshot of the working tree, right before a gate, and returns at once; makes the journal's folder, which holds it.
    /// </summary>
    /// <returns>The tree's id, within <see cref="Snapshots.DefaultLimit"/>; empty where it is not known. Never faults.</returns>
    public Task<string> StartSnapshotAsync()
    {
        try
        {
            JournalFolder.Ensure(directory);
            return _snapshots.StartAsync();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Task.FromResult("");
        }
    }

    /// <summary>
    /// Journals a test run from its capture, then deletes the capture. Null when there is nothing to record: no test ran, and the
    /// runner is content with that.
    /// </summary>
    /// <param name="capture">The capture file; where it is missing or cannot be read, the attempt is journaled from <paramref name="inputs"/>.</param>
    /// <param name="inputs">What is known of the attempt besides.</param>
    /// <param name="exitCode">The runner's.</param>
    public RecordedAttempt? RecordTestRun(string capture, AttemptInputs inputs, int exitCode)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var run = ReadCapture(capture);
        var result = run is not null ? TestRun.Judge(run, exitCode)
            : exitCode != 0 ? GateResult.Unknown(Gates.Blocked, Stages.Host, inputs.Project, exitCode)
            : null;
        var recorded = result is null ? null : Record((run?.Inputs ?? inputs) with { Tree = inputs.Tree }, result);
        if (run is not null && recorded is not { Problem: not null })
        {
            Delete(capture);
        }

        return recorded;
    }

    /// <summary>Journals an attempt from what its gate printed or left in a file.</summary>
    /// <param name="inputs">What is known of the attempt.</param>
    /// <param name="gate">One of <see cref="Gates"/>.</param>
    /// <param name="stage">One of <see cref="Stages"/>; empty: what the output speaks of, else a command.</param>
    /// <param name="exitCode">The gate's, where it is known; else 0.</param>
    /// <param name="output">A log, a TRX or a SARIF file, left open; null when there is none. Not read when nothing failed.</param>
    /// <param name="duration">How long the gate took; null when not known.</param>
    /// <exception cref="IOException">The output cannot be read.</exception>
    public RecordedAttempt RecordOutput(AttemptInputs inputs, string gate, string stage, int exitCode, Stream? output, TimeSpan? duration = null) =>
        RecordOutputs(inputs, gate, stage, exitCode, output is null ? [] : [output], [], duration);

    /// <summary>Journals an attempt from all that its gate left: the projects of a build each leave a file.</summary>
    /// <param name="inputs">What is known of the attempt.</param>
    /// <param name="gate">One of <see cref="Gates"/>.</param>
    /// <param name="stage">One of <see cref="Stages"/>; empty: what the outputs speak of, else a command.</param>
    /// <param name="exitCode">The gate's, where it is known; else 0.</param>
    /// <param name="outputs">Logs, TRX or SARIF files, left open. Not read when nothing failed.</param>
    /// <param name="causes">What is known where the outputs say nothing; see <see cref="GateResult.Unknown"/>.</param>
    /// <param name="duration">How long the gate took; null when not known.</param>
    /// <exception cref="IOException">An output cannot be read.</exception>
    public RecordedAttempt RecordOutputs(
        AttemptInputs inputs, string gate, string stage, int exitCode, IReadOnlyList<Stream> outputs, IReadOnlyList<string> causes, TimeSpan? duration = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(outputs);
        var result = gate switch
        {
            Gates.Pass => GateResult.Passed(stage),
            Gates.Reset => GateResult.Reset(stage),
            _ => GateResult.FailedWith(
                gate, stage, inputs.Project, exitCode, GateOutput.Read(outputs, new RepositoryPaths(inputs.Root, File.Exists)), causes),
        };
        return Record(inputs, result with { Stage = result.Stage.Length > 0 ? result.Stage : Stages.Command, Duration = duration });
    }

    private static CapturedRun? ReadCapture(string path)
    {
        try
        {
            return CaptureFile.Read(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>A capture that stays is no harm: its attempt has an id, and counts once.</summary>
    private static void Delete(string capture)
    {
        try
        {
            File.Delete(capture);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    /// <summary>Journals an attempt. Never throws for the journal's sake: what went wrong is in <see cref="RecordedAttempt.Problem"/>.</summary>
    private RecordedAttempt Record(AttemptInputs inputs, GateResult result)
    {
        var attempt = ToAttempt(inputs, result);
        var journal = new JournalReader(_journal.Path);
        try
        {
            var before = journal.Newest(inputs.Stream);
            attempt = attempt with { Iteration = inputs.Iteration ?? (before?.Iteration ?? 0) + 1, Changed = ChangedSince(before, inputs.Tree) };
            var created = _journal.Append(attempt).Created;
            if (name == JournalFolder.Journal)
            {
                FailingProjects.Note(directory, attempt);
            }

            var verdict = StallDetector.Analyze(journal.Tail(inputs.Stream).Attempts, StallDetector.DefaultThreshold);
            _snapshots.TrimAsync(TreesToKeep(journal)).GetAwaiter().GetResult();
            return new RecordedAttempt(attempt, verdict.StallCount, created, Problem: null);
        }
        catch (JournalException e)
        {
            return new RecordedAttempt(attempt, StallCount: 0, JournalCreated: false, e.Message);
        }
    }

    private IReadOnlyList<string>? ChangedSince(Attempt? before, string tree) =>
        before is { Tree.Length: > 0 } && tree.Length > 0 ? _snapshots.ChangedAsync(before.Tree, tree).GetAwaiter().GetResult() : null;

    /// <summary>The newest attempt's tree, and each stream's best. Read only when the snapshots have grown too large.</summary>
    private static IEnumerable<string> TreesToKeep(JournalReader journal)
    {
        if (journal.Newest() is { } newest)
        {
            yield return newest.Tree;
        }

        foreach (var stream in journal.OldestFirst().Select(attempt => attempt.Stream).ToHashSet())
        {
            yield return StallDetector.Analyze(journal.Tail(stream).Attempts, StallDetector.DefaultThreshold).Best?.Tree ?? "";
        }
    }

    private static Attempt ToAttempt(AttemptInputs inputs, GateResult result)
    {
        return new Attempt
        {
            Iteration = inputs.Iteration ?? 1,
            Action = inputs.Action,
            Hypothesis = inputs.Hypothesis,
            Note = inputs.Note,
            Commit = inputs.Commit,
            Timestamp = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            Id = inputs.Id,
            Stream = inputs.Stream,
            Tree = inputs.Tree,
            Gate = result.Gate,
            Stage = result.Stage,
            Algorithm = result.Algorithm,
            Fingerprint = result.Fingerprint,
            Detail = result.Detail,
            Tests = result.Tests,
            Duration = result.Duration,
            Failures =
            [
                .. result.Failures
                    .Select(f => new RecordedFailure(f.Id, f.Type, f.Message, f.Site, FailureSetFingerprint.Of(result.Algorithm, f)))
                    .Distinct(),
            ],
        };
    }
}

/// <summary>What became of an attempt that was to be journaled.</summary>
/// <param name="Attempt">The record.</param>
/// <param name="StallCount">How many attempts of the stream failed in this way in a row, this one included.</param>
/// <param name="JournalCreated">Whether this record is the first of a new journal.</param>
/// <param name="Problem">Why the record is not in the journal, for people; null when it is.</param>
public sealed record RecordedAttempt(Attempt Attempt, int StallCount, bool JournalCreated, string? Problem);
