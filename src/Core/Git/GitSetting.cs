namespace LoopJournal.Git;

/// <summary>Our settings in git's configuration. git is asked only where one of its usual files names us: most verbs end sooner.</summary>
internal static class GitSetting
{
    /// <summary>Whether working trees share their journal.</summary>
    public const string Share = "loop-journal.share";

    /// <summary>The remote that clones share their journals by.</summary>
    public const string Remote = "loop-journal.remote";

    private const string Section = "loop-journal";
    private const int MaxFile = 1024 * 1024;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>A setting of a repository or of the user; empty where it is not set.</summary>
    /// <param name="root">The repository's root, absolute.</param>
    /// <param name="name">The setting.</param>
    public static string Read(string root, string name) => !ListFiles(root).Any(NamesUs) ? ""
        : GitRunner.RunWithin(Timeout, deadline =>
            new GitRunner(root, new Dictionary<string, string?>(), deadline).Run(["config", "--get", name], max: 1024)
                is { ExitCode: 0 } output ? GitText.Decode(output.Text).Trim() : null) ?? "";

    private static IEnumerable<string> ListFiles(string root)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var settings = Environment.GetEnvironmentVariable("XDG_CONFIG_HOME") is { Length: > 0 } set ? set : Path.Combine(home, ".config");
        return GitFolders.Find(root) is { } git
            ? [Path.Combine(git.Common, "config"), Path.Combine(home, ".gitconfig"), Path.Combine(settings, "git", "config")] : [];
    }

    private static bool NamesUs(string file) => FileErrors.Catch(
        () => new FileInfo(file) is { Exists: true, Length: <= MaxFile }
            && File.ReadAllText(file).Contains(Section, StringComparison.OrdinalIgnoreCase),
        otherwise: false);
}
