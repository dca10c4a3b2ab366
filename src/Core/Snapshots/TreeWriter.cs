using LoopJournal.Git;

namespace LoopJournal.Snapshots;

/// <summary>Writes the content of a working tree as a git tree.</summary>
/// <param name="store">Takes the objects.</param>
/// <param name="journalDirectory">Left out of the tree.</param>
internal sealed class TreeWriter(SnapshotStore store, string journalDirectory)
{
    /// <summary>An untracked file with more bytes counts by name and size only: data sets and dumps would fill the store.</summary>
    public const int MaxUntracked = 1024 * 1024;

    private const string NoSubmodule = "000000000000000000000000";

    /// <summary>Updates the index to the working tree's files, and writes it as a tree. Returns the tree's id.</summary>
    /// <param name="repository">Whose working tree.</param>
    /// <param name="index">A copy of the user's; the file need not be there yet.</param>
    /// <exception cref="GitException">git cannot do it.</exception>
    public string Write(Repository repository, string index)
    {
        var git = store.GetGit(repository, index);
        var journal = FindJournal(repository);
        ForgetFolder(git, journal);
        var untracked = ListUntracked(repository, git, journal);
        git.Ask(["add", "-u", "--sparse"]); // with -A git would look for untracked files a second time
        AddFiles(git, untracked.Files);
        WriteLinks(git, [.. WriteSubmodules(repository, git), .. untracked.Large.Select(path => (path, MakeSizeId(repository, path)))]);
        return git.Ask(["write-tree"]).Text.Trim();
    }

    /// <summary>
    /// Writes a snapshot once more, with the untracked files as they are now and all other files as they are in it. Returns the new tree's
    /// id: the same one where there is no untracked file, which is found out first and at little cost.
    /// </summary>
    /// <param name="repository">Whose working tree.</param>
    /// <param name="tree">The id of the snapshot.</param>
    /// <exception cref="GitException">git cannot do it.</exception>
    public string WriteUntracked(Repository repository, string tree)
    {
        var own = store.GetGit(repository); // works on the user's index, and only reads it
        var untracked = ListUntracked(repository, own, FindJournal(repository));
        return untracked is { Files: [], Large: [] } ? tree : store.WithIndex(repository, index =>
        {
            string[] list = ["diff-index", "--cached", "--no-renames", "--name-only", "--diff-filter=D", "-z", tree];
            var before = own.Ask(list).Items;
            var git = store.GetGit(repository, index);
            git.Ask(["read-tree", tree]);
            AddFiles(git, [.. before.Concat(untracked.Files).Except(untracked.Large)]);
            WriteLinks(git, [.. untracked.Large.Select(path => (path, MakeSizeId(repository, path)))]);
            return git.Ask(["write-tree"]).Text.Trim();
        });
    }

    /// <summary>Counts the files that no snapshot holds.</summary>
    /// <param name="repository">Whose working tree.</param>
    /// <exception cref="GitException">git cannot list them.</exception>
    public OutsideFiles CountOutside(Repository repository)
    {
        var git = store.GetGit(repository);
        var journal = FindJournal(repository);
        var untracked = ListUntracked(repository, git, journal);
        var ignored = List(git, "-o", "-i", "--exclude-standard", "--directory");
        return new(
            ignored.Count(path => journal is null || !(IsIn(path.TrimEnd('/'), journal) || IsIn(journal, path.TrimEnd('/')))),
            untracked.LeftOut.Count(SecretFiles.IsNamedLikeOne),
            untracked.Large.Count);
    }

    /// <summary>The path of the journal's folder as git writes it; null when the folder is outside the working tree.</summary>
    public string? FindJournal(Repository repository) =>
        GitText.FindPath(repository.Root, journalDirectory) is { } path ? GitText.Encode(path) : null;

    private static UntrackedFiles ListUntracked(Repository repository, GitRunner git, string? journal)
    {
        var all = List(git, "-o", "--exclude-standard").FindAll(path => !IsIn(path, journal));

        // git lists a repository within the repository that is not a submodule with a slash at the end.
        var leftOut = all.Where(path => path.EndsWith('/') || SecretFiles.IsNamedLikeOne(path)).ToList();
        var large = all.Except(leftOut).Where(path => IsLarge(repository.Root, path)).ToList();
        return new UntrackedFiles([.. all.Except(leftOut).Except(large)], large, leftOut);
    }

