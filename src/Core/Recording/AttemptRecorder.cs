using System.Globalization;
using LoopJournal.Capture;
using LoopJournal.Evidence;
using LoopJournal.Fingerprints;
using LoopJournal.Journal;
using LoopJournal.Model;
using LoopJournal.Snapshots;
using LoopJournal.Text;
using LoopJournal.Verdicts;

namespace LoopJournal.Recording;

/// <summary>The one way in, used by every host: takes evidence of a gate's run and journals it as an attempt.</summary>
/// <param name="directory">The journal's folder, absolute.</param>
/// <param name="root">The repository's root, absolute.</param>
/// <param name="name">The journal's file name, where it is not the usual one.</param>
public sealed class AttemptRecorder(string directory, string root, string name = JournalFolder.Journal)
{
    private readonly JournalFolder _folder = new(directory, root);
    private readonly JournalFile _journal = new(directory, root, name);
    private readonly WorkingTree _snapshots = new(root, directory);
    private readonly List<RecordedAttempt> _claimed = [];

    /// <summary>How long to wait for a capture that somebody else has.</summary>
    internal TimeSpan CaptureWait { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The attempts of other runs that were journaled on the way, for the host to tell of.</summary>
    public IReadOnlyList<RecordedAttempt> Claimed => _claimed;

    private JournalReader Journal => new(_journal.Path, root);

    /// <summary>
    /// Starts to take a snapshot of the working tree, right before a gate, and returns at once; makes the journal's folder, which holds it.
    /// </summary>
    /// <returns>The tree's id, within <see cref="WorkingTree.DefaultLimit"/>; empty where it is not known. Never faults.</returns>
    public Task<string> StartSnapshotAsync()
    {
        try
        {
            _folder.Ensure();
            return _snapshots.StartAsync();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Task.FromResult("");
        }
    }

    /// <summary>Journals the runs that were killed, or whose recorder was: see <see cref="Claimed"/>. Where there are none, it costs a listing of a folder.</summary>
    public void Claim() => Claim(DateTime.MaxValue, except: "");

    /// <summary>
    /// Journals a test run from its capture, then deletes the capture. Null when there is nothing to record: no test ran, and the
    /// runner is content with that. Where somebody else has claimed the capture, the attempt is as they recorded it.
    /// </summary>
    /// <param name="capture">The capture file; where it is missing or cannot be read, the attempt is journaled from <paramref name="inputs"/>.</param>
    /// <param name="inputs">What is known of the attempt besides.</param>
    /// <param name="exitCode">The runner's.</param>
    public RecordedAttempt? RecordTestRun(string capture, AttemptInputs inputs, int exitCode)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        Claim(inputs.Began, except: Path.GetFileName(capture));
        using var held = HeldCapture.Take(capture, CaptureWait);
        if (held is null && Find(inputs.Id) is { } claimed)
        {
            return claimed;
        }

        var run = held?.Run;
        if (run is null && exitCode == 0)
        {
            return CanMake(capture, inputs) ? null : new RecordedAttempt(
                ToAttempt(inputs, GateResult.Passed(Stages.Test), DateTime.UtcNow),
                StallCount: 0,
                JournalCreated: false,
                $"The test runner could not write its capture, {Quoted.Of(capture)}. Make its folder one that can be written.");
        }

        var result = run is not null
            ? TestRun.Judge(run, exitCode)
            : GateResult.Unknown(Gates.Blocked, Stages.Host, inputs.Project, exitCode);
        var recorded = result is null ? null : Record((run?.Inputs ?? inputs) with { Tree = inputs.Tree }, result, DateTime.UtcNow);
        if (run is not null && (recorded is not { Problem: not null } || !CanBeClaimed(capture)))
        {
            held?.Delete();
        }

        return recorded;
    }

    /// <summary>The attempt of a capture that somebody else has claimed, waited for while they are at it; null where nobody has.</summary>
    /// <param name="capture">The capture file, which need not be there any more.</param>
    public RecordedAttempt? FindClaimed(string capture)
    {
        HeldCapture.Take(capture, CaptureWait)?.Dispose();
        return Find(Path.GetFileNameWithoutExtension(capture));
    }

    /// <summary>Journals an attempt from what its gate printed or left in a file.</summary>
    /// <param name="inputs">What is known of the attempt.</param>
    /// <param name="gate">One of <see cref="Gates"/>.</param>
    /// <param name="stage">One of <see cref="Stages"/>; empty: what the output speaks of, else a command.</param>
    /// <param name="exitCode">The gate's, where it is known; else 0.</param>
    /// <param name="output">
    /// A log, a TRX or a SARIF file, left open; null when there is none. Not read when nothing failed. Where it cannot be read to its end,
    /// <see cref="RecordedAttempt.EvidenceProblem"/> says so.
    /// </param>
    /// <param name="duration">How long the gate took; null when not known.</param>
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
    public RecordedAttempt RecordOutputs(
        AttemptInputs inputs, string gate, string stage, int exitCode, IReadOnlyList<Stream> outputs, IReadOnlyList<string> causes, TimeSpan? duration = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(outputs);
        Claim(inputs.Began, except: "");
        var output = gate is Gates.Pass or Gates.Reset ? null : GateOutput.Read(outputs, new RepositoryPaths(inputs.Root, File.Exists));
        var result = gate switch
        {
            Gates.Pass => GateResult.Passed(stage),
            Gates.Reset => GateResult.Reset(stage),
            _ => GateResult.FailedWith(gate, stage, inputs.Project, exitCode, output, causes),
        };
        result = result with { Stage = result.Stage.Length > 0 ? result.Stage : Stages.Command, Duration = duration };
        return Record(inputs, result, DateTime.UtcNow) with { EvidenceProblem = output?.Problem ?? "" };
    }

