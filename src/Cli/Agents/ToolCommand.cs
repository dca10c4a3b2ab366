namespace LoopJournal.Cli.Agents;

/// <summary>The command with which hooks start the tool.</summary>
internal static class ToolCommand
{
    private const string Program = "loop-journal";
    private const string Package = "LoopJournal.Tool";

    /// <summary>
    /// The tool of the repository's manifest; else the installed one; else <c>dnx</c>, which fetches the package. The command goes into
    /// files that others share, so it has no path in it.
    /// </summary>
    /// <param name="root">The repository's root.</param>
    /// <param name="path">The variable <c>PATH</c>.</param>
    public static string Find(string root, string path) =>
        IsInManifest(Path.Combine(root, ".config", "dotnet-tools.json")) || IsInManifest(Path.Combine(root, "dotnet-tools.json"))
            ? $"dotnet tool run {Program} --"
        : path.Split(Path.PathSeparator).Any(folder => folder.Length > 0 && IsThere(Path.Combine(folder, Program))) ? Program
        : $"dnx {Package} --yes --";

    private static bool IsThere(string file) => File.Exists(file) || File.Exists(file + ".exe");

    private static bool IsInManifest(string file)
    {
        try
        {
            return File.ReadAllText(file).Contains($"\"{Package}\"", StringComparison.OrdinalIgnoreCase);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // most repositories have none
        }
    }
}
