using LoopJournal.Git;
using LoopJournal.Text;
using LoopJournal.Text.Secrets;

namespace LoopJournal.Sharing;

/// <summary>The remote that clones share their rows by.</summary>
/// <param name="Name">As the user names it, without secrets.</param>
/// <param name="Url">As git reaches it.</param>
internal sealed record SyncRemote(string Name, string Url)
{
    private const string Usual = "origin";

    /// <summary>
    /// The remote that was named, by its name or URL; else that of <c>git config loop-journal.remote</c>, that of the branch,
    /// <c>origin</c>, or the only one.
    /// </summary>
    /// <param name="root">The root of the working tree, absolute.</param>
    /// <param name="named">The name; empty where the user gives none.</param>
    /// <param name="deadline">Ends git.</param>
    /// <exception cref="GitException">There is no such remote.</exception>
    public static SyncRemote Find(string root, string named, CancellationToken deadline)
    {
        var git = new GitRunner(root, new Dictionary<string, string?>(), deadline);
        string Ask(params string[] question) =>
            git.Run(question) is { ExitCode: 0 } answer ? GitText.Decode(answer.Text).Trim() : "";
        var remotes = Ask("remote").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (named.Length == 0)
        {
            string[] choices = [Ask("config", "--get", GitSetting.Remote), FindOfBranch(Ask), Usual, .. remotes.Length == 1 ? remotes : []];
            named = Array.Find(choices, choice => remotes.Contains(choice))
                ?? throw new GitException("the repository has no remote to share rows by: git remote add origin URL, or name one");
        }

        if (remotes.Contains(named))
        {
            return new(named, Ask("remote", "get-url", "--", named));
        }

        var isUrl = named.AsSpan().ContainsAny('/', ':') && named[0] != '-';
        return isUrl ? new(SecretMask.Mask(named), named) : throw new GitException($"there is no remote {Quoted.From(named, 80)}");
    }

    private static string FindOfBranch(Func<string[], string> ask) =>
        ask(["symbolic-ref", "--quiet", "--short", "HEAD"]) is { Length: > 0 } branch
            ? ask(["config", "--get", $"branch.{branch}.remote"]) : "";
}
