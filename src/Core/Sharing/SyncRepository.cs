using LoopJournal.Git;

namespace LoopJournal.Sharing;

/// <summary>
/// A bare repository of our own in git's common folder, where no checkout can put a file. The rows come and go through it, so that the
/// user's repository gets no reference and no object. It may be deleted at any time.
/// </summary>
/// <param name="folder">The repository, absolute.</param>
/// <param name="root">The root of the user's working tree: a remote's relative path begins there.</param>
/// <param name="alternates">Other objects that it sees: see <see cref="Snapshots.SnapshotStore.ListObjects"/>. May be empty.</param>
/// <param name="deadline">Ends every git that works on it.</param>
internal sealed class SyncRepository(string folder, string root, string alternates, CancellationToken deadline)
{
    private const string AllRefs = $"{WriterRef.Prefix}*";
    private const string Remote = "loop-journal";
    private const string Name = "LoopJournal";
    private const string Email = "loop-journal@localhost";

    /// <summary>The size in bytes above which a file of another writer is not fetched where the server allows that.</summary>
    private const string MaxFetched = "32m";

    private GitRunner Local => new(root, GetVariables(), deadline);

    /// <summary>Opens the repository; makes it where it is missing. The caller holds the lock of <see cref="Synchronizer.Lock"/>.</summary>
    /// <param name="shared">Our folder in git's common folder.</param>
    /// <param name="user">The user's repository.</param>
    /// <param name="alternates">Other objects that it sees.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static SyncRepository Open(JournalFolder shared, Repository user, string alternates)
    {
        var folder = shared.Ensure(GitFolders.Sync);
        var repository = new SyncRepository(folder, user.Root, alternates, user.Deadline);
        // a git that was killed leaves its locks, and each git that works here belongs to the holder of our lock
        foreach (var stale in Directory.GetFiles(folder, "*.lock", SearchOption.AllDirectories))
        {
            File.Delete(stale);
        }

        var config = Path.Combine(folder, "config");
        if (!Array.TrueForAll(["HEAD", "objects", "refs"], part => Path.Exists(Path.Combine(folder, part)))
            || !File.Exists(config) || !File.ReadAllText(config).Contains("[include]", StringComparison.Ordinal))
        {
            var git = new GitRunner(user.Root, new Dictionary<string, string?>(), user.Deadline);
            var format = user.IdLength == 64 ? "sha256" : "sha1";
            git.Ask(["init", "--quiet", "--bare", "--template=", $"--object-format={format}", folder]);
            // credentials, proxies and keys that a user set for this clone
            repository.Local.Ask(["config", "include.path", "../../config"]);
        }

        return repository;
    }

    /// <summary>Fetches the references of all writers, without their history.</summary>
    /// <exception cref="GitException">git cannot; the message says why.</exception>
    public void Fetch(string url)
    {
        string[] fetch =
        [
            "-c", $"remote.{Remote}.url={url}", // git filters only what comes from a remote with a name
            "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-auto-gc", "--prune", $"--filter=blob:limit={MaxFetched}",
        ];
        string[] what = ["--", Remote, $"+{AllRefs}:{AllRefs}"];
        var git = GetNetwork();
        switch (git.Run([.. fetch, "--depth=1", .. what]))
        {
            case null or { ExitCode: 1 }: // with a depth, where the remote has no reference of ours; faults end with 128
                git.Ask([.. fetch, .. what]);
                break;
            case { ExitCode: not 0, Error: var error }:
                throw new GitException(Describe(error));
        }
    }

    /// <summary>The references that a remote has.</summary>
    /// <inheritdoc cref="Fetch"/>
    public List<WriterRef> ListRemote(string url) =>
        ReadRefs(GetNetwork().Ask(["ls-remote", "--quiet", "--", url, AllRefs]).Text.Replace('\t', ' '));

    /// <summary>The references as they were fetched last.</summary>
    public List<WriterRef> ListRefs() => ReadRefs(Local.Ask(["for-each-ref", "--format=%(objectname) %(refname)", WriterRef.Prefix]).Text);

    /// <summary>The entries of a commit's tree, as <c>ls-tree -z</c> gives them; none without a commit.</summary>
    public IEnumerable<string> ListEntries(string? commit) => commit is null ? [] : Local.Ask(["ls-tree", "-z", commit]).Items;

    /// <summary>The sizes of files by their names in commits (<c>commit:name</c>), for those that are there.</summary>
    public List<(string Id, long Size)> FindFiles(IEnumerable<string> names) =>
    [
        .. from answer in Local.Ask(["cat-file", "--batch-check"], string.Concat(names.Select(name => name + "\n"))).Text.Split('\n')
           let parts = answer.Split(' ')
           where parts is [_, "blob", _]
           select (parts[0], long.Parse(parts[2], CultureInfo.InvariantCulture)),
    ];

