namespace LoopJournal.TestingPlatform;

/// <summary>
/// What the build knows of the run: a text file, a line <c>Name=value</c> for each property here, values percent-encoded.
/// </summary>
internal sealed record RunSettings
{
    /// <summary>All inputs of the attempt as one JSON object, for the first line of the capture.</summary>
    public string Header { get; private set; } = "";

    /// <summary>The attempt's id where the build itself records it; else empty, and every run is an attempt of its own.</summary>
    public string AttemptId { get; private set; } = "";

    /// <summary>The stream's command where the test program is given no filter.</summary>
    public string Command { get; private set; } = "";

    /// <summary>The folder that captures go to, absolute.</summary>
    public string Captures { get; private set; } = "";

    /// <summary>Where a capture goes when that folder cannot be made, absolute.</summary>
    public string Fallback { get; private set; } = "";

    /// <summary>The recorder's assembly, absolute; empty where the build itself records the run.</summary>
    public string Recorder { get; private set; } = "";

    /// <summary>The <c>dotnet</c> that the recorder runs on.</summary>
    public string Dotnet { get; private set; } = "";

    /// <summary>The folder of the journal, absolute.</summary>
    public string Journal { get; private set; } = "";

    /// <summary>The repository's root, absolute.</summary>
    public string Root { get; private set; } = "";

    /// <summary>The stall threshold.</summary>
    public string Threshold { get; private set; } = "";

    /// <summary>The most that a verdict may be.</summary>
    public string Severity { get; private set; } = "";

    /// <summary>What is wrong with a property that the user set; the run must not begin. Empty when all is well.</summary>
    public string Error { get; private set; } = "";

    /// <summary>The capture of an attempt, absolute.</summary>
    public string CaptureOf(string attempt) => Path.Combine(Captures, attempt + ".jsonl");

    /// <summary>Where it is when that place cannot be written, absolute.</summary>
    public string FallbackOf(string attempt) => Path.Combine(Fallback, attempt + ".jsonl");

    /// <summary>The settings in a file; null when there is none, or it cannot be read.</summary>
    public static RunSettings? Read(string? path)
    {
        try
        {
            return string.IsNullOrEmpty(path) ? null : Parse(File.ReadAllLines(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static RunSettings Parse(IEnumerable<string> lines)
    {
        var settings = new RunSettings();
        foreach (var line in lines)
        {
            var end = line.IndexOf('=');
            var value = Uri.UnescapeDataString(line.Substring(end + 1));
            switch (line.Substring(0, Math.Max(end, 0)))
            {
                case nameof(Header): settings.Header = value; break;
                case nameof(AttemptId): settings.AttemptId = value; break;
                case nameof(Command): settings.Command = value; break;
                case nameof(Captures): settings.Captures = value; break;
                case nameof(Fallback): settings.Fallback = value; break;
                case nameof(Recorder): settings.Recorder = value; break;
                case nameof(Dotnet): settings.Dotnet = value; break;
                case nameof(Journal): settings.Journal = value; break;
                case nameof(Root): settings.Root = value; break;
                case nameof(Threshold): settings.Threshold = value; break;
                case nameof(Severity): settings.Severity = value; break;
                case nameof(Error): settings.Error = value; break;
            }
        }

        return settings;
    }
}
