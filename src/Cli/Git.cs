using System.ComponentModel;
using System.Diagnostics;

namespace LoopJournal.Cli;

/// <summary>Asks git about a repository. Where there is no git, or no repository, it has no answers.</summary>
/// <param name="root">The repository's root, absolute.</param>
internal sealed class Git(string root)
{
    /// <summary>HEAD; empty before the first commit and outside git.</summary>
    public string Commit => Ask("rev-parse", "--quiet", "--verify", "HEAD")?.Trim() ?? "";

    /// <summary>The branch without <c>refs/heads/</c>; empty when detached and outside git.</summary>
    public string Branch
    {
        get
        {
            const string heads = "refs/heads/";
            var head = Ask("symbolic-ref", "--quiet", "HEAD")?.Trim() ?? "";
            return head.StartsWith(heads, StringComparison.Ordinal) ? head[heads.Length..] : head;
        }
    }

    /// <summary>What git prints; null when it fails.</summary>
    public string? Ask(params string[] arguments)
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", arguments)
            {
                WorkingDirectory = root,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = System.Text.Encoding.UTF8,
            })!;
            // a thread for what git complains of: reading beside each other in .NET's asynchronous way takes a new process 10 ms more
            var complaints = new Thread(() => git.StandardError.BaseStream.CopyTo(Stream.Null)) { IsBackground = true };
            complaints.Start();
            var output = git.StandardOutput.ReadToEnd();
            complaints.Join();
            git.WaitForExit();
            return git.ExitCode == 0 ? output : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
