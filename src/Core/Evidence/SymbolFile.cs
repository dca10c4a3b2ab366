using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;

namespace LoopJournal.Evidence;

/// <summary>A source file as the symbols of an assembly list it.</summary>
/// <param name="Path">The path that the compiler was given, with forward slashes; a deterministic build puts another root into it.</param>
/// <param name="Algorithm">How its content was hashed.</param>
/// <param name="Hash">The hash of its content.</param>
internal sealed record CompiledSource(string Path, HashAlgorithmName Algorithm, byte[] Hash);

/// <summary>Reads which sources an assembly was compiled from, in its portable PDB, beside it or embedded.</summary>
internal static class SymbolFile
{
    // of the format of portable PDBs
    private static readonly Guid Sha1 = new("ff1816ec-aa5e-4d10-87f7-6f4963833460");
    private static readonly Guid Sha256 = new("8829d00f-11b8-4213-878b-770e8597ac16");

    /// <summary>The sources that have a hash; null where the assembly has no portable PDB, or the file cannot be read.</summary>
    public static IReadOnlyList<CompiledSource>? Read(string assembly)
    {
        try
        {
            using var file = new PEReader(File.OpenRead(assembly));
            if (!file.TryOpenAssociatedPortablePdb(assembly, OpenSymbols, out var symbols, out _))
            {
                return null;
            }

            using var opened = symbols!;
            return Read(opened.GetMetadataReader());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or BadImageFormatException or InvalidOperationException)
        {
            return null;
        }
    }

    private static FileStream? OpenSymbols(string path) => File.Exists(path) ? File.OpenRead(path) : null;

    private static List<CompiledSource> Read(MetadataReader reader) =>
    [
        .. from document in reader.Documents.Select(reader.GetDocument)
           let kind = document.HashAlgorithm.IsNil ? Guid.Empty : reader.GetGuid(document.HashAlgorithm)
           where kind == Sha256 || kind == Sha1
           let algorithm = kind == Sha256 ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1
           select new CompiledSource(
               reader.GetString(document.Name).Replace('\\', '/'), algorithm, reader.GetBlobBytes(document.Hash)),
    ];
}
