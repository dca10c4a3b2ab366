namespace LoopJournal.Text;

/// <summary>
/// Decides whether a source file is the repository's own, by its path in a stack trace or a diagnostic: the repository's
/// own path, or the <c>/_/</c> that deterministic builds put in its place.
/// </summary>
/// <remarks>
/// A mapped path counts only when the file is in the repository, because other people's packages are built with the same map:
/// MSTest's own frames read <c>/_/src/TestFramework/...</c>.
/// One thread may use it: it remembers which files exist.
/// </remarks>
/// <param name="root">The repository's directory; <c>""</c> when there is none: then no file is inside.</param>
/// <param name="fileExists">Whether a file exists, given its absolute path; asked for mapped paths only, once for each.</param>
internal sealed partial class RepositoryPaths(string root, Func<string, bool> fileExists)
{
    private const int MaxRemembered = 10_000;

    private readonly string _root = ReplaceBackslashes(root).TrimEnd('/');
    private readonly StringComparison _comparison = IsWindows(root) ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
    private readonly Dictionary<string, bool> _exists = new(StringComparer.Ordinal);

    /// <summary>The attempt's test project, relative to the repository; empty where it is not known.</summary>
    public string Project { get; init; } = "";

    /// <summary>Whether a file of the repository belongs to tests: see <see cref="TestPaths"/>.</summary>
    /// <param name="file">The path relative to the repository.</param>
    public bool IsTest(string file) => TestPaths.IsTest(file, Project);

    /// <summary>The path of a file relative to the repository, with forward slashes; null when the file is not inside.</summary>
    /// <param name="file">A path with either slash, as the evidence has it.</param>
    public string? GetRelativePath(string file)
    {
        if (_root.Length == 0)
        {
            return null;
        }

        var path = ReplaceBackslashes(file);
        if (path.StartsWith(_root, _comparison) && path.Length > _root.Length && path[_root.Length] == '/')
        {
            return Resolve(path[(_root.Length + 1)..]);
        }

        return MappedRoot().Match(path) is { Success: true } mapped && Resolve(path[mapped.Length..]) is { } relative && Exists(relative)
            ? relative : null;
    }

    /// <summary>A file that is not known to be the repository's: a relative path as it is, of another one the name.</summary>
    public static string ShortenForeign(string file)
    {
        var path = ReplaceBackslashes(file);
        return (IsRooted(path) ? null : Resolve(path)) ?? path[(path.LastIndexOf('/') + 1)..];
    }

    /// <summary>The text with every mention of the repository's directory, in either slash, shortened to <c>/_/</c>.</summary>
    /// <remarks>A directory's name may have blanks, so nothing else shows where a path in a sentence ends.</remarks>
    internal string Shorten(string text) => _root.Length == 0
        ? text
        : text.Replace(_root + '/', "/_/", _comparison).Replace(_root.Replace('/', '\\') + '\\', "/_/", _comparison);

    private static string? Resolve(string relative)
    {
        var segments = new List<string>();
        foreach (var segment in relative.Split('/'))
        {
            if (segment == ".." && segments.Count == 0)
            {
                return null;
            }

            if (segment == "..")
            {
                segments.RemoveAt(segments.Count - 1);
            }
            else if (segment is not ("" or "."))
            {
                segments.Add(segment);
            }
        }

        return segments.Count == 0 ? null : string.Join('/', segments);
    }

    private bool Exists(string relative)
    {
        if (!_exists.TryGetValue(relative, out var exists))
        {
            exists = fileExists($"{_root}/{relative}");
            if (_exists.Count < MaxRemembered)
            {
                _exists.Add(relative, exists);
            }
        }

        return exists;
    }

    private static bool IsRooted(string path) => path is ['/' or '~', ..] or [_, ':', ..] || path.Contains("://", StringComparison.Ordinal);

    private static bool IsWindows(string path) => path.Contains('\\') || (path.Length > 1 && path[1] == ':');

    private static string ReplaceBackslashes(string path) => path.Replace('\\', '/');

    // /_/ for the first source root, /_1/, /_2/ for submodules and others
    [GeneratedRegex("^/_[0-9]*/")]
    private static partial Regex MappedRoot();
}
