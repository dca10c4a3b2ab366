using System.Globalization;
using System.Security.Cryptography;
using System.Text;

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
    public static string Of(string algorithm, IEnumerable<Failure> failures) => Hash(algorithm, failures, failure => failure.Shape);

    /// <summary>The detail: the same with <see cref="Failure.Values"/> in place of <see cref="Failure.Shape"/>.</summary>
    /// <inheritdoc cref="Of(string, IEnumerable{Failure})"/>
    public static string DetailOf(string algorithm, IEnumerable<Failure> failures) => Hash(algorithm, failures, failure => failure.Values);

    /// <summary>The fingerprint of one failure alone.</summary>
    /// <param name="algorithm">One of <see cref="Algorithms"/>; hashed.</param>
    /// <param name="failure">The failure.</param>
    /// <returns>12 lowercase hex digits.</returns>
    public static string Of(string algorithm, Failure failure) => Of(algorithm, [failure]);

    /// <summary>SHA-256 over the texts as netstrings; its first 12 hex digits.</summary>
    internal static string Hash(params ReadOnlySpan<string> texts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in texts)
        {
            hash.AppendData(Netstring(text));
        }

        return Digits(hash);
    }

    private static string Hash(string algorithm, IEnumerable<Failure> failures, Func<Failure, string> message)
    {
        var items = failures
            .Select(failure => (byte[])[.. Netstring(failure.Id), .. Netstring(failure.Type), .. Netstring(message(failure)), .. Netstring(failure.Site)])
            .ToList();
        if (items.Count == 0)
        {
            return "";
        }

        // by bytes, not by UTF-16 code units: the same order in every language
        items.Sort(static (a, b) => a.AsSpan().SequenceCompareTo(b));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Netstring(algorithm));
        byte[]? previous = null;
        foreach (var item in items)
        {
            if (previous is null || !item.AsSpan().SequenceEqual(previous))
            {
                hash.AppendData(item);
            }

            previous = item;
        }

        return Digits(hash);
    }

    private static byte[] Netstring(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return [.. Encoding.ASCII.GetBytes(bytes.Length.ToString(CultureInfo.InvariantCulture)), (byte)':', .. bytes, (byte)','];
    }

    private static string Digits(IncrementalHash hash) => Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
}
