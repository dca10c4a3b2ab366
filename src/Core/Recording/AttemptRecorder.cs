using LoopJournal.Evidence;
using LoopJournal.Journal;
using LoopJournal.Snapshots;
using LoopJournal.Text;
using LoopJournal.Verdicts;

namespace LoopJournal.Recording;

/// <summary>Records attempts for every host: reads the evidence that a gate's run left, and journals it as an attempt.</summary>
/// <param name="directory">The journal's folder, absolute.</param>
/// <param name="root">The repository's root, absolute.</param>
/// <param name="threshold">K: how many attempts that fail in the same way make a stall.</param>
/// <param name="name">The journal's file name, where it is not the usual one.</param>
internal sealed class AttemptRecorder(
    string directory, string root, int threshold = StallDetector.DefaultThreshold, string name = JournalFolder.Journal)
{
    private readonly JournalFolder _folder = new(directory, root);
    private readonly AttemptWriter _writer = new(directory, root, threshold, name);
    private readonly PendingTrees _pending = new(new(directory, root));
    private readonly List<RecordedAttempt> _claimed = [];

    /// <summary>How long to wait for a capture that another process has locked.</summary>
    internal TimeSpan CaptureWait { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The attempts of other runs that this recorder journaled, for the host to report.</summary>
    public IReadOnlyList<RecordedAttempt> Claimed => _claimed;

    /// <summary>Does what the recorder can do before the gate ends. A recorder that waits for that end calls it.</summary>
    public void Prepare() => _writer.WorkingTree.FindRepository();

    /// <summary>
    /// Starts to take a snapshot of the working tree, right before a gate, and returns at once; makes the journal's folder, which holds it.
    /// </summary>
    /// <returns>The tree's id, within <see cref="WorkingTree.DefaultLimit"/>; empty where it is not known. Never faults.</returns>
    public Task<string> StartSnapshotAsync() => StartSnapshotAsync(_ => { }) ?? Task.FromResult("");

    /// <summary>Starts to take a snapshot, likewise, for a recorder in another process.</summary>
    /// <param name="key">Names it for <see cref="AttemptInputs.Snapshot"/>: 32 hex digits.</param>
    /// <returns>Whether that recorder will find it; false where the journal's folder cannot be made.</returns>
    public bool StartSnapshotFor(string key) => StartSnapshotAsync(tree => _pending.Put(key, tree)) is not null;

    private Task<string>? StartSnapshotAsync(Action<string> use) => FileErrors.Catch<Task<string>?>(
        () =>
        {
            _folder.Ensure();
            return RunAside(() =>
            {
                var tree = _writer.WorkingTree.Take();
                use(tree);
                return tree;
            });
        },
        otherwise: null);

    /// <summary>Starts to take the tree as a gate left it; see <see cref="WorkingTree.TakeAfter"/>. Never faults.</summary>
    private Task<string> StartAfterAsync(AttemptInputs inputs) =>
        inputs.Tree.Length == 0 ? Task.FromResult("") : RunAside(() => _writer.WorkingTree.TakeAfter(inputs.Tree));

    private static Task<string> RunAside(Func<string> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>How long the journal is, in bytes; the largest number where it cannot be read. Never throws.</summary>
    public long GetJournalLength() => JournalException.Catch(() => _writer.Journal.GetLength(), otherwise: long.MaxValue);

    /// <summary>
    /// Journals runs that were killed, or whose recorder was: see <see cref="Claimed"/>. Without such runs it only lists a folder.
    /// </summary>
    /// <param name="onlyKilled">Whether to leave runs that came to their end to their own recorders, which may be about to start.</param>
    public void Claim(bool onlyKilled = false) => Claim(DateTime.MaxValue, except: "", onlyKilled);

    /// <summary>
    /// Journals a test run from its capture, then deletes the capture. Null when there is nothing to record: no test passed, the
    /// runner's exit code is 0, and no test that failed before is missing. When another process has claimed the capture, the attempt is
    /// the one that it recorded.
    /// </summary>
    /// <param name="capture">
    /// The capture file; where it is missing or cannot be read, the attempt is journaled from <paramref name="inputs"/>.
    /// </param>
    /// <param name="inputs">The inputs from before the run.</param>
    /// <param name="exitCode">The runner's.</param>
    /// <param name="causes">
    /// The causes that are known of a run that failed without a failed test; see <see cref="GateResult.Unknown"/>.
    /// </param>
    public RecordedAttempt? RecordTestRun(string capture, AttemptInputs inputs, int exitCode, IReadOnlyList<string>? causes = null)
    {
        inputs = _pending.Complete(inputs, WorkingTree.DefaultLimit);
        var after = StartAfterAsync(inputs);
        Claim(inputs.Began, except: Path.GetFileName(capture));
        using var held = LockedCapture.Take(capture, CaptureWait);
        if (held is null && _writer.Find(inputs.Id) is { } claimed)
        {
            return claimed;
        }

        var run = held?.Run;
        if (run is null && exitCode == 0)
        {
            return CanMake(capture, inputs) ? _writer.Write(inputs, GateResult.WithoutTests, DateTime.UtcNow, treeAfter: after) : new(
                GateResult.Passed(Stages.Test).ToAttempt(inputs, DateTime.UtcNow),
                _writer.Judge([]),
                JournalCreated: false,
                $"The test runner could not write its capture, {Quoted.From(capture)}. Make its folder one that can be written.");
        }

        var result = run is not null ? TestRun.Judge(run, exitCode, causes)
            : File.Exists(capture) || CanMake(capture, inputs)
                ? GateResult.Unknown(Gates.Blocked, Stages.Host, inputs.Project, exitCode, causes)
            : GateResult.Unknown(Gates.Fail, Stages.Test, inputs.Project, exitCode, causes); // only the exit code is known
        inputs = (run?.Inputs ?? inputs) with
        {
            Tree = inputs.Tree,
            Assembly = inputs.Assembly,
            Sources = inputs.Sources,
            SkipsBuild = inputs.SkipsBuild,
        };
        var recorded = _writer.Write(inputs, result, DateTime.UtcNow, treeAfter: after);
        if (run is not null && (recorded is null or { IsWritten: true } || !CanBeClaimed(capture)))
        {
            held?.Delete();
        }

        return recorded;
    }

    /// <summary>The attempt that another process recorded from a capture, after waiting for that process; null when none did.</summary>
    /// <param name="capture">The capture file, which need not be there any more.</param>
    public RecordedAttempt? FindClaimed(string capture)
    {
        LockedCapture.Take(capture, CaptureWait)?.Dispose();
        return _writer.Find(Path.GetFileNameWithoutExtension(capture));
    }

    /// <summary>Journals an attempt from what its gate printed or left in files: the projects of a build each leave one.</summary>
    /// <param name="inputs">The inputs from before the gate ran.</param>
    /// <param name="gate">One of <see cref="Gates"/>.</param>
    /// <param name="stage">One of <see cref="Stages"/>; empty: the stage of the outputs' kind, else a command.</param>
    /// <param name="exitCode">The gate's, where it is known; else 0.</param>
    /// <param name="outputs">
    /// What it left. When nothing failed, only files that list all tests are read. Where one cannot be read to its end,
    /// <see cref="RecordedAttempt.EvidenceProblem"/> says so.
    /// </param>
    /// <param name="causes">The causes that are known when the outputs name no failure; see <see cref="GateResult.Unknown"/>.</param>
    /// <param name="duration">How long the gate took; null when not known.</param>
    /// <param name="since">
    /// The journal's length before the gate ran. Where the gate journaled attempts of its own since then that show how it ended,
    /// nothing is written: see <see cref="RecordedAttempt.IsNested"/>.
    /// </param>
    public RecordedAttempt RecordOutputs(
        AttemptInputs inputs,
        string gate,
        string stage,
        int exitCode,
        GateOutputs outputs,
        IReadOnlyList<string>? causes = null,
        TimeSpan? duration = null,
        long since = long.MaxValue)
    {
        Claim(inputs.Began, except: "");
        var repository = new RepositoryPaths(inputs.Root, File.Exists) { Project = inputs.Project };
        var output = gate is Gates.Reset ? null : outputs.Read(repository, onlyTests: gate is Gates.Pass);
        var after = StartAfterAsync(inputs); // a log that is piped ends with its gate
        var result = gate switch
        {
            Gates.Pass => GateResult.PassedWith(stage, output),
            Gates.Reset => GateResult.Reset(stage),
            _ => GateResult.FailedWith(gate, stage, inputs.Project, exitCode, output, causes ?? []),
        };
        result = result with { Stage = result.Stage.Length > 0 ? result.Stage : Stages.Command, Duration = duration };
        return _writer.Write(inputs, result, DateTime.UtcNow, since, after)! with { EvidenceProblem = output?.Problem ?? "" };
    }

    /// <summary>Journals a reset, which may accept failures.</summary>
    public RecordedAttempt RecordReset(AttemptInputs inputs, GateResult reset)
    {
        Claim(inputs.Began, except: "");
        return _writer.Write(inputs, reset, DateTime.UtcNow)!;
    }

    /// <remarks>
    /// An attempt claims captures from before it began. Projects that are tested in parallel end in parallel: a capture that one of them
    /// has just written is about to be journaled by its own recorder, which knows the runner's exit code and the snapshot.
    /// </remarks>
    private void Claim(DateTime writtenBy, string except, bool onlyKilled = false)
    {
        // Captures belong to the usual journal of their folder, not to a copy with another name
        if (name == JournalFolder.Journal)
        {
            FormerJournal.TakeOver(_folder, root);
            _claimed.AddRange(new CaptureClaims(_folder, _writer, _pending).Take(writtenBy, except, onlyKilled));
        }
    }

    /// <summary>
    /// Whether a runner can write a capture: then one that left none was asked for no test, or died before the first. The fallback place
    /// is not tried.
    /// </summary>
    private bool CanMake(string capture, AttemptInputs inputs)
    {
        var probe = CaptureWriter.TryCreate(capture, root, fallback: null, InputsJson.Write(AttemptLimits.Apply(inputs)));
        probe?.Discard();
        return probe is not null;
    }

    // No process claims a capture in the fallback place, so it is deleted: the host shows the record that could not be written
    private bool CanBeClaimed(string capture) => Path.GetDirectoryName(capture) == Path.Combine(directory, JournalFolder.Captures);
}
