using System.Buffers.Binary;

namespace LoopJournal.Text;

/// <summary>
/// The failing tests of an attempt as a record has them: for each the hash of its id, as in <see cref="FailedIds"/>, and the hashes by
/// which a later run's footer names it; in base64.
/// </summary>
internal static class FailedTests
{
    private const int Length = 24;

    /// <summary>The text of a set of tests; empty where they are more than <see cref="FailedIds.MaxCount"/>.</summary>
    public static string Write(IEnumerable<(string Id, TestKey Key)> tests)
    {
        var entries = tests.Select(test => (Id: FailedIds.Hash(test.Id), test.Key)).Distinct()
            .OrderBy(entry => (entry.Id, entry.Key.Type, entry.Key.Method, entry.Key.Name)).ToList();
        if (entries.Count > FailedIds.MaxCount)
        {
            return "";
        }

        var bytes = new byte[entries.Count * Length];
        foreach (var (i, (id, key)) in entries.Index())
        {
            var entry = bytes.AsSpan(i * Length);
            BinaryPrimitives.WriteUInt64BigEndian(entry, id);
            BinaryPrimitives.WriteUInt32BigEndian(entry[8..], key.Type);
            BinaryPrimitives.WriteUInt32BigEndian(entry[12..], key.Method);
            BinaryPrimitives.WriteUInt64BigEndian(entry[16..], key.Name);
        }

        return Convert.ToBase64String(bytes);
    }

    /// <summary>The tests in a record; none where it has none, or a text that is not theirs.</summary>
    public static IEnumerable<(ulong Id, TestKey Key)> Read(string text)
    {
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var length) || length % Length != 0 || length > FailedIds.MaxCount * Length)
        {
            yield break;
        }

        for (var at = 0; at < length; at += Length)
        {
            yield return (ReadNumber(bytes, at), new(
                BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at + 8)),
                BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at + 12)),
                ReadNumber(bytes, at + 16)));
        }
    }

    private static ulong ReadNumber(byte[] bytes, int at) => BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(at));
}
