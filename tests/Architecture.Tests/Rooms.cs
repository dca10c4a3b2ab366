using System.Reflection;
using System.Text.RegularExpressions;

namespace LoopJournal.Tests;

/// <summary>
/// The rooms of Core, which are its folders and namespaces, in the order of the data. A row names the rooms that its room may use.
/// </summary>
internal static class Rooms
{
    private static readonly string[] Sources = ["Model", "Capture"];
    private static readonly string[] Texts = [.. Sources, "Text"];

    /// <summary>What each room may use. <c>Capture</c> is the source in <c>src/Capture</c>, which Core shares with the loggers.</summary>
    public static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Capture"] = [],
        ["Model"] = [],
        ["Text"] = Sources,
        ["Evidence"] = Texts,
        ["Fingerprints"] = [.. Texts, "Evidence"],
        ["Git"] = Sources,
        ["Journal"] = [.. Texts, "Fingerprints"],
        ["Verdicts"] = [.. Texts, "Journal", "Fingerprints"],
        ["Snapshots"] = [.. Texts, "Git"],
        ["Recording"] = [.. Texts, "Evidence", "Fingerprints", "Git", "Journal", "Verdicts", "Snapshots"],
        ["Sharing"] = [.. Texts, "Git", "Journal", "Snapshots"],
        ["Reports"] = [.. Texts, "Evidence", "Fingerprints", "Git", "Journal", "Verdicts", "Snapshots", "Recording", "Sharing"],
    };

    /// <summary>The repository's root.</summary>
    public static string Root { get; } =
        typeof(Rooms).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryRoot").Value!;

    /// <summary>The rooms that a room must not use.</summary>
    public static IEnumerable<string> ListForbidden(string room) => MayUse.Keys.Except(MayUse[room]).Where(other => other != room);

    /// <summary>A pattern of the names of these rooms' namespaces. Without rooms it matches no name.</summary>
    public static string CreateNamespacePattern(IEnumerable<string> rooms) =>
        $@"^LoopJournal\.(?:{string.Join('|', rooms.Select(Regex.Escape).DefaultIfEmpty("-"))})(?:\.|$)";

    /// <summary>The product's source files, by their paths from <c>src</c>.</summary>
    public static IEnumerable<(string Path, string Text)> ReadSources() =>
        from file in Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.cs", SearchOption.AllDirectories)
        select (Path.GetRelativePath(Path.Combine(Root, "src"), file).Replace('\\', '/'), File.ReadAllText(file));
}
