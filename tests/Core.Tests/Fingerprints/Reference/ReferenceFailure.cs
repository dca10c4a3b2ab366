using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LoopJournal.Tests.Fingerprints.Reference;

/// <summary>A failure, and section 1 of the page: from failures to digits.</summary>
internal sealed record ReferenceFailure(string Id, string Type = "", string Shape = "", string Values = "", string Site = "")
{
    /// <summary>The number of characters of the five texts.</summary>
    public int Length => Id.Length + Type.Length + Shape.Length + Values.Length + Site.Length;

    public static string Fingerprint(string algorithm, IEnumerable<ReferenceFailure> failures) =>
        Digest(algorithm, failures.Select(f => Netstrings(f.Id, f.Type, f.Shape, f.Site)));

    public static string Detail(string algorithm, IEnumerable<ReferenceFailure> failures) =>
        Digest(algorithm, failures.Select(f => Netstrings(f.Id, f.Type, f.Values, f.Site)));

    public static string Unknown(string project, string stage, int exitCode, params string[] causes) => Digits(SHA256.HashData(
        Netstrings(["unknown/1", project, stage, exitCode.ToString(CultureInfo.InvariantCulture), .. causes])));

    public static string Digits(byte[] hash) => Convert.ToHexStringLower(hash.AsSpan(0, 6));

    /// <summary>The failures that enter, where a file has very many. The key is the text of the hash that decides.</summary>
    public static List<T> Limit<T>(IEnumerable<T> failures, Func<T, string[]> keys, Func<T, int> length)
    {
        var sorted = failures.ToList();
        if (sorted.Count <= 10_000 && sorted.Sum(length) <= 16_777_216)
            return sorted;

        sorted = [.. sorted.OrderBy(f => Hash(keys(f)[0])).ThenBy(f => Hash(keys(f)[^1]))];
        for (var count = 10_000; ; count /= 2)
        {
            var kept = sorted.Take(count).ToList();
            if (kept.Sum(length) <= 16_777_216)
                return kept;
        }
    }

    private static ulong Hash(string text) => BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Digest(string algorithm, IEnumerable<byte[]> failures)
    {
        var written = failures.DistinctBy(Convert.ToHexString).ToList();
        written.Sort((left, right) => left.AsSpan().SequenceCompareTo(right));
        return written.Count == 0 ? "" : Digits(SHA256.HashData([.. Netstrings(algorithm), .. written.SelectMany(bytes => bytes)]));
    }

    private static byte[] Netstrings(params IEnumerable<string> texts) =>
    [
        .. texts.Select(Encoding.UTF8.GetBytes)
            .SelectMany(bytes => (byte[])[.. Encoding.UTF8.GetBytes($"{bytes.Length}:"), .. bytes, (byte)',']),
    ];
}
