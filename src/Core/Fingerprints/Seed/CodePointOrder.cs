namespace LoopJournal.Fingerprints.Seed;

/// <summary>
/// Orders strings by code point, as the original script does: that is the order of their bytes in UTF-8.
/// <see cref="StringComparer.Ordinal"/> orders UTF-16 units, and would put an emoji before U+FF5E.
/// </summary>
internal static class CodePointOrder
{
    private static readonly Comparer<byte[]> Utf8 = Comparer<byte[]>.Create(static (a, b) => a.AsSpan().SequenceCompareTo(b));

    /// <summary>The texts in order.</summary>
    public static List<string> Sort(IEnumerable<string> texts) => [.. texts.OrderBy(Encoding.UTF8.GetBytes, Utf8)];
}
