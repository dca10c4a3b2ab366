using LoopJournal.Git;

namespace LoopJournal.Snapshots;

/// <summary>
/// Snapshots of a working tree's content: tracked, changed and untracked files, without ignored ones and without the journal's folder.
/// Written by git (2.34 or newer) into an index and an object store in the journal's folder; the user's index, references, objects and
/// stash stay as they are. The id of a snapshot is that of a git tree: the same content has the same id, committed or not.
/// </summary>
/// <remarks>
/// A submodule counts with the tree of its content. An untracked file larger than 1 MB counts by name and size. Neither is brought back
/// by <see cref="Restorer"/>. Untracked files that are named like secrets are left out.
/// </remarks>
internal sealed class WorkingTree
{
    /// <summary>How long a snapshot may take while a gate runs.</summary>
    public static readonly TimeSpan DefaultLimit = TimeSpan.FromSeconds(2);

    /// <summary>How long <see cref="TakeAfter"/> may take: the user waits for it.</summary>
    private static readonly TimeSpan AfterLimit = TimeSpan.FromSeconds(1);

    /// <summary>The size in bytes above which <see cref="Trim"/> replaces the store.</summary>
    public const long MaxBytes = 200L * 1024 * 1024;

    private const int MaxDiff = 16 * 1024 * 1024;

    private static readonly string[] PatchCommand = ["diff-tree", "-r", "-p", "-M", "--no-ext-diff", "--no-textconv", "--no-color"];

    private static readonly TimeSpan GitTimeout = TimeSpan.FromMinutes(1);

    private readonly string _repository;
    private readonly string _journalDirectory;
    private readonly SnapshotStore _store;
    private readonly SnapshotMisses _misses;
    private readonly TreeWriter _writer;
    private Repository? _found;

    /// <param name="repository">The repository's root, absolute.</param>
    /// <param name="journalDirectory">
    /// The journal's folder, absolute. While it is not there, no snapshot is taken: the recorder makes it and hides it from git.
    /// </param>
    public WorkingTree(string repository, string journalDirectory)
    {
        _repository = Path.TrimEndingDirectorySeparator(Path.GetFullPath(repository));
        _journalDirectory = Path.TrimEndingDirectorySeparator(Path.GetFullPath(journalDirectory));
        var folder = new JournalFolder(_journalDirectory, _repository);
        _store = new SnapshotStore(folder);
        _misses = new SnapshotMisses(folder);
        _writer = new TreeWriter(_store, _journalDirectory);
    }

    /// <summary>Asks git where the repository is. The other methods then do not ask again.</summary>
    public void FindRepository() => GitRunner.RunWithin(DefaultLimit, Find);

    /// <summary>Takes a snapshot.</summary>
    /// <param name="limit">
    /// After this time git is ended; when not given <see cref="DefaultLimit"/>, and nothing is taken during a pause.
    /// </param>
    /// <returns>The tree's id; empty where it is not known: no git, no repository, not in time, paused. Never throws.</returns>
    public string Take(TimeSpan? limit = null) => GitRunner.RunWithin(limit ?? DefaultLimit, deadline =>
        Find(deadline) is not { } repository ? null
        : limit is null && _misses.IsPaused ? NoteMiss()
        : Take(repository)) ?? "";

    /// <summary>Takes a snapshot again, right after a gate, with the untracked files as the gate left them. Never throws.</summary>
    /// <param name="tree">The id of the snapshot from before the gate.</param>
    /// <returns>The tree's id; empty where it is not known or the same.</returns>
    /// <remarks>
    /// What a gate writes (reports, coverage, received snapshots of tests) is untracked, as a rule. A tracked file that changed while the
    /// gate ran stays as it was in the snapshot: an agent or a person has edited it, and the next attempt has to name it.
    /// </remarks>
    public string TakeAfter(string tree) => GitRunner.RunWithin(AfterLimit, deadline =>
        GitText.IsId(tree) && Find(deadline) is { } repository ? _writer.WriteUntracked(repository, tree) : null)
        is { } after && after != tree ? after : "";

    /// <summary>Whether this attempt's snapshot was the third in a row that did not end in time. The host reports it once.</summary>
    public bool HavePaused => _misses.HasJustPaused;

    /// <summary>Names of files that differ between two snapshots, relative to the repository, sorted by their bytes.</summary>
    /// <param name="from">The id of the one.</param>
    /// <param name="to">The id of the other.</param>
    /// <param name="gates">
    /// The trees before and after other gates that ran between the two: files that are as one of them left them are not named.
    /// </param>
    /// <param name="max">How many names are wanted.</param>
    /// <returns>Null where it is not known: a tree is gone or not known.</returns>
    public IReadOnlyList<string>? FindChanged(
        string from, string to, IEnumerable<(string Before, string After)>? gates = null, int max = Attempt.MaxChanged) =>
        FindChanges(from, to, DefaultLimit, gates)?.Take(max).Select(change => change.Name).ToList();

