namespace LoopJournal.Capture;

/// <summary>
/// Writes a text as a JSON string on one line that is safe to print. Characters that move a cursor, turn the direction of
/// writing or hide (control, bidi, zero-width characters) are escaped. So is the second of two <c>#</c>, which begin the commands of CI
/// services. Every other character is written as it is.
/// </summary>
internal static class JsonText
{
    /// <summary>Appends <paramref name="text"/> with its quotes. A lone surrogate becomes U+FFFD: no reader accepts it.</summary>
    public static StringBuilder AppendJson(this StringBuilder json, string text)
    {
        json.Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '"' or '\\')
            {
                json.Append('\\').Append(c);
            }
            else if (c is >= ' ' and < '\x7f' && (c != '#' || i == 0 || text[i - 1] != '#'))
            {
                json.Append(c);
            }
            else if (i + 1 < text.Length && char.IsSurrogatePair(c, text[i + 1]))
            {
                _ = IsHidden(text, i) ? json.AppendEscape(c).AppendEscape(text[++i]) : json.Append(c).Append(text[++i]);
            }
            else
            {
                _ = char.IsSurrogate(c) ? json.Append('\ufffd') : c == '#' || IsHidden(text, i) ? json.AppendEscape(c) : json.Append(c);
            }
        }

        return json.Append('"');
    }

    private static bool IsHidden(string text, int at) => CharUnicodeInfo.GetUnicodeCategory(text, at)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static StringBuilder AppendEscape(this StringBuilder json, char c) => c switch
    {
        '\n' => json.Append("\\n"),
        '\r' => json.Append("\\r"),
        '\t' => json.Append("\\t"),
        _ => json.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
    };
}
