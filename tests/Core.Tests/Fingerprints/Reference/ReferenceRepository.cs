using System.Text.RegularExpressions;

namespace LoopJournal.Tests.Fingerprints.Reference;

/// <summary>The directory of a repository (2.3), and its files (3.4). The function tells whether a relative path exists.</summary>
internal sealed class ReferenceRepository(string root, Func<string, bool> exists)
{
    private readonly string _root = Resolve(root);

    private readonly StringComparison _comparison = Regex.IsMatch(root, @"^[A-Za-z]:|\\")
        ? StringComparison.OrdinalIgnoreCase
        : StringComparison.Ordinal;

    /// <summary>Replaces every mention of the directory.</summary>
    public string Hide(string text)
    {
        if (_root.Length == 0)
            return text;

        var directory = _root + "/";
        return text.Replace(directory, "/_/", _comparison).Replace(directory.Replace('/', '\\'), "/_/", _comparison);
    }

    /// <summary>The path relative to the repository, or null where the file is not in it.</summary>
    public string? Relate(string file)
    {
        var path = Resolve(file);
        if (_root.Length > 0 && path.StartsWith(_root + "/", _comparison))
            return path[(_root.Length + 1)..];

        return Regex.Match(path, "^/_[0-9]*/(.+)$") is { Success: true } mapped && exists(mapped.Groups[1].Value)
            ? mapped.Groups[1].Value
            : null;
    }

    /// <summary>The file of a diagnostic (4).</summary>
    public string Name(string file)
    {
        var path = Resolve(file);
        var isElsewhere = Regex.IsMatch(path, @"^(?:/|~/|[A-Za-z]:|\.\./|$)") || file.Contains("://", StringComparison.Ordinal);
        return Relate(file) ?? (isElsewhere ? file[(file.LastIndexOfAny(['/', '\\']) + 1)..] : path);
    }

    /// <summary>The path with slashes, without dots.</summary>
    public static string Resolve(string file)
    {
        var kept = new List<string>();
        foreach (var name in file.Replace('\\', '/').Split('/'))
        {
            if (name.Length == 0 && kept.Count > 0)
                continue;

            if (name == ".." && kept.Count > 0 && kept[^1] is not ("" or ".."))
                kept.RemoveAt(kept.Count - 1);
            else if (name != ".")
                kept.Add(name);
        }

        return string.Join('/', kept).TrimEnd('/');
    }
}
