namespace LoopJournal.Cli;

/// <summary>The surroundings of a verb. Results go to <see cref="Output"/>, diagnostics to <see cref="Error"/>.</summary>
internal sealed class ToolContext : IDisposable
{
    private const int DefaultWidth = 80;

    /// <summary>
    /// Gets the current directory, absolute; a hook moves to that of its agent. Throws where it was deleted, so that only the verbs that
    /// need it fail.
    /// </summary>
    public required Func<string> CurrentDirectory { get; set; }

    /// <summary>The current directory, absolute.</summary>
    /// <exception cref="IOException">The directory was deleted.</exception>
    public string Directory => CurrentDirectory();

    /// <summary>Opens standard input: few verbs read it.</summary>
    public required Func<Stream> Input { get; init; }

    public required TextWriter Output { get; init; }

    public required TextWriter Error { get; init; }

    /// <summary>Whether <see cref="Output"/> is shown to people at once.</summary>
    public Func<bool> IsTerminal { get; init; } = () => false;

    /// <summary>Whether <see cref="Error"/> is shown to people at once.</summary>
    public Func<bool> IsErrorTerminal { get; init; } = () => false;

    /// <summary>How many columns <see cref="Output"/> has; 80 where it is not a terminal.</summary>
    public Func<int> Width { get; init; } = () => DefaultWidth;

    /// <summary>Whether <see cref="Output"/> is a terminal that understands commands.</summary>
    public bool CanRedraw => IsTerminal() && Variable("TERM") != "dumb";

    /// <summary>Whether <see cref="Output"/> may have colours, see https://no-color.org.</summary>
    public bool HasColors => CanRedraw && string.IsNullOrEmpty(Variable("NO_COLOR"));

    /// <summary>What a gate reads as its standard input; null: that of this process.</summary>
    public string? GateInput { get; init; }

    /// <summary>Ends a gate that runs.</summary>
    public CancellationToken Stop { get; init; }

    /// <summary>An environment variable; null when it is not set.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>The shell that started this process. Output is UTF-8 with <c>\n</c>, on every system.</summary>
    public static ToolContext FromProcess()
    {
        if (OperatingSystem.IsWindows() && !(Console.IsOutputRedirected && Console.IsErrorRedirected))
        {
            Console.OutputEncoding = Encoding.UTF8; // a Windows console shows its own code page otherwise
        }

        return new()
        {
            CurrentDirectory = GetCurrentDirectory,
            Input = Console.OpenStandardInput,
            Output = CreateWriter(Console.OpenStandardOutput()), // a reader that went away (`| head -1`) is not an error there
            Error = TextWriter.Synchronized(CreateWriter(Console.OpenStandardError())), // a timer shows progress there
            IsTerminal = () => !Console.IsOutputRedirected,
            IsErrorTerminal = () => !Console.IsErrorRedirected,
            Width = () => Console.IsOutputRedirected ? DefaultWidth : GetWidth(),
            Variable = Environment.GetEnvironmentVariable,
        };
    }

    /// <summary>Makes a path absolute. Only a relative path needs the current directory.</summary>
    public string GetFullPath(string path) => Path.IsPathFullyQualified(path) ? Path.GetFullPath(path) : Path.GetFullPath(path, Directory);

    public void Dispose()
    {
        Output.Dispose();
        Error.Dispose();
    }

    private static string GetCurrentDirectory()
    {
        try
        {
            return System.IO.Directory.GetCurrentDirectory();
        }
        catch (IOException e)
        {
            throw new IOException("The current directory does not exist any more. Change to one that exists.", e);
        }
    }

    private static int GetWidth()
    {
        try
        {
            return Console.WindowWidth is > 1 and var width ? width : DefaultWidth;
        }
        catch (IOException)
        {
            return DefaultWidth;
        }
    }

    // Most answers fit into the buffer, so that an output that cannot be written is found at the end, and reported as such
    private static StreamWriter CreateWriter(Stream stream) => new(stream, new UTF8Encoding(false), 64 * 1024) { NewLine = "\n" };
}
