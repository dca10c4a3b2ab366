using System.Security.Cryptography;
using LoopJournal.Evidence;

namespace LoopJournal.Recording;

/// <summary>Compares the sources that an assembly was compiled from with those of now. Pure: the caller reads the disk.</summary>
internal static class StaleSources
{
    private static readonly StringComparison Comparison =
        OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <summary>
    /// The assembly's sources in the repository, by their paths relative to it; generated ones are left out. A deterministic build puts
    /// another root in the place of the repository's (<c>/_/src/Cart.cs</c>), and a copy of the repository has another root: then the
    /// root of most sources whose files are in the repository counts.
    /// </summary>
    /// <param name="sources">As the symbols list them.</param>
    /// <param name="root">The repository's root, absolute.</param>
    /// <param name="exists">Whether the repository has a file, by its relative path.</param>
    public static Dictionary<string, CompiledSource> Locate(
        IReadOnlyCollection<CompiledSource> sources, string root, Func<string, bool> exists)
    {
        // compilers write whole paths: symbols of another origin could make the recorder read any file of the machine
        sources = [.. sources.Where(source => !source.Path.Split('/').Contains(".."))];
        var prefix = root.Replace('\\', '/').TrimEnd('/') + '/';
        if (!sources.Any(source => source.Path.StartsWith(prefix, Comparison)))
        {
            prefix = sources.Select(source => FindRoot(source.Path, exists)).OfType<string>().GroupBy(found => found)
                .MaxBy(found => found.Count())?.Key;
        }

        var located = new Dictionary<string, CompiledSource>(StringComparer.FromComparison(Comparison));
        foreach (var source in sources.Where(source => prefix is not null && source.Path.StartsWith(prefix, Comparison)))
        {
            located[source.Path[prefix!.Length..]] = source;
        }

        located.Keys.Where(IsGenerated).ToList().ForEach(file => located.Remove(file));
        return located;
    }

    /// <summary>The files that differ from what was compiled, are gone, or were not compiled.</summary>
    /// <param name="compiled">The sources of an assembly, from <see cref="Locate"/>.</param>
    /// <param name="present">The files that the project has now, relative to the repository.</param>
    /// <param name="hash">The hash of a file; null where it is gone.</param>
    public static IEnumerable<string> Find(
        IReadOnlyDictionary<string, CompiledSource> compiled,
        IEnumerable<string> present,
        Func<string, HashAlgorithmName, byte[]?> hash) => compiled
        .Where(source => hash(source.Key, source.Value.Algorithm) is not { } now || !now.AsSpan().SequenceEqual(source.Value.Hash))
        .Select(source => source.Key)
        .Concat(present.Where(file => !compiled.ContainsKey(file) && !IsGenerated(file)));

    /// <summary>Whether a file lies where builds write.</summary>
    private static bool IsGenerated(string file) => file.Split('/') is [.. var folders, _] && folders.Any(IsOutput);

    /// <summary>Whether a folder has the name of those that builds write into.</summary>
    public static bool IsOutput(string folder) => folder is "bin" or "obj";

    // The part of the path before the longest end of it that the repository has
    private static string? FindRoot(string path, Func<string, bool> exists)
    {
        for (var slash = path.IndexOf('/'); slash >= 0; slash = path.IndexOf('/', slash + 1))
        {
            if (exists(path[(slash + 1)..]))
            {
                return path[..(slash + 1)];
            }
        }

        return null;
    }
}
