namespace LoopJournal.Text;

/// <summary>Finds the quotes and brackets of a text that belong together, and cuts the text so that each of them is closed.</summary>
internal static class Brackets
{
    private const string Openers = "\"'`([{<\u201c\u00ab";
    private const string Closers = "\"'`)]}>\u201d\u00bb";
    private const int Quotes = 3; // the first kinds: one character opens and closes, and nothing inside counts
    private const int Angle = 6;
    private const int MaxUnclosed = 8;
    private const int MaxMask = 16; // <guid>, <duration>

    /// <summary>For each character that opens or closes, the place of its partner; -1 for all others.</summary>
    public static int[] Pair(string text)
    {
        var partners = new int[text.Length];
        Array.Fill(partners, -1);
        var (open, counts) = (new Stack<(int At, int Kind)>(), new int[Openers.Length]);
        var (quotes, unclosed) = (new Stack<int>(), 0);
        for (var i = 0; i < text.Length || quotes.Count > 0; i++)
        {
            if (i == text.Length)
            {
                // the outermost quote is not closed: read on behind it, a few times only, so that the time stays linear
                i = unclosed++ < MaxUnclosed ? quotes.Last() : i - 1;
                quotes.Clear();
                partners.AsSpan(i + 1).Fill(-1);
            }
            else if (!quotes.TryPeek(out var at))
            {
                if (FindQuote(text, i) >= 0)
                {
                    quotes.Push(i);
                }
                else
                {
                    PairBracket(text, i, open, counts, partners);
                }
            }
            else if (text[i] == '\\' && i + 1 < text.Length)
            {
                i++;
            }
            else if (text[i] == text[at])
            {
                if (text[i] != '"' && char.IsWhiteSpace(text[i - 1]) && FindQuote(text, i) >= 0)
                {
                    quotes.Push(i); // 'calls (marked by '*' characters)'
                }
                else if (text[i] == '"' || !IsInWord(text, i + 1))
                {
                    (partners[at], partners[i]) = (i, at);
                    quotes.Pop();
                }
            }
        }

        return partners;
    }

    /// <summary>
    /// The beginning of the text, an ellipsis, and the closing characters of what the cut left open: at most <paramref name="max"/> (1 or
    /// more) characters. Text that fits stays as it is. A surrogate pair, a mask (<c>&lt;n&gt;</c>, <c>***</c>) and an escape
    /// (<c>\n</c>) are not cut in half.
    /// </summary>
    public static string Cut(string text, int max)
    {
        if (text.Length <= max)
        {
            return text;
        }

        var partners = Pair(text);
        var end = max - 1;
        while (true)
        {
            end = StepBack(text, end);
            var closers = ListOpen(partners, end).Select(at => text[partners[at]]).Reverse().ToArray();
            var excess = end + 1 + closers.Length - max;
            if (excess <= 0)
            {
                return string.Concat(text.AsSpan(0, end), "…", closers);
            }

            end -= (excess + 1) / 2; // a shorter text has fewer brackets to close
        }
    }

    /// <summary>The text with an ellipsis in its middle, at most <paramref name="max"/> (1 or more) characters.</summary>
    public static string CutMiddle(string text, int max)
    {
        if (text.Length <= max)
        {
            return text;
        }

        var (end, start) = (StepBack(text, max / 2), text.Length - ((max - 1) / 2));
        start += start < text.Length && char.IsLowSurrogate(text[start]) ? 1 : 0;
        return $"{text[..Math.Min(end, max - 1)]}…{text[start..]}";
    }

    private static IEnumerable<int> ListOpen(int[] partners, int end) => Enumerable.Range(0, end).Where(at => partners[at] >= end);

    private static int FindQuote(string text, int i) =>
        Openers.IndexOf(text[i], StringComparison.Ordinal) is >= 0 and < Quotes and var kind
        && (kind == 0 || (!IsInWord(text, i - 1) && i + 1 < text.Length && !char.IsWhiteSpace(text[i + 1])))
            ? kind : -1;

    private static void PairBracket(string text, int i, Stack<(int At, int Kind)> open, int[] counts, int[] partners)
    {
        if (Openers.IndexOf(text[i], StringComparison.Ordinal) is >= Quotes and var opened)
        {
            if (opened != Angle || !IsOperator(text, i))
            {
                open.Push((i, opened));
                counts[opened]++;
            }

            return;
        }

        var closed = Closers.IndexOf(text[i], StringComparison.Ordinal);
        if (closed < Quotes || counts[closed] == 0 || (closed == Angle && IsOperator(text, i)))
        {
            return;
        }

        while (open.TryPop(out var last))
        {
            counts[last.Kind]--;
            if (last.Kind == closed)
            {
                (partners[last.At], partners[i]) = (i, last.At);
                return;
            }
        }
    }

    // "a < b", "a <= b", "=>" and "->"; "<3>" and "List<int>" are brackets
    private static bool IsOperator(string text, int i) => text[i] == '<'
        ? i + 1 == text.Length || char.IsWhiteSpace(text[i + 1]) || text[i + 1] == '='
        : text[i - 1] is '=' or '-' || (char.IsWhiteSpace(text[i - 1]) && i + 1 < text.Length && char.IsWhiteSpace(text[i + 1]));

    private static bool IsInWord(string text, int i) => i >= 0 && i < text.Length && char.IsLetterOrDigit(text[i]);

    private static int StepBack(string text, int end)
    {
        var mask = text.LastIndexOf('<', Math.Max(end - 1, 0), Math.Min(end, MaxMask));
        var name = text.AsSpan(mask + 1, Math.Min(MaxMask, text.Length - mask - 1));
        if (mask >= 0 && name.IndexOfAnyExceptInRange('a', 'z') is > 0 and var length
            && name[length] == '>' && mask + 1 + length >= end)
        {
            end = mask;
        }

        while (end > 0 && text[end - 1] == '*' && text[end] == '*')
        {
            end--;
        }

        end -= end > 0 && char.IsHighSurrogate(text[end - 1]) ? 1 : 0;
        return text.AsSpan(0, end).TrimEnd().TrimEnd('\\').Length;
    }
}
