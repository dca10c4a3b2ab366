using LoopJournal.Git;
using LoopJournal.Journal;
using LoopJournal.Snapshots;
using LoopJournal.Text;
using LoopJournal.Verdicts;

namespace LoopJournal.Recording;

/// <summary>Writes attempts into the journal, each numbered, compared with the one before it, and judged.</summary>
/// <param name="directory">The journal's folder, absolute.</param>
/// <param name="root">The repository's root, absolute.</param>
/// <param name="threshold">K: how many attempts that fail in the same way make a stall.</param>
/// <param name="name">The journal's file name.</param>
internal sealed class AttemptWriter(string directory, string root, int threshold, string name)
{
    private readonly JournalFolder _folder = new(directory, root);
    private readonly JournalFile _journal = new(directory, root, name);
    private readonly PassCheck _check = new(new(directory, root), root, threshold);

    /// <summary>The files of the repository.</summary>
    public WorkingTree WorkingTree { get; } = new(root, directory);

    /// <summary>The journal as it is now; of a journal that several working trees share, the rows of each.</summary>
    public JournalReader Journal => new(_journal.Path, root);

    /// <summary>
    /// The attempt of this id that a recorder wrote before; null when there is none, and where the journal cannot be read, which
    /// <see cref="Write"/> reports.
    /// </summary>
    public RecordedAttempt? Find(string id) => JournalException.Catch(
        () => id.Length > 0 && Journal.Find(id) is { } attempt
            ? FromKnown(attempt, Read(attempt.Worktree).ReadTail(attempt.Stream).Attempts) : null,
        otherwise: null);

    private RecordedAttempt FromKnown(Attempt attempt, IReadOnlyList<Attempt> stream) =>
        new(AttemptLimits.Apply(attempt), Judge(stream), JournalCreated: false, Problem: null) { Before = FindBefore(attempt, stream) };

    private static Attempt? FindBefore(Attempt attempt, IReadOnlyList<Attempt> stream) => stream
        .TakeWhile(row => row.Id.Length == 0 || row.Id != attempt.Id)
        .LastOrDefault(row => row is { IsHostBlocked: false, Gate: not Gates.Reset });

    /// <summary>The verdict on these attempts of one stream.</summary>
    public Verdict Judge(IReadOnlyList<Attempt> attempts) => StallDetector.Analyze(attempts, threshold);

    /// <summary>
    /// Reads the stream, appends the attempt and judges the stream with it. Never throws when the journal cannot be read or written:
    /// <see cref="RecordedAttempt.Problem"/> says what went wrong. Null where the result is not to be recorded
    /// (<see cref="GateResult.IsForVanishedOnly"/>).
    /// </summary>
    /// <param name="inputs">The inputs from before the gate ran.</param>
    /// <param name="result">How the gate judged.</param>
    /// <param name="ended">When the gate ended, UTC.</param>
    /// <param name="since">Where the rows begin that the gate may have appended, in bytes.</param>
    /// <param name="treeAfter">The tree as the gate left it; null where the gate ended long ago.</param>
    public RecordedAttempt? Write(
        AttemptInputs inputs, GateResult result, DateTime ended, long since = long.MaxValue, Task<string>? treeAfter = null)
    {
        // a run that was killed may be one of another working tree
        var worktree = GitFolders.FindWorktree(inputs.Root, directory);
        var journal = Read(worktree);
        var attempt = result.ToAttempt(inputs, ended) with { Worktree = worktree };
        var stream = new StreamTail([], new());
        try
        {
            stream = journal.ReadTail(attempt.Stream, rows => attempt = Subtract(attempt, KnownFailures.From(attempt.Stream, rows)), since);
            var before = stream.Attempts is [.., var newest] ? newest : null;
            if (before is { Id.Length: > 0 } && before.Id == attempt.Id)
            {
                // Another recorder claimed it, and was stopped before it deleted the capture.
                return FromKnown(before, stream.Attempts);
            }

            if (NestedAttempts.Judge(attempt, stream, nested => Judge(journal.ReadTail(nested).Attempts)) is { } verdict)
            {
                return new(attempt, verdict, JournalCreated: false, Problem: null)
                {
                    Nested = NestedAttempts.FindNewest(attempt, stream),
                };
            }

            var number = inputs.Iteration ?? (before?.Iteration ?? 0) + 1;
            attempt = attempt with
            {
                Iteration = number,
                Changed = FindChanged(before, inputs.Tree, journal),
            };
            (attempt, var isWhole) = _check.Judge(attempt, inputs, result, journal, stream.Attempts);
            attempt = attempt with { TreeAfter = treeAfter?.GetAwaiter().GetResult() ?? "" };
            if (result.IsForVanishedOnly && attempt.VanishedCount + attempt.Gone.Count == 0)
            {
                return null;
            }

            var appended = _journal.Append(attempt);
            if (appended.Start > stream.JournalLength)
            {
                // Another process appended rows since the stream was read. The attempt is written by now
                stream = JournalException.Catch(() => journal.ReadTail(attempt.Stream), otherwise: stream);
            }

            if (name == JournalFolder.Journal)
            {
                FailingProjects.Note(_folder, attempt);
            }

            _check.Keep(attempt, isWhole ? result.Ran : null, before);

            TrimSnapshots();
            return new(attempt, Judge([.. stream.Attempts, attempt]), appended.Created, Problem: null)
            {
                Before = FindBefore(attempt, stream.Attempts),
                SkippedLines = stream.Skipped,
                SnapshotsPause = attempt.Tree.Length == 0 && WorkingTree.HavePaused,
            };
        }
        catch (JournalException e)
        {
            return result.IsForVanishedOnly ? null : new(attempt, Judge([.. stream.Attempts, attempt]), JournalCreated: false, e.Message);
        }

        Attempt Subtract(Attempt made, KnownFailures known) => made.Gate is Gates.Reset || known.Tests.Count == 0 ? made
            : KnownCheck.Subtract(result, known).ToAttempt(inputs, ended) with
            {
                Worktree = worktree,
                KnownFixed = KnownCheck.FindFixed(result, known),
            };
    }

    // Where the journal cannot be read, all trees stay: only the journal says which of them are needed
    private bool TrimSnapshots() => JournalException.Catch(() => WorkingTree.Trim(ListTreesToKeep()), otherwise: false);

    private JournalReader Read(string worktree) => new(_journal.Path, root) { Worktree = worktree };

    // The tests of the solution's other projects ran in between
    private List<string>? FindChanged(Attempt? before, string tree, JournalReader journal) =>
        before is { Tree.Length: > 0 } && tree.Length > 0
        && WorkingTree.FindChanged(before.TreeToCompare, tree, journal.ListTreesSince(before)) is { } files
        ? AttemptLimits.LimitFiles(files) : null;

    /// <summary>
    /// The trees of each working tree's newest attempt, and each stream's best. Read only when the snapshots have grown too large.
    /// </summary>
    private IEnumerable<string> ListTreesToKeep()
    {
        var streams = Journal.ReadOldestFirst().Select(attempt => (attempt.Worktree, attempt.Stream)).ToHashSet();
        foreach (var (worktree, own) in streams.GroupBy(stream => stream.Worktree).Select(own => (own.Key, own)))
        {
            var newest = Read(worktree).FindNewest();
            yield return newest?.Tree ?? "";
            yield return newest?.TreeAfter ?? "";
            foreach (var (_, stream) in own)
            {
                yield return StallDetector.Analyze(Read(worktree).ReadTail(stream).Attempts, threshold).Best?.Tree ?? "";
            }
        }
    }
}
