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

    private const int Length = sizeof(ulong);

    /// <summary>The hash of one id: the first 8 bytes of its SHA-256.</summary>
    public static ulong Hash(string id) => BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(id)));

    /// <summary>The text of a set of ids; empty where they are more than <see cref="MaxCount"/>.</summary>
    public static string Write(IEnumerable<string> ids)
    {
        var hashes = ids.Select(Hash).Distinct().Order().ToList();
        if (hashes.Count > MaxCount)
        {
            return "";
        }

        var bytes = new byte[hashes.Count * Length];
        for (var i = 0; i < hashes.Count; i++)
        {
            BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(i * Length), hashes[i]);
        }

        return Convert.ToBase64String(bytes);
    }

    /// <summary>The hashes in a record; null where it has none, or a text that is not theirs.</summary>
    public static HashSet<ulong>? Read(string text)
    {
        var bytes = new byte[text.Length];
        if (text.Length == 0 || !Convert.TryFromBase64String(text, bytes, out var length)
            || length % Length != 0 || length > MaxCount * Length)
        {
            return null;
        }

        return [.. Enumerable.Range(0, length / Length).Select(i => BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(i * Length)))];
    }
}
