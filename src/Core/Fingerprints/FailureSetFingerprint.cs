using System.Security.Cryptography;

namespace LoopJournal.Fingerprints;

/// <summary>
/// The fingerprint of a set of failures: order and repetition have no influence. SHA-256 over the algorithm's name and the sorted,
/// distinct failures, first 12 hex digits. Every text is written as a netstring (<c>5:hello,</c>, its length in UTF-8 bytes before it),
/// so that no two sets are written alike.
/// </summary>
internal static class FailureSetFingerprint
{
    /// <summary>The fingerprint: of each failure its id, type, shape and site.</summary>
    /// <param name="algorithm">One of <see cref="Algorithms"/>; hashed.</param>
    /// <param name="failures">The failures, in any order.</param>
    /// <returns>12 lowercase hex digits; <c>""</c> when there is no failure.</returns>
    public static string Compute(string algorithm, IEnumerable<Failure> failures) => Hash(algorithm, failures, failure => failure.Shape);

    /// <summary>The detail: the same with <see cref="Failure.Values"/> in place of <see cref="Failure.Shape"/>.</summary>
    /// <inheritdoc cref="Compute(string, IEnumerable{Failure})"/>
    public static string ComputeDetail(string algorithm, IEnumerable<Failure> failures) =>
        Hash(algorithm, failures, failure => failure.Values);

    /// <summary>The fingerprint of one failure alone.</summary>
    /// <param name="algorithm">One of <see cref="Algorithms"/>; hashed.</param>
    /// <param name="failure">The failure.</param>
    /// <returns>12 lowercase hex digits.</returns>
    public static string Compute(string algorithm, Failure failure) => Compute(algorithm, [failure]);

    /// <summary>SHA-256 over the texts as netstrings; its first 12 hex digits.</summary>
    internal static string Hash(params ReadOnlySpan<string> texts) => HashParts([Encode(texts)]);

    private static string Hash(string algorithm, IEnumerable<Failure> failures, Func<Failure, string> message)
    {
        // by bytes, not by UTF-16 code units: the same order in every language
        var items = new SortedSet<byte[]>(Comparer<byte[]>.Create(static (a, b) => a.AsSpan().SequenceCompareTo(b)));
        foreach (var failure in failures)
        {
            items.Add(Encode(failure.Id, failure.Type, message(failure), failure.Site));
        }

        return items.Count == 0 ? "" : HashParts([Encode(algorithm), .. items]);
    }

    private static string HashParts(IEnumerable<byte[]> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
        {
            hash.AppendData(part);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }

    private static byte[] Encode(params ReadOnlySpan<string> texts)
    {
        var netstrings = new StringBuilder();
        foreach (var text in texts)
        {
            netstrings.Append(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetByteCount(text)}:{text},");
        }

        return Encoding.UTF8.GetBytes(netstrings.ToString());
    }
}
