using System.IO.Enumeration;

namespace LoopJournal.Cli.Running;

/// <summary>A pattern of file names, <c>reports/*.xml</c>: <c>*</c> and <c>?</c> within a name, <c>**</c> for any folders.</summary>
/// <param name="Folder">The folder before the first name with a wildcard, absolute.</param>
/// <param name="Names">The rest, a name each.</param>
internal sealed record ResultPattern(string Folder, IReadOnlyList<string> Names)
{
    private const string AnyFolders = "**";

    /// <summary>The formats that <c>dotnet test</c> is asked for by a logger or an option of these names.</summary>
    private static readonly (string Name, string Extension)[] Formats = [("trx", "trx"), ("junit", "xml"), ("ctrf", "json")];

    /// <summary>Whether folders in <see cref="Folder"/> are searched too.</summary>
    public bool IsDeep => Names.Count > 1 || Names[0] == AnyFolders;

    /// <summary>Reads a pattern.</summary>
    /// <param name="directory">Relative ones begin here.</param>
    /// <param name="pattern">With either slash on Windows.</param>
    public static ResultPattern Parse(string directory, string pattern)
    {
        var parts = pattern.Replace(Path.DirectorySeparatorChar, '/').Split('/').ToList();
        var wild = parts.FindIndex(part => part.AsSpan().ContainsAny('*', '?'));
        var names = wild < 0 ? parts[^1..] : parts[wild..];
        var folder = string.Join('/', parts[..^names.Count]);
        return new(Path.GetFullPath(Path.Combine(directory, folder.Length == 0 && pattern is ['/', ..] ? "/" : folder)), names);
    }

    /// <summary>Whether a file matches, by its absolute path.</summary>
    public bool Matches(string path) =>
        Matches([.. Names], Path.GetRelativePath(Folder, path).Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar));

    /// <summary>The patterns that are known where <c>dotnet test</c> is told to write results.</summary>
    public static IEnumerable<string> FindKnown(IReadOnlyList<string> command)
    {
        if (command is not [var program, "test", ..] || Path.GetFileNameWithoutExtension(program) != "dotnet")
        {
            return [];
        }

        string? GetValue(string option) => command.SkipWhile(part => part != option).Skip(1).FirstOrDefault()
            ?? command.FirstOrDefault(part => part.StartsWith(option + '=', StringComparison.Ordinal))?[(option.Length + 1)..];
        var folder = GetValue("--results-directory") ?? "**/TestResults";
        var logger = GetValue("--logger") ?? GetValue("-l") ?? "";
        bool Writes(string format) => logger.StartsWith(format, StringComparison.Ordinal)
            || command.Any(part => part.StartsWith("--report-" + format, StringComparison.Ordinal));
        return Formats.Where(format => Writes(format.Name)).Select(format => $"{folder}/**/*.{format.Extension}");
    }

    private static bool Matches(ReadOnlySpan<string> names, ReadOnlySpan<string> path) =>
        names.IsEmpty ? path.IsEmpty
        : names[0] == AnyFolders ? Matches(names[1..], path) || (!path.IsEmpty && Matches(names, path[1..]))
        : !path.IsEmpty && FileSystemName.MatchesSimpleExpression(names[0], path[0], OperatingSystem.IsWindows())
            && Matches(names[1..], path[1..]);
}