    /// <remarks>
    /// An attempt claims what was left before it began. Projects that are tested side by side end side by side: what one of them has
    /// just written is about to be journaled by its own recorder, which knows the runner's exit code and the snapshot.
    /// </remarks>
    private void Claim(DateTime writtenBy, string except)
    {
        // captures belong to the journal beside them, not to a copy that somebody asks about
        if (name == JournalFolder.Journal)
        {
            _claimed.AddRange(new CaptureClaims(_folder, Journal, Record).Take(writtenBy, except));
        }
    }

    /// <summary>Tells a runner that was asked for no test, which leaves no capture, from one that could not write it.</summary>
    private bool CanMake(string capture, AttemptInputs inputs)
    {
        using (var probe = CaptureWriter.TryCreate(capture, root, fallback: null, AttemptLimits.Apply(inputs).ToJson()))
        {
            if (probe is null)
            {
                return false;
            }
        }

        File.Delete(capture);
        return true;
    }

    // one in the fallback place is nobody's any more: the host shows the record that could not be written
    private bool CanBeClaimed(string capture) => Path.GetDirectoryName(capture) == Path.Combine(directory, JournalFolder.Captures);

    private RecordedAttempt? Find(string id)
    {
        try
        {
            return id.Length > 0 && Journal.Find(id) is { } attempt ? Known(attempt) : null;
        }
        catch (JournalException)
        {
            return null; // said when the attempt itself is written
        }
    }

    private RecordedAttempt Known(Attempt attempt) =>
        new(AttemptLimits.Apply(attempt), StallCount(attempt.Stream), JournalCreated: false, Problem: null);

    /// <summary>How many attempts at the stream's end failed in the same way; 0 where the journal cannot be read.</summary>
    private int StallCount(StreamKey stream)
    {
        try
        {
            return StallDetector.Analyze(Journal.Tail(stream).Attempts, StallDetector.DefaultThreshold).StallCount;
        }
        catch (JournalException)
        {
            return 0; // The attempt is written; the host reports the fault when it asks for the verdict.
        }
    }

    /// <summary>Journals an attempt. Never throws for the journal's sake: what went wrong is in <see cref="RecordedAttempt.Problem"/>.</summary>
    private RecordedAttempt Record(AttemptInputs inputs, GateResult result, DateTime ended)
    {
        var attempt = ToAttempt(inputs, result, ended);
        bool created;
        try
        {
            var before = Journal.Newest(attempt.Stream);
            if (before is { Id.Length: > 0 } && before.Id == attempt.Id)
            {
                return Known(before); // whoever claimed it was stopped before the capture was deleted
            }

            attempt = attempt with { Iteration = inputs.Iteration ?? (before?.Iteration ?? 0) + 1, Changed = ChangedSince(before, inputs.Tree) };
            created = _journal.Append(attempt).Created;
        }
        catch (JournalException e)
        {
            return new RecordedAttempt(attempt, StallCount: 0, JournalCreated: false, e.Message);
        }

        if (name == JournalFolder.Journal)
        {
            FailingProjects.Note(_folder, attempt);
        }

        var stallCount = StallCount(attempt.Stream);
        TrimSnapshots();
        return new RecordedAttempt(attempt, stallCount, created, Problem: null) { SnapshotsPause = attempt.Tree.Length == 0 && _snapshots.HavePaused };
    }

    private void TrimSnapshots()
    {
        try
        {
            _snapshots.TrimAsync(TreesToKeep(Journal)).GetAwaiter().GetResult();
        }
        catch (JournalException)
        {
            // The journal cannot be read, so all trees stay: it alone tells which of them are needed.
        }
    }

    private List<string>? ChangedSince(Attempt? before, string tree) =>
        before is { Tree.Length: > 0 } && tree.Length > 0 && _snapshots.ChangedAsync(before.Tree, tree).GetAwaiter().GetResult() is { } files
            ? AttemptLimits.Files(files)
            : null;

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

    /// <summary>Masks and cuts the attempt, after its evidence was fingerprinted: what is shown and written is this object.</summary>
    private static Attempt ToAttempt(AttemptInputs inputs, GateResult result, DateTime ended) =>
        AttemptLimits.Apply(new Attempt
        {
            Iteration = inputs.Iteration ?? 1,
            Action = inputs.Action,
            Hypothesis = inputs.Hypothesis,
            Note = inputs.Note,
            Commit = inputs.Commit,
            Timestamp = ended.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
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
                    .Select(f => new RecordedFailure(f.Name, f.Type, f.Message, f.Site, FailureSetFingerprint.Of(result.Algorithm, f)))
                    .Distinct(),
            ],
            FailuresOmitted = result.FailuresOmitted,
        });
}

/// <summary>What became of an attempt that was to be journaled.</summary>
/// <param name="Attempt">The record, masked and cut.</param>
/// <param name="StallCount">
/// How many attempts of the stream failed in this way in a row, this one included; 0 where that is not known.
/// </param>
/// <param name="JournalCreated">Whether this record is the first of a new journal.</param>
/// <param name="Problem">Why the record is not in the journal, for people; null when it is.</param>
public sealed record RecordedAttempt(Attempt Attempt, int StallCount, bool JournalCreated, string? Problem)
{
    /// <summary>Whether this attempt is the third in a row whose snapshot did not end in time: most of the next ones have none.</summary>
    public bool SnapshotsPause { get; init; }

    /// <summary>See <see cref="GateOutput.Problem"/>.</summary>
    public string EvidenceProblem { get; init; } = "";
}