    /// <summary>A file's bytes, one character a byte.</summary>
    public string ReadFile(string id) => Local.Ask(["cat-file", "blob", id]).Text;

    /// <summary>Writes a file; the id.</summary>
    /// <param name="bytes">One character a byte.</param>
    public string WriteFile(string bytes) => Local.Ask(["hash-object", "-w", "--stdin"], bytes).Text.Trim();

    /// <summary>Writes a folder with entries as <see cref="ListEntries"/> gives them; the id.</summary>
    public string WriteTree(IEnumerable<string> entries) =>
        Local.Ask(["mktree", "-z"], string.Concat(entries.Select(entry => entry + '\0'))).Text.Trim();

    /// <summary>Writes a commit with a tree after its parent; the id.</summary>
    public string WriteCommit(string tree, string? parent)
    {
        string[] parents = parent is null ? [] : ["-p", parent];
        return Local.Ask(["commit-tree", "-m", "rows", .. parents, tree]).Text.Trim();
    }

    /// <summary>Whether all objects below a tree are here.</summary>
    public bool IsWhole(string tree) => Local.Run(["rev-list", "--objects", "--quiet", tree], max: 1024) is { ExitCode: 0 };

    /// <summary>The paths in a tree, one character a byte.</summary>
    public IEnumerable<string> ListPaths(string tree) => Local.Ask(["ls-tree", "-r", "-z", "--name-only", tree]).Items;

    /// <summary>Pushes references, never by force. A reference without a commit is deleted.</summary>
    /// <returns>False where the remote has one of them with another commit: another clone pushed it.</returns>
    /// <exception cref="GitException">The remote refused one of them for another reason; the message has that.</exception>
    public bool Push(string url, IReadOnlyCollection<WriterRef> refs)
    {
        var specs = refs.Select(one => $"{one.Commit}:{one.Name}");
        var output = GetNetwork().Run(["push", "--porcelain", "--no-verify", "--", url, .. specs])
            ?? throw new GitException("git cannot be started");
        var refused = output.Text.Split('\n').Where(line => line.StartsWith("!\t", StringComparison.Ordinal)).ToList();
        var other = refused.Find(line => !line.Contains("\t[rejected]", StringComparison.Ordinal));
        return output.ExitCode == 0 ? true
            : refused.Count > 0 && other is null ? false
            : throw new GitException(other is null ? Describe(output.Error) : GitText.Decode(other.Split('\t')[^1]));
    }

    /// <summary>Packs what the fetches left, from time to time.</summary>
    public void Pack() => Local.Run(["-c", "gc.auto=2000", "-c", "gc.autoDetach=false", "gc", "--auto", "--quiet"], max: 1024);

    /// <summary>What git says of its failure, without the warnings before it.</summary>
    private static string Describe(string error) => string.Join(
        ' ', GitText.Decode(error).Split('\n').Where(line => line.Length > 0 && !line.StartsWith("warning: ", StringComparison.Ordinal)));

    private static List<WriterRef> ReadRefs(string lines) =>
    [
        .. lines.Split('\n').Select(line => line.Split(' ', 2)).Where(parts => parts.Length == 2)
            .Select(parts => WriterRef.Read(parts[1], parts[0])).OfType<WriterRef>(),
    ];

    private GitRunner GetNetwork()
    {
        var variables = GetVariables();
        variables["GIT_SSH_COMMAND"] = FindSshCommand();
        return new(root, variables, deadline) { UsesNetwork = true };
    }

    private Dictionary<string, string?> GetVariables() => new()
    {
        ["GIT_DIR"] = folder,
        ["GIT_ALTERNATE_OBJECT_DIRECTORIES"] = alternates.Length > 0 ? alternates : null,
        ["GIT_AUTHOR_NAME"] = Name,
        ["GIT_AUTHOR_EMAIL"] = Email,
        ["GIT_COMMITTER_NAME"] = Name,
        ["GIT_COMMITTER_EMAIL"] = Email,
    };

    /// <summary>The user's ssh, which must not ask for anything; null where the user has another program in its place.</summary>
    private string? FindSshCommand()
    {
        string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
        if (Variable("GIT_SSH_COMMAND") is null && Variable("GIT_SSH") is not null)
        {
            return null;
        }

        var command = Variable("GIT_SSH_COMMAND")
            ?? (Local.Run(["config", "--get", "core.sshCommand"]) is { ExitCode: 0 } set ? GitText.Decode(set.Text).Trim() : "ssh");
        var program = Path.GetFileNameWithoutExtension(command.Split(' ')[0].Trim('"', '\''));
        return program == "ssh" ? command + " -oBatchMode=yes" : command;
    }
}
