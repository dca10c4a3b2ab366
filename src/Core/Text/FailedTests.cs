using System.Buffers.Binary;

namespace LoopJournal.Text;

/// <summary>
/// Failing tests as a record has them: for each the hash of its id, as in <see cref="FailedIds"/>, the hashes by which a later run's footer
/// names it, and the fingerprint of its failure; in base64.
/// </summary>
internal static class FailedTests
{
    private const int FingerprintAt = 24;
    private const int Length = 30;
    private const int TextLength = Length / 3 * 4;

    /// <summary>The text of a set of tests; empty where they are more than <see cref="FailedIds.MaxCount"/>.</summary>
    public static string Write(IEnumerable<FailedTest> tests)
    {
        var entries = tests.Distinct().OrderBy(test => (test.Id, test.Key.Type, test.Key.Method, test.Key.Name, test.Fingerprint)).ToList();
        if (entries.Count > FailedIds.MaxCount)
        {
            return "";
        }

        var bytes = new byte[entries.Count * Length];
        foreach (var (i, (id, key, fingerprint)) in entries.Index())
        {
            var entry = bytes.AsSpan(i * Length);
            BinaryPrimitives.WriteUInt64BigEndian(entry, id);
            BinaryPrimitives.WriteUInt32BigEndian(entry[8..], key.Type);
            BinaryPrimitives.WriteUInt32BigEndian(entry[12..], key.Method);
            BinaryPrimitives.WriteUInt64BigEndian(entry[16..], key.Name);
            Convert.FromHexString(fingerprint).CopyTo(entry[FingerprintAt..Length]);
        }

        return Convert.ToBase64String(bytes);
    }

    /// <summary>How many tests a text has.</summary>
    public static int Count(string? text) => (text?.Length ?? 0) / TextLength;

    /// <summary>The tests in a record; none where it has none, or a text that is not theirs.</summary>
    public static IEnumerable<FailedTest> Read(string text)
    {
        if (text.Length > FailedIds.MaxCount * TextLength)
        {
            yield break;
        }

        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var length) || length % Length != 0)
        {
            yield break;
        }

        for (var at = 0; at < length; at += Length)
        {
            yield return new(
                ReadNumber(bytes, at),
                new(
                    BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at + 8)),
                    BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at + 12)),
                    ReadNumber(bytes, at + 16)),
                Convert.ToHexStringLower(bytes.AsSpan(at + FingerprintAt, Length - FingerprintAt)));
        }
    }

    private static ulong ReadNumber(byte[] bytes, int at) => BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(at));
}
