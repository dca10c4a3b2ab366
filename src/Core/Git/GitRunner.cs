using System.ComponentModel;
using System.Diagnostics;

namespace LoopJournal.Git;

/// <summary>
/// Runs git: without a shell, without the caller's git variables, without network, hooks or prompts, and never beyond a deadline.
/// With <see cref="UsesNetwork"/> it has the user's transports and credentials.
/// </summary>
/// <param name="Directory">Where git runs.</param>
/// <param name="Variables">Variables of git's environment besides the fixed ones; a null one is not set.</param>
/// <param name="Deadline">Cancelled when the time is up: git and its child processes are then ended.</param>
internal sealed record GitRunner(string Directory, IReadOnlyDictionary<string, string?> Variables, CancellationToken Deadline)
{
    private const int MaxError = 4096;
    private const int MaxOutput = 64 * 1024 * 1024;

    // git writes names as bytes. Latin-1 takes them as they are in both directions, whatever encoding they are in.
    private static readonly Encoding Bytes = Encoding.Latin1;

    private static readonly Lazy<string?> Executable =
        new(() => ProgramPath.Find("git", Environment.GetEnvironmentVariable("PATH") ?? ""));

    private static readonly string[] Settings =
    [
        "core.hooksPath=" + (OperatingSystem.IsWindows() ? "NUL" : "/dev/null"), // git runs post-index-change whenever it writes an index
        "core.fsmonitor=false", // would start a daemon in the user's repository
        "core.splitIndex=false", // would write shared indexes into the user's repository
        "core.untrackedCache=false",
        "core.safecrlf=false",
        "submodule.recurse=false",
        "gc.auto=0",
    ];

    private const string NoNetwork = "protocol.allow=never"; // a partial clone must not fetch

    private static readonly string[] NetworkSettings =
    [
        "push.followTags=false",
        "push.recurseSubmodules=no",
        "push.gpgSign=false",
        "fetch.recurseSubmodules=false",
        "fetch.fsckObjects=false", // one hostile reference must not hide the others; nothing that is fetched is checked out
        "http.lowSpeedLimit=1", // a server that sends nothing for half a minute hangs
        "http.lowSpeedTime=30",
    ];

    /// <summary>The beginnings of git's variables that say how a remote is reached. The others say where the repository is.</summary>
    private static readonly string[] NetworkVariables =
        ["GIT_SSH", "GIT_SSL_", "GIT_HTTP_", "GIT_PROXY_", "GIT_CONFIG", "GIT_ASKPASS", "GIT_ALLOW_PROTOCOL"];

    /// <summary>Whether git may reach a remote: with the user's transports and credentials, and without a question.</summary>
    public bool UsesNetwork { get; init; }

