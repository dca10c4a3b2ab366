using System.Security.Cryptography;

namespace LoopJournal.Git;

/// <summary>
/// The folders in which git keeps a working tree, found without git: in a linked working tree <c>.git</c> is a file that names its own
/// folder, and a file in that one names the folder that all working trees of the repository have in common (gitrepository-layout).
/// </summary>
/// <param name="Own">The working tree's own folder, absolute.</param>
/// <param name="Common">The common folder, absolute; the same one in the main working tree.</param>
internal sealed record GitFolders(string Own, string Common)
{
    /// <summary>The folder in <see cref="Common"/> that is ours.</summary>
    public const string Shared = "loop-journal";

    /// <summary>The repository in it by which clones share their journals.</summary>
    public const string Sync = "sync";

    private const string Link = "gitdir: ";
    private const int MaxFile = 4096;

    /// <summary>Where the working trees of a repository share their journal, absolute.</summary>
    public string SharedJournal => Path.Combine(Common, Shared);

    /// <summary>
    /// 8 hex digits that name the working tree among those of its repository, wherever the repository is.
    /// </summary>
    public string Worktree
    {
        get
        {
            var name = Path.GetRelativePath(Common, Own).Replace(Path.DirectorySeparatorChar, '/');
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 4));
        }
    }

    /// <summary>The folders of the working tree with this root; null where it has none that git would know.</summary>
    /// <param name="root">The working tree's root, absolute.</param>
    public static GitFolders? Find(string root)
    {
        var git = Path.Combine(root, ".git");
        if (Directory.Exists(git))
        {
            return new(git, git);
        }

        if (ReadLine(git) is not { } link || !link.StartsWith(Link, StringComparison.Ordinal))
        {
            return null;
        }

        var own = Path.GetFullPath(link[Link.Length..], root);
        var common = ReadLine(Path.Combine(own, "commondir")) is { Length: > 0 } path ? Path.GetFullPath(path, own) : own;
        return Directory.Exists(common) ? new(own, common) : null;
    }

    /// <summary>
    /// The <see cref="Worktree"/> whose rows a journal has in common with others; empty where the journal is the working tree's own.
    /// </summary>
    /// <param name="root">The working tree's root, absolute.</param>
    /// <param name="journal">The journal's folder, absolute.</param>
    public static string FindWorktree(string root, string journal)
    {
        journal = Path.TrimEndingDirectorySeparator(journal);
        return root.Length > 0 && Path.GetFileName(journal) == Shared && Find(root) is { } folders && folders.SharedJournal == journal
            ? folders.Worktree : "";
    }

    private static string? ReadLine(string file) => FileErrors.Catch(
        () => new FileInfo(file) is { Exists: true, Length: <= MaxFile } && File.ReadLines(file).FirstOrDefault() is { } line
            && !line.Contains('\0') ? line : null,
        otherwise: null);
}
