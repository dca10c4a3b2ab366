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
            else if (c == '#' && i > 0 && text[i - 1] == '#')
            {
                AppendEscape(json, c);
            }
            else if (c is >= ' ' and < '\x7f')
            {
                json.Append(c);
            }
            else if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                AppendRune(json, text, i++, 2);
            }
            else if (char.IsSurrogate(c))
            {
                json.Append('\ufffd');
            }
            else
            {
                AppendRune(json, text, i, 1);
            }
        }

        return json.Append('"');
    }

    private static StringBuilder AppendEscape(StringBuilder json, char c) =>
        json.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));

    private static void AppendRune(StringBuilder json, string text, int start, int length)
    {
        var hidden = CharUnicodeInfo.GetUnicodeCategory(text, start)
            is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
        for (var i = start; i < start + length; i++)
        {
            _ = (hidden, text[i]) switch
            {
                (false, var c) => json.Append(c),
                (_, '\n') => json.Append("\\n"),
                (_, '\r') => json.Append("\\r"),
                (_, '\t') => json.Append("\\t"),
                (_, var c) => AppendEscape(json, c),
            };
        }
    }
}
