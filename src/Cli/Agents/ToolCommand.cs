using LoopJournal.Capture;

namespace LoopJournal.Cli.Agents;

/// <summary>The command with which hooks start the tool.</summary>
internal static class ToolCommand
{
    /// <summary>The name of the installed tool.</summary>
    public const string Program = "loop-journal";

    /// <summary>The package that has it.</summary>
    public const string Package = "LoopJournal.Tool";

    /// <summary>
    /// The tool of the repository's manifest; else the installed one; else <c>dnx</c>, which fetches the package. The command goes into
    /// files that others share, so it has no path in it.
    /// </summary>
    /// <param name="root">The repository's root.</param>
    /// <param name="path">The variable <c>PATH</c>.</param>
    public static string Find(string root, string path) =>
        IsInManifest(Path.Combine(root, ".config", "dotnet-tools.json")) || IsInManifest(Path.Combine(root, "dotnet-tools.json"))
            ? $"dotnet tool run {Program} --"
        : ProgramPath.Find(Program, path) is not null ? Program
        : $"dnx {Package} --yes --";

    private static bool IsInManifest(string file) => FileErrors.Catch(
        () => File.ReadAllText(file).Contains($"\"{Package}\"", StringComparison.OrdinalIgnoreCase),
        otherwise: false); // most repositories have none
}