    private static bool IsIn(string path, string? folder) =>
        folder is not null && (path == folder || path.StartsWith(folder + "/", StringComparison.Ordinal));

    /// <summary>Puts files into the index, and takes those out that are gone by now.</summary>
    private static void AddFiles(GitRunner git, List<string> files) =>
        UpdateIndex(git, files, "--add", "--remove", "--replace", "--stdin");

    /// <summary>Takes a folder that was committed out of the index.</summary>
    private static void ForgetFolder(GitRunner git, string? folder) => UpdateIndex(
        git, folder is null ? [] : List(git, "-c", "--", ":(top,literal)" + GitText.Decode(folder)), "--force-remove", "--stdin");

    /// <summary>
    /// Submodules that are checked out, each with the tree of its content in the place of its commit: an edit in a submodule is an edit.
    /// </summary>
    private List<(string Path, string Id)> WriteSubmodules(Repository repository, GitRunner git) =>
    [
        .. from entry in File.Exists(Path.Combine(repository.Root, ".gitmodules")) ? List(git, "-s") : []
           where entry.StartsWith("160000 ", StringComparison.Ordinal)
           let path = entry[(entry.IndexOf('\t', StringComparison.Ordinal) + 1)..]
           let folder = Path.Combine(repository.Root, GitText.Decode(path))
           let submodule = Path.Exists(Path.Combine(folder, ".git")) ? Repository.Find(folder, repository.Deadline) : null
           where submodule is not null
           select (path, store.WithIndex(submodule, index => Write(submodule, index))),
    ];

    /// <summary>Writes entries as git writes a submodule: a path and an id that git does not look up.</summary>
    private static void WriteLinks(GitRunner git, List<(string Path, string Id)> links) =>
        UpdateIndex(git, links.ConvertAll(link => $"160000 {link.Id}\t{link.Path}"), "--index-info");

    /// <summary>Changes the index; without an entry git is not started.</summary>
    private static void UpdateIndex(GitRunner git, List<string> entries, params string[] options)
    {
        if (entries.Count > 0)
        {
            git.Ask(["update-index", "-z", .. options], string.Concat(entries.Select(entry => entry + '\0')));
        }
    }

    private static List<string> List(GitRunner git, params string[] arguments) => [.. git.Ask(["ls-files", "-z", .. arguments]).Items];

    private static bool IsLarge(string root, string path) =>
        new FileInfo(Path.Combine(root, GitText.Decode(path))) is { Exists: true, LinkTarget: null, Length: > MaxUntracked };

    /// <summary>
    /// Whether an entry that git takes for a submodule represents a large untracked file. Its id is the file's size: git does not look
    /// the commit of a submodule up, and passes over it when it writes files.
    /// </summary>
    public static bool IsSize(string id) => id.StartsWith(NoSubmodule, StringComparison.Ordinal);

    private static string MakeSizeId(Repository repository, string path) =>
        new FileInfo(Path.Combine(repository.Root, GitText.Decode(path))).Length.ToString("x16", CultureInfo.InvariantCulture)
            .PadLeft(repository.IdLength, '0');

    /// <summary>Untracked files that are not ignored.</summary>
    /// <param name="Files">Those that a snapshot holds.</param>
    /// <param name="Large">Those that count by name and size.</param>
    /// <param name="LeftOut">Those that do not count.</param>
    private sealed record UntrackedFiles(List<string> Files, List<string> Large, List<string> LeftOut);
}

/// <summary>Files of a working tree that snapshots do not hold.</summary>
/// <param name="Ignored">Those that git ignores; an ignored folder counts once.</param>
/// <param name="Secret">Those that are named like secrets.</param>
/// <param name="Large">Untracked ones with more than 1 MB: only their names and sizes count.</param>
internal sealed record OutsideFiles(int Ignored, int Secret, int Large);
