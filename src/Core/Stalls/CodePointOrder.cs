namespace LoopJournal.Stalls;

/// <summary>
/// Orders strings by code point, as the original script does. <see cref="StringComparer.Ordinal"/> orders UTF-16 units, and would
/// put an emoji before U+FF5E.
/// </summary>
internal sealed class CodePointOrder : IComparer<string>
{
    public static readonly CodePointOrder Instance = new();

    public int Compare(string? x, string? y)
    {
        if (x is null || y is null)
        {
            return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        }

        for (var i = 0; i < x.Length && i < y.Length; i++)
        {
            var (left, right) = (CodePointAt(x, i), CodePointAt(y, i));
            if (left != right)
            {
                return left.CompareTo(right);
            }
        }

        return x.Length.CompareTo(y.Length);
    }

    private static int CodePointAt(string text, int index) =>
        index + 1 < text.Length && char.IsSurrogatePair(text[index], text[index + 1])
            ? char.ConvertToUtf32(text[index], text[index + 1])
            : text[index];
}
