using System.ComponentModel;
using System.Diagnostics;

namespace LoopJournal.Tasks;

/// <summary>
/// Runs a verb of the tool and shows its output. The process gets the arguments as they are: no shell reads the branches, paths and
/// notes in them. Called by the package's own targets only.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class RunTool : LoopTask, ICancelableTask
{
    private Process? _process;

    /// <summary>The <c>dotnet</c> that runs the tool.</summary>
    [Required] public string Dotnet { get; set; } = "";

    /// <summary>The tool's assembly, absolute.</summary>
    [Required] public string Tool { get; set; } = "";

    /// <summary>
    /// The verb, then its options. On Unix, MSBuild turns a backslash in a list into a slash, so texts have their own parameters.
    /// </summary>
    [Required] public string[] Arguments { get; set; } = [];

    /// <summary>The option <c>--note</c>.</summary>
    public string Note { get; set; } = "";

    /// <summary>The header that <see cref="PrepareAttempt"/> made, for a verb that reads the project's streams.</summary>
    public string Header { get; set; } = "";

    /// <summary>The journal's folder, absolute; likewise.</summary>
    public string JournalDirectory { get; set; } = "";

    /// <summary>The project file, absolute: the tool runs in its folder, and an error names it.</summary>
    [Required] public string ProjectFile { get; set; } = "";

    /// <summary>The lines of the tool's standard output that are not blank.</summary>
    [Output] public string[] Lines { get; set; } = [];

    /// <inheritdoc/>
    public void Cancel()
    {
        try
        {
            _process?.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // The tool has ended already
        }
    }

    private protected override void Run()
    {
        var start = new ProcessStartInfo(Dotnet, [Tool, .. Arguments, .. GetOptions()])
        {
            WorkingDirectory = Path.GetDirectoryName(ProjectFile),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        try
        {
            using var process = Process.Start(start)!;
            _process = process;
            Read(process);
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            LogError(Codes.ToolFailed, ProjectFile, $"{Quoted.From(Dotnet)} cannot be started: {Quoted.From(e.Message)}");
        }
    }

    private string[] GetOptions()
    {
        string[] note = Note.Length > 0 ? ["--note=" + Note] : [];
        return PrepareAttempt.ReadHeader(Header) is { } attempt
            ? [.. note, "--journal=" + JournalDirectory, .. GetOption("--loop", attempt.Loop), "--project=" + attempt.Project]
            : note;
    }

    // A separate value that begins with a hyphen would be an option, and an empty value after the equals sign would be missing
    private static string[] GetOption(string name, string value) => value.Length > 0 ? [$"{name}={value}"] : [name, ""];

    private void Read(Process process)
    {
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var lines = new List<string>();
        while (process.StandardOutput.ReadLine() is { } line)
        {
            Log.LogMessage(MessageImportance.High, "{0}", line);
            lines.Add(line);
        }

        process.WaitForExit();
        Lines = [.. lines.Where(line => !string.IsNullOrWhiteSpace(line))];
        if (process.ExitCode != 0)
        {
            var ending = $"'loop-journal {Arguments[0]}' ended with exit code {process.ExitCode}";
            LogError(Codes.ToolFailed, ProjectFile, $"{ending}: {OneLine.From(error.Result)}");
        }
        else if (error.Result.Length > 0)
        {
            Log.LogMessage(MessageImportance.High, "{0}", error.Result.TrimEnd());
        }
    }
}
