namespace LoopJournal.Git;

/// <summary>
/// The state of a repository: its HEAD, and its differences from a commit. The journal's own folder is left out. Where git has
/// no answer (no git, no repository, a commit that it does not know, not within 10 s), the answer is empty or null.
/// </summary>
/// <param name="repository">The repository's root, absolute.</param>
/// <param name="journalDirectory">The journal's folder, absolute.</param>
internal sealed class GitStatus(string repository, string journalDirectory)
{
    private const string Heads = "refs/heads/";
    private const int MaxCommits = 200;

    private static readonly TimeSpan GitTimeout = TimeSpan.FromSeconds(10);

    private static readonly Dictionary<string, string?> NoVariables = [];

    /// <summary>Whether git finds a repository: it has a HEAD, with or without a commit.</summary>
    public bool IsRepository => GetBranch().Length > 0 || GetCommit().Length > 0;

    /// <summary>HEAD; empty before the first commit and outside git.</summary>
    public string GetCommit() => Ask("rev-parse", "--quiet", "--verify", "HEAD")?.Trim() ?? "";

    /// <summary>Whether one of the newest commits after <paramref name="commit"/> up to <paramref name="head"/> has a tree.</summary>
    public bool HasCommitted(string commit, string head, string tree) => IsCommit(commit) && IsCommit(head) && IsCommit(tree)
        && Ask("log", "--format=%T", $"--max-count={MaxCommits}", $"{commit}..{head}", "--")?.Split('\n').Contains(tree) == true;

    /// <summary>The branch without <c>refs/heads/</c>; empty when detached and outside git.</summary>
    public string GetBranch()
    {
        var head = Ask("symbolic-ref", "--quiet", "HEAD")?.Trim() ?? "";
        return head.StartsWith(Heads, StringComparison.Ordinal) ? head[Heads.Length..] : head;
    }

    /// <summary>
    /// The tracked files whose content is another one than in <paramref name="commit"/>, relative to the root; null: not known.
    /// </summary>
    public IReadOnlyList<string>? FindFilesSince(string commit) => !IsCommit(commit) ? null
        : Ask(["diff", "--name-only", "--no-ext-diff", "-z", commit, .. WithoutJournal])
            ?.Split('\0', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The lines of <c>git diff --stat</c> from <paramref name="commit"/> to HEAD; null: not known.</summary>
    public IReadOnlyList<string>? GetDiffStat(string commit) =>
        IsCommit(commit) ? AskLines("diff", "--stat=120", "--no-color", "--no-ext-diff", $"{commit}..HEAD") : null;

    /// <summary>The lines of <c>git status --short</c>; null: not known.</summary>
    public IReadOnlyList<string>? GetStatus() => AskLines("-c", "color.status=false", "status", "--short");

    /// <summary>
    /// Whether a text can be the id of a commit, in full or not. Any program may write a journal: its texts must not become git's options.
    /// </summary>
    public static bool IsCommit(string text) => text.Length is >= 7 and <= 64 && text.All(char.IsAsciiHexDigit);

    // from the root: the paths that git prints are relative to it
    private string[] WithoutJournal => GitText.FindPath(repository, journalDirectory) is { } journal
        ? ["--", ".", $":(exclude,literal){journal}"]
        : ["--"];

    private string[]? AskLines(params string[] question) =>
        Ask(["-c", "core.quotePath=false", .. question, .. WithoutJournal])?.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private string? Ask(params string[] question) => GitRunner.RunWithin(GitTimeout, deadline =>
        new GitRunner(repository, NoVariables, deadline).Run(question) is { ExitCode: 0, IsCut: false } answer
            ? GitText.Decode(answer.Text) : null);
}
