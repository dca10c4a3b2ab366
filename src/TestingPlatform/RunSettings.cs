using System.Runtime.CompilerServices;

namespace LoopJournal.TestingPlatform;

/// <summary>
/// The settings of the run, which the build writes: a text file, a line <c>Name=value</c> for each property here, values percent-encoded.
/// </summary>
internal sealed class RunSettings
{
    private readonly Dictionary<string, string> _values = [];

    private RunSettings(IEnumerable<string> lines)
    {
        foreach (var line in lines.Where(line => line.Contains('=')))
        {
            var end = line.IndexOf('=');
            _values[line.Substring(0, end)] = Uri.UnescapeDataString(line.Substring(end + 1));
        }
    }

    /// <summary>All inputs of the attempt as one JSON object, for the first line of the capture.</summary>
    public string Header => Get();

    /// <summary>The attempt's id where the build itself records it; else empty, and every run is an attempt of its own.</summary>
    public string AttemptId => Get();

    /// <summary>The stream's command where the test program is given no filter.</summary>
    public string Command => Get();

    /// <summary>Whether the command line of the build gives <c>TestingPlatformCommandLineArguments</c>; else empty.</summary>
    public string HasGivenArguments => Get();

    /// <summary>The folder that captures go to, absolute.</summary>
    public string Captures => Get();

    /// <summary>Where a capture goes when that folder cannot be made, absolute.</summary>
    public string Fallback => Get();

    /// <summary>The recorder's assembly, absolute; empty where the build itself records the run.</summary>
    public string Recorder => Get();

    /// <summary>The <c>dotnet</c> that the recorder runs on.</summary>
    public string Dotnet => Get();

    /// <summary>The folder of the journal, absolute.</summary>
    public string Journal => Get();

    /// <summary>With which others the journal is shared: <c>LoopJournalShare</c> of the build.</summary>
    public string Share => Get();

    /// <summary>The repository's root, absolute.</summary>
    public string Root => Get();

    /// <summary>The stall threshold.</summary>
    public string Threshold => Get();

    /// <summary>The most that a verdict may be.</summary>
    public string Severity => Get();

    /// <summary>How vanished tests are reported.</summary>
    public string VanishedSeverity => Get();

    /// <summary>The budget's attempts; empty without a limit.</summary>
    public string MaxAttempts => Get();

    /// <summary>The budget's minutes; empty without a limit.</summary>
    public string MaxMinutes => Get();

    /// <summary>
    /// The lines about runs that crashed or were killed, and were journaled right before this one; empty without such runs.
    /// </summary>
    public string Claimed => Get();

    /// <summary>The error in a property that the user set; the run must not begin. Empty when all is well.</summary>
    public string Error => Get();

    /// <summary>
    /// The arguments of this run. The project's own come before the option that names the settings: they hold for each of its runs.
    /// </summary>
    public string[] FindGiven(string[] arguments) =>
        HasGivenArguments.Length > 0 ? arguments : [.. arguments.SkipWhile(argument => argument != "--" + SettingsOption.Name)];

    /// <summary>The capture of an attempt, absolute.</summary>
    public string GetCapturePath(string attempt) => Path.Combine(Captures, attempt + ".jsonl");

    /// <summary>Where it is when that place cannot be written, absolute.</summary>
    public string GetFallbackPath(string attempt) => Path.Combine(Fallback, attempt + ".jsonl");

    /// <summary>The settings in a file; null when there is none, or it cannot be read.</summary>
    public static RunSettings? Read(string? path)
    {
        try
        {
            return string.IsNullOrEmpty(path) ? null : new RunSettings(File.ReadAllLines(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private string Get([CallerMemberName] string name = "") => _values.TryGetValue(name, out var value) ? value : "";
}