    /// <summary>
    /// Runs work with git; null when the time is up, or a folder cannot be read or written: a missing answer must not fail a build.
    /// </summary>
    public static T? RunWithin<T>(TimeSpan limit, Func<CancellationToken, T?> work)
        where T : class
    {
        using var time = new CancellationTokenSource(limit);
        try
        {
            return work(time.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Runs one command to its end, or until it has written the bytes that are wanted.</summary>
    /// <param name="arguments">The command and its arguments.</param>
    /// <param name="input">Standard input, one character a byte.</param>
    /// <param name="max">How many bytes of output are wanted; after them git is ended.</param>
    /// <returns>Null where git cannot be started.</returns>
    /// <exception cref="OperationCanceledException">The time is up.</exception>
    public GitOutput? Run(string[] arguments, string input = "", int max = MaxOutput)
    {
        Deadline.ThrowIfCancellationRequested();
        using var process = Start(arguments);
        if (process is null)
        {
            return null;
        }

        try
        {
            // Each pipe has its own thread, which closes it: git stops while a pipe is full or empty. A thread can start late, after git
            // has ended and the process is disposed, so it gets its pipe here.
            var (inPipe, outPipe) = (process.StandardInput.BaseStream, process.StandardOutput.BaseStream);
            var errorPipe = process.StandardError.BaseStream;
            var error = OnThread(() => Read(errorPipe, MaxError, drain: true));
            var output = OnThread(() => Read(outPipe, max, drain: false));
            _ = OnThread(() => Write(inPipe, input));
            var read = Wait(output);
            if (read.IsCut)
            {
                return new GitOutput(0, read.Text, true, "");
            }

            process.WaitForExitAsync(Deadline).GetAwaiter().GetResult();
            return new GitOutput(process.ExitCode, read.Text, false, Wait(error).Text.Trim());
        }
        finally
        {
            End(process);
        }
    }

    /// <summary>Runs one command that must succeed, and gives its output.</summary>
    /// <exception cref="GitException">It did not, or wrote more than 64 MB.</exception>
    /// <exception cref="OperationCanceledException">The time is up.</exception>
    public GitOutput Ask(string[] arguments, string input = "") => Run(arguments, input) switch
    {
        null => throw new GitException("git cannot be started"),
        { IsCut: true } => throw new GitException("git's output exceeds 64 MB"),
        { ExitCode: not 0, Error: var error } => throw new GitException(GitText.Decode(error)),
        var output => output,
    };

    private Process? Start(string[] arguments)
    {
        if (Executable.Value is not { } executable)
        {
            return null;
        }

        string[] profile = [.. Settings, .. UsesNetwork ? NetworkSettings : [NoNetwork]];
        string[] settings = [.. profile.SelectMany(setting => (string[])["-c", setting])];
        var start = new ProcessStartInfo(executable, [.. settings, .. arguments])
        {
            WorkingDirectory = Directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };

        // A hook's or another tool's GIT_DIR and GIT_INDEX_FILE would lead elsewhere.
        foreach (var name in start.Environment.Keys.Where(IsDropped).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["GIT_OPTIONAL_LOCKS"] = "0";
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        start.Environment["GIT_NO_LAZY_FETCH"] = "1";
        start.Environment["GCM_INTERACTIVE"] = "never";
        start.Environment["SSH_ASKPASS_REQUIRE"] = "never";
        start.Environment["LC_ALL"] = "C";
        foreach (var (name, value) in Variables.Where(variable => variable.Value is not null))
        {
            start.Environment[name] = value;
        }

        try
        {
            return Process.Start(start);
        }
        catch (Exception e) when (e is Win32Exception or IOException or InvalidOperationException)
        {
            return null;
        }
    }

    private bool IsDropped(string name) => name.StartsWith("GIT_", StringComparison.OrdinalIgnoreCase)
        && !(UsesNetwork && Array.Exists(NetworkVariables, known => name.StartsWith(known, StringComparison.OrdinalIgnoreCase)));

    private static Task<T> OnThread<T>(Func<T> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Waits for a result. Throws the task's exception itself, which Task.Wait would wrap.</summary>
    private T Wait<T>(Task<T> work) => work.WaitAsync(Deadline).GetAwaiter().GetResult();

    /// <summary>Writes git's input. Where git ended before it read everything, its exit code says why.</summary>
    /// <returns>Whether the pipe took everything.</returns>
    private static bool Write(Stream stream, string input)
    {
        try
        {
            using (stream)
            {
                stream.Write(Bytes.GetBytes(input));
                return true;
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            return false;
        }
    }

    private static PipeText Read(Stream stream, int max, bool drain)
    {
        using var pipe = stream;
        var text = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (pipe.Read(buffer) is > 0 and var count)
        {
            text.Write(buffer, 0, (int)Math.Min(count, max - text.Length));
            if (text.Length == max && !drain)
            {
                return new(Bytes.GetString(text.ToArray()), IsCut: true);
            }
        }

        return new(Bytes.GetString(text.ToArray()), IsCut: false);
    }

    private static void End(Process process)
    {
        try
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or NotSupportedException or AggregateException)
        {
            // It ended by itself in the meantime.
        }
    }

    /// <summary>What came out of a pipe, and whether there was more.</summary>
    private sealed record PipeText(string Text, bool IsCut);
}

/// <summary>The result of a git command.</summary>
/// <param name="ExitCode">Zero on success.</param>
/// <param name="Text">Standard output, one character a byte.</param>
/// <param name="IsCut">There was more of it.</param>
/// <param name="Error">The beginning of standard error.</param>
internal sealed record GitOutput(int ExitCode, string Text, bool IsCut, string Error)
{
    /// <summary>The output's NUL-terminated items; one that was cut is left out.</summary>
    public IEnumerable<string> Items => Text.Split('\0').SkipLast(1);
}

/// <summary>git failed, cannot be started or gave an unusable answer; the message says which.</summary>
internal sealed class GitException(string message) : IOException(message);
