using System.Text;
using LoopJournal.Model;
using LoopJournal.Text;
using Microsoft.Build.Framework;

namespace LoopJournal.Tasks;

/// <summary>
/// Writes what the extension of a test program has to know of the run that is about to begin: a line <c>Name=value</c> for each thing,
/// values percent-encoded. Never fails a build: where it cannot write, the run is not journaled. Called by the package's own targets alone.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class WriteRunSettings : Microsoft.Build.Utilities.Task
{
    /// <summary>The file to write, absolute.</summary>
    [Required]
    public string File { get; set; } = "";

    /// <summary>The capture's first line as <see cref="PrepareAttempt"/> made it, percent-encoded.</summary>
    public string Header { get; set; } = "";

    /// <summary>The attempt's id.</summary>
    public string AttemptId { get; set; } = "";

    /// <summary>The capture of the attempt, absolute.</summary>
    public string Capture { get; set; } = "";

    /// <summary>Where the capture goes when that place cannot be written, absolute.</summary>
    public string CaptureFallback { get; set; } = "";

    /// <summary>The journal's folder, absolute.</summary>
    public string JournalDirectory { get; set; } = "";

    /// <summary>The recorder's assembly, absolute; empty where the build itself records the run.</summary>
    public string Recorder { get; set; } = "";

    /// <summary>The <c>dotnet</c> that runs the recorder.</summary>
    public string Dotnet { get; set; } = "";

    /// <summary><c>$(LoopJournalStallThreshold)</c>.</summary>
    public string StallThreshold { get; set; } = "";

    /// <summary><c>$(LoopJournalStallSeverity)</c>.</summary>
    public string StallSeverity { get; set; } = "";

    /// <summary>What is wrong with the user's properties: the run must not begin.</summary>
    public string Problem { get; set; } = "";

    /// <summary>The file; empty when it could not be written.</summary>
    [Output]
    public string WrittenFile { get; set; } = "";

    /// <inheritdoc/>
    public override bool Execute()
    {
        var text = new StringBuilder();
        if (Problem.Length > 0)
        {
            Add(text, "Error", Problem);
        }
        else
        {
            AddAttempt(text);
        }

        try
        {
            Replace(text.ToString());
            WrittenFile = File;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.LogMessage(MessageImportance.Low, "LoopJournal: the run is not recorded: {0}", Quoted.Of(e.Message));
        }

        return true;
    }

    private void AddAttempt(StringBuilder text)
    {
        var inputs = AttemptInputs.FromJson(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(Header)))!;
        if (Recorder.Length > 0)
        {
            // the build is over when the run ends, so what is known only at its side is waited for
            var tree = StartSnapshot.TreeOf(AttemptId, BuildEngine);
            inputs = inputs with { Tree = tree.Length > 0 ? tree : StartSnapshot.TreeOfProcess(JournalDirectory, BuildEngine) };
            Add(text, "Recorder", Recorder);
            Add(text, "Dotnet", Dotnet);
            Add(text, "Journal", JournalDirectory);
            Add(text, "Threshold", StallThreshold);
            Add(text, "Severity", StallSeverity);
        }
        else
        {
            Add(text, "AttemptId", AttemptId);
        }

        Add(text, "Header", inputs.ToJson());
        Add(text, "Root", inputs.Root);
        Add(text, "Captures", Path.GetDirectoryName(Capture)!);
        Add(text, "Fallback", Path.GetDirectoryName(CaptureFallback)!);
    }

    private static void Add(StringBuilder text, string name, string value) => text.Append(name).Append('=').Append(Uri.EscapeDataString(value)).Append('\n');

    /// <summary>Whole or not at all: a run of the same project may be about to read it.</summary>
    private void Replace(string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        var whole = $"{File}.{Guid.NewGuid():N}";
        System.IO.File.WriteAllText(whole, text);
        System.IO.File.Move(whole, File, overwrite: true);
    }
}