    /// <summary>Every path that differs between two snapshots, sorted by its bytes; null where that is not known.</summary>
    /// <param name="from">The id of the one.</param>
    /// <param name="to">The id of the other.</param>
    /// <param name="limit">After this time git is ended.</param>
    /// <param name="gates">As for <see cref="FindChanged"/>.</param>
    public IReadOnlyList<TreeChange>? FindChanges(
        string from, string to, TimeSpan limit, IEnumerable<(string Before, string After)>? gates = null) =>
        from == to && GitText.IsId(from) ? [] : Compare<IReadOnlyList<TreeChange>>(from, to, limit, git =>
            TreeDiff.FindChanges(git, from, to) is { } changes ? TreeDiff.LeaveOut(git, changes, gates ?? [])
            : null);

    /// <summary>Counts the files that snapshots do not hold; null where that is not known.</summary>
    /// <param name="limit">After this time git is ended.</param>
    public OutsideFiles? CountOutside(TimeSpan limit) => GitRunner.RunWithin(limit, deadline =>
        Find(deadline) is { } repository ? _writer.CountOutside(repository) : null);

    /// <summary>See <see cref="TreeText.ReadFiles"/>; empty where that is not known.</summary>
    public IReadOnlyDictionary<string, string[]> ReadFiles(string tree, IReadOnlyCollection<string> paths, TimeSpan limit) =>
        Compare(tree, tree, limit, git => TreeText.ReadFiles(git, tree, paths)) ?? [];

    /// <summary>See <see cref="TreeText.Search"/>; empty where that is not known.</summary>
    public IReadOnlyList<(string Path, int Line, string Text)> Search(string tree, string pattern, TimeSpan limit) =>
        Compare(tree, tree, limit, git => TreeText.Search(git, tree, pattern)) ?? [];

    /// <summary>See <see cref="TreeText.FindChangedLines"/>; null where that is not known.</summary>
    public IReadOnlyList<(string Path, int Line)>? FindChangedLines(string from, string to, TimeSpan limit) =>
        Compare(from, to, limit, git => TreeText.FindChangedLines(git, from, to));

    /// <summary>
    /// The difference of two snapshots as a patch, with renames found. It is text from files: it may hold anything, terminal escapes too.
    /// </summary>
    /// <param name="from">The id of the one.</param>
    /// <param name="to">The id of the other.</param>
    /// <returns>At most 16 MB, and a last line that says so where it was cut; null where it is not known.</returns>
    public string? MakePatch(string from, string to) => Compare(from, to, GitTimeout, git =>
        git.Run([.. PatchCommand, from, to], max: MaxDiff) switch
        {
            { IsCut: true } output => GitText.Decode(output.Text) + "\n(cut here: the difference is larger than 16 MB)\n",
            { ExitCode: 0 } output => GitText.Decode(output.Text),
            _ => null,
        });

    /// <summary>
    /// Bounds the store: where it has more than <paramref name="max"/> bytes, a new store with a few trees takes its place.
    /// </summary>
    /// <param name="keep">
    /// Ids of the trees to keep: the newest attempt's, and each stream's best. Those that are gone already are passed over.
    /// </param>
    /// <param name="max">The size in bytes up to which everything stays.</param>
    /// <returns>Whether it came to its end.</returns>
    public bool Trim(IEnumerable<string> keep, long max = MaxBytes) => GitRunner.RunWithin(GitTimeout, deadline =>
    {
        // git writes no object twice, so the next snapshot gets further while the objects of an unfinished one are there.
        if (_misses.IsUnfinished || _store.GetSize() <= max || Find(deadline) is not { } repository)
        {
            return "";
        }

        var git = _store.GetGit(repository);
        _store.Replace(objects =>
        {
            // One pack each, so that a tree that is gone does not take the others with it; --local leaves out what the repository has.
            var pack = Path.Combine(objects, "pack", "pack");
            foreach (var tree in keep.Where(GitText.IsId).Distinct())
            {
                git.Run(["pack-objects", "--revs", "--local", "--quiet", pack], tree + "\n", 1024);
            }
        });

        return "";
    }) is not null;

    private string? Take(Repository repository)
    {
        try
        {
            var tree = _store.WithIndex(repository, index => _writer.Write(repository, index));
            _misses.Clear();
            return tree;
        }
        catch (OperationCanceledException)
        {
            return NoteMiss();
        }
    }

    private string? NoteMiss()
    {
        _misses.Add();
        return null;
    }

    private T? Compare<T>(string from, string to, TimeSpan limit, Func<GitRunner, T?> compare)
        where T : class => GitRunner.RunWithin(limit, deadline =>
            GitText.IsId(from) && GitText.IsId(to) && Find(deadline) is { } repository ? compare(_store.GetGit(repository)) : null);

    private Repository? Find(CancellationToken deadline) =>
        Directory.Exists(_journalDirectory) && (_found ??= Repository.Find(_repository, deadline)) is { } found
            ? found with { Deadline = deadline } : null;
}
