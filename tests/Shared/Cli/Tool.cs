using System.Text;
using System.Text.Json;
using LoopJournal.Cli;

namespace LoopJournal.Tests;

/// <summary>The tool in this process, in a folder of its own that is deleted when the test is over.</summary>
internal sealed class Tool : IDisposable
{
    // The folder is the root of a repository, whatever the folders above it are.
    public Tool() => Directory.CreateDirectory(Path.Combine(Folder, ".git"));

    /// <summary>The program, for tests that need a process.</summary>
    public static string Program => Path.Combine(AppContext.BaseDirectory, "loop-journal.dll");

    public string Folder { get; } = TemporaryFolder.Create();

    public string Journal => Path.Combine(Folder, ".orchestrator", "loop", "journal.jsonl");

    public Dictionary<string, string> Variables { get; } = [];

    /// <summary>How many columns the terminal has to which the tool writes; null where it writes to a file.</summary>
    public int? Columns { get; set; }

    public Answer Run(params string[] arguments) => RunWith("", arguments);

    public Answer RunWith(string input, params string[] arguments)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        using var shell = new ToolContext
        {
            CurrentDirectory = () => Folder,
            Input = () => new MemoryStream(Encoding.UTF8.GetBytes(input)),
            Output = output,
            Error = error,
            Variable = Variables.GetValueOrDefault,
            IsTerminal = () => Columns is not null,
            Width = () => Columns ?? 80,
        };
        return new(CommandLine.Run(arguments, shell), output.ToString(), error.ToString());
    }

    /// <summary>A shell for tests that only parse a command line.</summary>
    public static ToolContext CreateShell() => new()
    {
        CurrentDirectory = () => "/",
        Input = () => Stream.Null,
        Output = TextWriter.Null,
        Error = TextWriter.Null,
        Variable = _ => null,
    };

    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Writes the journal from records, which are objects or lines.</summary>
    public void WriteJournal(IEnumerable<object> records) =>
        Write(Journal, string.Concat(records.Select(record => (record as string ?? JsonSerializer.Serialize(record)) + "\n")));

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

/// <summary>The exit code and the output of the tool.</summary>
internal sealed record Answer(int ExitCode, string Output, string Error)
{
    public string FirstLine => Output.Split('\n')[0];

    public IReadOnlyList<string> Lines => Output.TrimEnd('\n').Split('\n');

    public JsonElement Json => JsonElement.Parse(Output);

    /// <summary>Asserts that the output of the tool has no hostile text outside its quotes, and no command.</summary>
    public void AssertIsInert(params string[] arguments)
    {
        try
        {
            HostileText.AssertIsInert(Output, isJson: Output.StartsWith('{'));
            HostileText.AssertIsInert(Error);
        }
        catch (AssertFailedException e)
        {
            throw new AssertFailedException($"{JsonSerializer.Serialize(arguments)}: {e.Message}", e);
        }
    }
}
