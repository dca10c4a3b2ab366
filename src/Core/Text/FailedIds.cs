using System.Buffers.Binary;
using System.Security.Cryptography;

namespace LoopJournal.Text;

/// <summary>
/// The ids of all failing tests of an attempt as a record has them: 8-byte hashes in base64, because the record names 20 failures only.
/// </summary>
internal static class FailedIds
{
    /// <summary>How many ids a record has; of more failing tests it has none, because a part would look like the whole.</summary>
    public const int MaxCount = 2000;

    [ThreadStatic]
    private static Memo<string, ulong>? _hashes; // attempts that are compared name the same tests

    /// <summary>The hash of one id: the first 8 bytes of its SHA-256.</summary>
    public static ulong Hash(string id) => (_hashes ??= new(
        text => BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text))))).Get(id);

    /// <summary>The text of a set of ids; empty where they are more than <see cref="MaxCount"/>.</summary>
    public static string Write(IEnumerable<string> ids)
    {
        var hashes = ids.Select(Hash).Distinct().Take(MaxCount + 1).ToList();
        return hashes.Count > MaxCount ? "" : NumberText.Write([.. hashes.Order()]);
    }

    /// <summary>The hashes in a record; null where it has none, or a text that is not theirs.</summary>
    public static HashSet<ulong>? Read(string text) => NumberText.Read(text) is { Length: > 0 and <= MaxCount } hashes ? [.. hashes] : null;
}
