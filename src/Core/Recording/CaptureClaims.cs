using LoopJournal.Evidence;
using LoopJournal.Journal;

namespace LoopJournal.Recording;

/// <summary>
/// Journals test runs that were killed, and runs whose recorder was killed. The first process that takes a capture holds its lock from
/// reading to deleting, so that no second process journals it.
/// </summary>
/// <remarks>
/// Only captures in the journal's folder are claimed. A capture in the fallback place, a project's obj folder, is not: only its own
/// recorder knows where that is.
/// </remarks>
/// <param name="folder">The journal's folder.</param>
/// <param name="writer">Journals them.</param>
/// <param name="pending">Has the ids of their snapshots.</param>
internal sealed class CaptureClaims(JournalFolder folder, AttemptWriter writer, PendingTrees pending)
{
    private const int IdLength = 32;

    /// <summary>
    /// How long an empty file is left alone. The writer creates the file and then locks it, in two calls on Unix: a process that came
    /// between them would keep it out. The header follows under the lock, so that only an empty file can be in that state.
    /// </summary>
    private static readonly TimeSpan Newborn = TimeSpan.FromMinutes(1);

    /// <summary>Takes every capture whose writer has ended, in the order in which the runs began.</summary>
    /// <param name="writtenBy">Only those that were last written by then, UTC.</param>
    /// <param name="except">The file name of a capture that is left alone.</param>
    /// <param name="onlyKilled">Whether a capture with a footer is left alone.</param>
    /// <returns>
    /// The attempts. The first one that cannot be written is the last, because the next ones could not be written either.
    /// </returns>
    public IEnumerable<RecordedAttempt> Take(DateTime writtenBy, string except, bool onlyKilled = false)
    {
        foreach (var path in ListCaptures(writtenBy, except))
        {
            using var capture = LockedCapture.Take(path);
            if (capture is null || (onlyKilled && capture.Run?.End is not null) || Take(capture, path) is not { } recorded)
            {
                continue;
            }

            yield return recorded;
            if (!recorded.IsWritten)
            {
                yield break;
            }
        }
    }

    private RecordedAttempt? Take(LockedCapture capture, string path)
    {
        if (capture.Run is not { } run)
        {
            // a file of another kind stays
            if (capture.EndsInHeader() && capture.IsExclusive())
            {
                capture.Delete();
            }

            return null;
        }

        // Without a footer the lock is all that says that the run is over.
        if (run.End is null && !capture.IsExclusive())
        {
            return null;
        }

        // the assembly may have been built again since the run
        var inputs = pending.Complete(run.Inputs, wait: TimeSpan.Zero) with { Assembly = "" };
        if (JournalException.Catch<bool?>(() => writer.Journal.Contains(inputs.Id), otherwise: null) is not { } isWritten)
        {
            return null; // the next reader of the journal reports that it cannot be read
        }

        var recorded = isWritten ? null : writer.Write(inputs, Judge(run), capture.LastWritten);
        if (recorded is null or { IsWritten: true })
        {
            capture.Delete();
        }

        return recorded;
    }

    /// <summary>The process that knew the runner's exit code was killed, so the capture's counts decide.</summary>
    private static GateResult Judge(CapturedRun run) =>
        TestRun.Judge(run, exitCode: run.End is { Kind: CaptureEnd.Completed, Tests.Failed: 0 } ? 0 : 1);

    private List<string> ListCaptures(DateTime writtenBy, string except) => FileErrors.Catch<List<string>>(
        () => new DirectoryInfo(folder.GetPath(JournalFolder.Captures)) is not { Exists: true } captures ? [] :
        [
            .. captures.EnumerateFiles("*.jsonl")
                .Where(file => file.Name != except
                    && IsOurName(file.FullName)
                    && file.LinkTarget is null
                    && file.LastWriteTimeUtc <= writtenBy
                    && (file.Length > 0 || file.LastWriteTimeUtc < DateTime.UtcNow - Newborn)
                    && !HasMoreTries(file.FullName))
                .Select(file => file.FullName)
                .Order(StringComparer.Ordinal), // ids of later runs sort later
        ],
        otherwise: []);

    /// <summary>
    /// Between two tries of a retried run no process locks its capture; the process that starts the tries locks the file next to it.
    /// </summary>
    private static bool HasMoreTries(string capture)
    {
        var tries = JournalFolder.GetTriesPath(capture);
        try
        {
            if (File.Exists(tries))
            {
                new FileStream(tries, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
                File.Delete(tries);
            }

            return false;
        }
        catch (IOException e)
        {
            return JournalLock.IsHeld(e);
        }
    }

    private static bool IsOurName(string path) =>
        Path.GetFileNameWithoutExtension(path) is { Length: IdLength } name && name.All(char.IsAsciiHexDigitLower);
}
