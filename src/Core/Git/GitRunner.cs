using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace LoopJournal.Git;

/// <summary>Runs git: without a shell, without the caller's git variables, without network, hooks or prompts, and never for ever.</summary>
/// <param name="Directory">Where git runs.</param>
/// <param name="Variables">What git gets in its environment beside the fixed ones.</param>
internal sealed record GitRunner(string Directory, IReadOnlyDictionary<string, string> Variables)
{
    private const int MostError = 4096;
    private const int MostOutput = 64 * 1024 * 1024;

    // git writes names as bytes. Latin-1 takes them as they are in both directions, whatever encoding they are in.
    private static readonly Encoding Bytes = Encoding.Latin1;

    private static readonly Lazy<string?> Executable = new(FindExecutable);

    private static readonly string[] Settings =
    [
        "core.hooksPath=" + (OperatingSystem.IsWindows() ? "NUL" : "/dev/null"), // git runs post-index-change whenever it writes an index
        "core.fsmonitor=false", // would start a daemon in the user's repository
        "core.splitIndex=false", // would write shared indexes into the user's repository
        "core.untrackedCache=false",
        "core.safecrlf=false",
        "submodule.recurse=false",
        "gc.auto=0",
        "protocol.allow=never", // a partial clone must not fetch
    ];

    /// <summary>Runs one command to its end, or until it has written more than is wanted.</summary>
    /// <param name="arguments">The command and its arguments.</param>
    /// <param name="input">Standard input, one character a byte.</param>
    /// <param name="most">How many bytes of output are wanted; after them git is ended.</param>
    /// <param name="cancellation">Ends git, and whatever it has started.</param>
    /// <returns>Null where git cannot be started.</returns>
    /// <exception cref="OperationCanceledException">The time is up.</exception>
    public async Task<GitOutput?> RunAsync(string[] arguments, string input, int most, CancellationToken cancellation)
    {
        using var process = Start(arguments);
        if (process is null)
        {
            return null;
        }

        try
        {
            var error = ReadAsync(process.StandardError.BaseStream, MostError, drain: true, cancellation);
            var output = ReadAsync(process.StandardOutput.BaseStream, most, drain: false, cancellation);
            await WriteAsync(process, input, cancellation);
            var (text, isCut) = await output;
            if (isCut)
            {
                return new GitOutput(0, text, true, "");
            }

            await process.WaitForExitAsync(cancellation);
            return new GitOutput(process.ExitCode, text, false, (await error).Text.Trim());
        }
        finally
        {
            End(process);
        }
    }

    /// <summary>Runs one command that must succeed, and gives its output.</summary>
    /// <exception cref="GitException">It did not, or wrote more than 64 MB.</exception>
    /// <exception cref="OperationCanceledException">The time is up.</exception>
    public async Task<GitOutput> AskAsync(string[] arguments, string input, CancellationToken cancellation) =>
        await RunAsync(arguments, input, MostOutput, cancellation) switch
        {
            null => throw new GitException("git cannot be started"),
            { IsCut: true } => throw new GitException("git has too much to say"),
            { ExitCode: not 0, Error: var error } => throw new GitException(GitText.Decode(error)),
            var output => output,
        };

    /// <summary>
    /// Asks one short question and waits for the answer, on threads: in a process that ends with the answer, compiling the asynchronous
    /// code would take longer than git (10 ms of the tool's 40).
    /// </summary>
    /// <param name="arguments">The command and its arguments.</param>
    /// <param name="limit">After this time git is ended, and whatever it has started.</param>
    /// <returns>Standard output; null where git cannot be started, fails, or takes too long.</returns>
    public string? Ask(string[] arguments, TimeSpan limit)
    {
        using var process = Start(arguments);
        if (process is null)
        {
            return null;
        }

        process.StandardInput.Close();
        var output = new MemoryStream();
        Thread[] readers = [PipeCopy.Start(process.StandardOutput.BaseStream, output), PipeCopy.Start(process.StandardError.BaseStream, Stream.Null)];
        var isAnswered = process.WaitForExit(limit) && Array.TrueForAll(readers, reader => reader.Join(limit));
        End(process);
        return isAnswered && process.ExitCode == 0 ? Encoding.UTF8.GetString(output.GetBuffer(), 0, (int)output.Length) : null;
    }

    private Process? Start(string[] arguments)
    {
        if (Executable.Value is not { } executable)
        {
            return null;
        }

        var start = new ProcessStartInfo(executable)
        {
            WorkingDirectory = Directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        foreach (var setting in Settings)
        {
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add(setting);
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // A hook's or another tool's GIT_DIR and GIT_INDEX_FILE would lead elsewhere.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("GIT_", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["GIT_OPTIONAL_LOCKS"] = "0";
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        start.Environment["GIT_NO_LAZY_FETCH"] = "1";
        start.Environment["LC_ALL"] = "C";
        foreach (var (name, value) in Variables)
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

    private static async Task WriteAsync(Process process, string input, CancellationToken cancellation)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(Bytes.GetBytes(input), cancellation);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // git has ended before it read everything: its exit code says why.
        }
    }

    private static async Task<(string Text, bool IsCut)> ReadAsync(Stream stream, int most, bool drain, CancellationToken cancellation)
    {
        var text = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await stream.ReadAsync(buffer, cancellation) is > 0 and var count)
        {
            text.Write(buffer, 0, (int)Math.Min(count, most - text.Length));
            if (text.Length == most && !drain)
            {
                return (Bytes.GetString(text.ToArray()), true);
            }
        }

        return (Bytes.GetString(text.ToArray()), false);
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

    /// <summary>Found by hand: on Windows the system would look into the current directory first, and a repository may hold a git.exe.</summary>
    private static string? FindExecutable() => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Where(Path.IsPathFullyQualified)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "git.exe" : "git"))
        .FirstOrDefault(File.Exists);
}

/// <summary>What a command gave.</summary>
/// <param name="ExitCode">Zero on success.</param>
/// <param name="Text">Standard output, one character a byte.</param>
/// <param name="IsCut">There was more of it.</param>
/// <param name="Error">The beginning of standard error.</param>
internal sealed record GitOutput(int ExitCode, string Text, bool IsCut, string Error)
{
    /// <summary>The output's NUL-terminated items; one that was cut is left out.</summary>
    public IEnumerable<string> Items => Text.Split('\0').SkipLast(1);
}

/// <summary>git could not do what it was asked to; the message is its own.</summary>
internal sealed class GitException(string message) : IOException(message);
