using System.Security.Cryptography;
using LoopJournal.Evidence;

namespace LoopJournal.Recording;

/// <summary>
/// Compares the binaries that a test run used with the sources of now, by the hashes in their symbols. A file that was written while the
/// tests ran is left out: it says nothing about the files that they began with.
/// </summary>
/// <param name="root">The repository's root, absolute.</param>
/// <param name="inputs">The inputs of the run.</param>
internal sealed class BinaryCheck(string root, AttemptInputs inputs)
{
    private readonly DateTime _now = DateTime.UtcNow;

    /// <summary>
    /// The files whose edits, deletion or addition the binaries do not have, sorted; null where that is not known: an assembly has no
    /// portable PDB, or a file cannot be read.
    /// </summary>
    public IReadOnlyList<string>? FindStale() => FileErrors.Catch<List<string>?>(
        () =>
        {
            var sources = DependencyFile.ListProjectAssemblies(inputs.Assembly)
                .Select(assembly => SymbolFile.Read(assembly) is { } read ? StaleSources.Locate(read, root, Exists) : []).ToList();
            List<string> stale =
            [
                .. sources.Index().Where(assembly => assembly.Item.Count > 0)
                    .SelectMany(assembly => FindStale(assembly.Item, isTest: assembly.Index == 0)).Distinct().Order(StringComparer.Ordinal),
            ];
            return stale.Count > 0 || sources.TrueForAll(assembly => assembly.Count > 0) ? stale : null;
        },
        otherwise: null);

    private IEnumerable<string> FindStale(Dictionary<string, CompiledSource> compiled, bool isTest)
    {
        var present = isTest && inputs.Sources.Count > 0
            ? inputs.Sources.Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'))
                .Where(file => !file.StartsWith("../", StringComparison.Ordinal) && Exists(file))
            : new ProjectSources(root).List(compiled.Keys);
        return StaleSources.Find(compiled, present, Hash).Where(file => !IsWrittenSince(file));
    }

    private byte[]? Hash(string file, HashAlgorithmName algorithm)
    {
        if (!Exists(file))
        {
            return null;
        }

        using var content = new FileStream(GetPath(file), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return CryptographicOperations.HashData(algorithm, content);
    }

    private bool Exists(string file) => File.Exists(GetPath(file));

    // The id of the attempt has whole milliseconds: a file of the same one is from before the run
    private bool IsWrittenSince(string file) => new FileInfo(GetPath(file)) is { Exists: true, LastWriteTimeUtc: var written }
        && written >= inputs.Began.AddMilliseconds(1) && written <= _now;

    private string GetPath(string file) => Path.Combine(root, file);
}
