namespace LoopJournal.Text;

/// <summary>Operations on text that the library lacks.</summary>
internal static class TextExtensions
{
    /// <summary>The first <paramref name="max"/> characters (UTF-16).</summary>
    public static string Cut(this string text, int max) => text.Length <= max ? text : text[..max];

    /// <summary>The beginning of the text and an ellipsis: at most <paramref name="max"/> (1 or more) characters, whole pairs.</summary>
    public static string CutWithEllipsis(this string text, int max)
    {
        var kept = text.AsSpan(0, Math.Min(text.Length, max - 1));
        return kept is [.., var last] && char.IsHighSurrogate(last) ? $"{kept[..^1]}…" : $"{kept}…";
    }

    /// <summary>The text with other texts in place of some of its parts, which are in order.</summary>
    public static string ReplaceParts(this string text, IEnumerable<(int Start, int Length, string With)> parts)
    {
        var replaced = new StringBuilder();
        var copied = 0;
        foreach (var (start, length, with) in parts)
        {
            replaced.Append(text, copied, start - copied).Append(with);
            copied = start + length;
        }

        return copied == 0 ? text : replaced.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>Whether the text begins with one of the others.</summary>
    public static bool StartsWithAny(this string text, string[] others) =>
        Array.Exists(others, other => text.StartsWith(other, StringComparison.Ordinal));
}
