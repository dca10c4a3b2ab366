using LoopJournal.Git;
using LoopJournal.Journal;
using LoopJournal.Snapshots;

namespace LoopJournal.Sharing;

/// <summary>What a synchronization did.</summary>
/// <param name="Writer">The clone's id.</param>
/// <param name="Sent">How many own rows are new in the remote.</param>
/// <param name="Writers">How many other writers there are.</param>
/// <param name="Received">How many rows of them came.</param>
internal sealed record SyncResult(string Writer, int Sent, int Writers, int Received)
{
    /// <summary>How many snapshots are shared.</summary>
    public int Snapshots { get; init; }

    /// <summary>Files that look like secrets: the snapshots with them were not sent.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>References of other writers that cannot be read.</summary>
    public IReadOnlyList<string> Unread { get; init; } = [];
}

/// <summary>Shares the rows of a journal with other clones by a remote of git.</summary>
/// <remarks>
/// Each clone pushes its own references and no others, so no push meets another one's. Rows are united by their ids. Interrupted at any
/// point, it can be repeated.
/// </remarks>
/// <param name="shared">Our folder in git's common folder.</param>
/// <param name="user">The user's repository.</param>
/// <param name="journal">The journal's file, absolute.</param>
/// <param name="remote">The remote.</param>
/// <param name="name">The id that the user gave this clone; empty where it has its own.</param>
internal sealed class Synchronizer(JournalFolder shared, Repository user, string journal, SyncRemote remote, string name)
{
    private readonly WriterId _ids = new(shared);

    /// <summary>Called with what is being done.</summary>
    public Action<string> OnStage { get; init; } = _ => { };

    /// <summary>
    /// Takes the lock of a clone: one process synchronizes at a time. Null where another one does, for longer than the wait.
    /// </summary>
    /// <exception cref="IOException">It cannot be taken.</exception>
    public static FileStream? Lock(JournalFolder shared, TimeSpan wait)
    {
        shared.Ensure();
        return JournalLock.Take(shared.GetPath("sync.lock"), wait);
    }

    /// <summary>Fetches, sends and reads.</summary>
    /// <param name="withSnapshots">Whether snapshots are sent too.</param>
    /// <exception cref="IOException">git or the disk cannot; the message says why.</exception>
    /// <exception cref="OperationCanceledException">The time is up.</exception>
    public SyncResult Run(bool withSnapshots)
    {
        var repository = SyncRepository.Open(shared, user, "");
        OnStage("fetching");
        repository.Fetch(remote.Url);
        var writer = name.Length > 0 ? name : _ids.Find();
        var sending = withSnapshots ? SyncRepository.Open(shared, user, FindStore().ListObjects(user)) : repository;
        var (trees, secrets) = withSnapshots
            ? new SharedTrees(sending, user, remote.Name).Find(new(journal, user.Root)) : (null, []);
        if (TrySend(sending, writer, trees) is not { } sent)
        {
            // another clone has the same id and has sent rows since the fetch
            writer = name.Length == 0 ? _ids.Renew() : throw new GitException(
                $"another clone writes under the name {name} too: give each clone its own LoopJournalWriter");
            sent = TrySend(sending, writer, trees) ?? throw new GitException("another clone took the new name of this clone: try again");
        }

        var others = repository.ListRefs().FindAll(one => one.Writer != writer);
        OnStage($"reading {others.Count} references of other writers");
        var (received, unread) = new OtherRows(shared).Update(repository, others);
        repository.Pack();
        return new(writer, sent, others.Select(one => one.Writer).Distinct().Count(), received)
        {
            Snapshots = trees?.Count ?? 0,
            Secrets = secrets,
            Unread = unread,
        };
    }

    /// <summary>What a run would send, and what the remote has.</summary>
    /// <inheritdoc cref="Run"/>
    public (string Writer, int Rows, List<WriterRef> Remote) Preview()
    {
        var repository = SyncRepository.Open(shared, user, "");
        var writer = name.Length > 0 ? name : _ids.Find();
        return (writer, FindRows(writer).Read().Sum(day => day.Count()), repository.ListRemote(remote.Url));
    }

    /// <summary>Deletes months of the remote.</summary>
    /// <param name="isDropped">Decides by a reference, and whether it is an own one.</param>
    /// <returns>Those that were deleted.</returns>
    /// <inheritdoc cref="Run"/>
    public List<WriterRef> Prune(Func<WriterRef, bool, bool> isDropped)
    {
        var repository = SyncRepository.Open(shared, user, "");
        var writer = name.Length > 0 ? name : _ids.Find();
        var dropped = repository.ListRemote(remote.Url).FindAll(one => isDropped(one, one.Writer == writer));
        if (dropped.Count > 0)
        {
            repository.Push(remote.Url, dropped.ConvertAll(one => one with { Commit = "" }));
        }

        return dropped;
    }

    private SnapshotStore FindStore() => new(new(Path.GetDirectoryName(journal)!, user.Root));

    private UnsentRows FindRows(string writer) => new(shared, journal, user.Root, $"{writer}\n{remote.Url}");

    /// <summary>Sends the rows that are new; null where the remote has others under this id.</summary>
    private int? TrySend(SyncRepository repository, string writer, List<string>? trees)
    {
        var rows = FindRows(writer);
        var months = rows.Read().GroupBy(day => day.Key[..6]).ToDictionary(month => month.Key, month => month.ToList());
        if (trees is { Count: > 0 } && months.Count == 0)
        {
            months[DateTime.UtcNow.ToString("yyyyMM", CultureInfo.InvariantCulture)] = [];
        }

        OnStage($"sending {months.Values.Sum(days => days.Sum(day => day.Count()))} rows");
        var own = repository.ListRefs().Where(one => one.Writer == writer).ToDictionary(one => one.Month, one => one.Commit);
        var newest = months.Keys.Max(StringComparer.Ordinal);
        var (refs, sent) = (new List<WriterRef>(), 0);
        foreach (var (month, days) in months)
        {
            var before = own.GetValueOrDefault(month);
            var (commit, added) = new MonthTree(repository).Write(before, days, month == newest ? trees : null);
            sent += added;
            if (commit is not null && commit != before)
            {
                refs.Add(new(writer, month, commit));
            }
        }

        if (refs.Count > 0 && !repository.Push(remote.Url, refs))
        {
            return null;
        }

        rows.Save();
        return sent;
    }
}
