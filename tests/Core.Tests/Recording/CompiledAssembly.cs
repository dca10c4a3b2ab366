using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;

namespace LoopJournal.Tests.Recording;

/// <summary>Writes an empty assembly whose symbols list sources, as a compiler does.</summary>
internal static class CompiledAssembly
{
    private static readonly Guid CSharp = new("3f5162f8-07c6-11d3-9053-00c04fa302a1");
    private static readonly Guid Sha256 = new("8829d00f-11b8-4213-878b-770e8597ac16");

    /// <param name="path">The assembly.</param>
    /// <param name="sources">The paths that the symbols have, each with the file whose content is hashed; null: without symbols.</param>
    public static void Write(string path, IEnumerable<(string Name, string File)>? sources)
    {
        var metadata = new MetadataBuilder();
        metadata.AddModule(0, metadata.GetOrAddString("T.dll"), metadata.GetOrAddGuid(Guid.NewGuid()), default, default);
        metadata.AddTypeDefinition(
            default, default, metadata.GetOrAddString("<Module>"), default, MetadataTokens.FieldDefinitionHandle(1),
            MetadataTokens.MethodDefinitionHandle(1));
        var assembly = new BlobBuilder();
        new ManagedPEBuilder(
            PEHeaderBuilder.CreateLibraryHeader(), new MetadataRootBuilder(metadata), new BlobBuilder(),
            debugDirectoryBuilder: sources is null ? null : WriteSymbols(sources, metadata)).Serialize(assembly);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, assembly.ToArray());
    }

    private static DebugDirectoryBuilder WriteSymbols(IEnumerable<(string Name, string File)> sources, MetadataBuilder metadata)
    {
        var symbols = new MetadataBuilder();
        foreach (var (name, file) in sources)
        {
            symbols.AddDocument(
                symbols.GetOrAddDocumentName(name), symbols.GetOrAddGuid(Sha256),
                symbols.GetOrAddBlob(SHA256.HashData(File.ReadAllBytes(file))), symbols.GetOrAddGuid(CSharp));
        }

        var builder = new PortablePdbBuilder(symbols, metadata.GetRowCounts(), default);
        var bytes = new BlobBuilder();
        var id = builder.Serialize(bytes);
        var debug = new DebugDirectoryBuilder();
        debug.AddCodeViewEntry("T.pdb", id, builder.FormatVersion);
        debug.AddEmbeddedPortablePdbEntry(bytes, builder.FormatVersion);
        return debug;
    }
}
