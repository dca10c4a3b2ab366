namespace LoopJournal.Fingerprints.Seed;

/// <summary>
/// Orders strings by code point, as the original script does. <see cref="StringComparer.Ordinal"/> orders UTF-16 units, and would
/// put an emoji before U+FF5E.
/// </summary>
internal static class CodePointOrder
{
    private static readonly Comparer<string> Comparer = Comparer<string>.Create(Compare);

    /// <summary>Those texts in order.</summary>
    public static List<string> Sort(IEnumerable<string> texts) => [.. texts.Order(Comparer)];

    private static int Compare(string x, string y)
    {
        // the first difference may be in the second half of a pair
        var index = x.AsSpan().CommonPrefixLength(y);
        var before = GetCodePoint(x, index - 1).CompareTo(GetCodePoint(y, index - 1));
        return before != 0 ? before : GetCodePoint(x, index).CompareTo(GetCodePoint(y, index));
    }

    /// <summary>The code point; -1 before the beginning of the text and at its end.</summary>
    private static int GetCodePoint(string text, int index) =>
        index < 0 || index == text.Length ? -1
        : index + 1 < text.Length && char.IsSurrogatePair(text[index], text[index + 1]) ? char.ConvertToUtf32(text[index], text[index + 1])
        : text[index];
}
