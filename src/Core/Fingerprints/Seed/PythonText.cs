using System.Globalization;
using System.Text;

namespace LoopJournal.Fingerprints.Seed;

/// <summary>
/// What Python's <c>str</c> and <c>re</c> mean by space, line, word, digit and lower case. .NET means something else in each case,
/// and the fingerprints of the original script depend on it. Checked against CPython 3.11 over every code point.
/// </summary>
internal static class PythonText
{
    /// <summary><c>str.isspace</c>, which is also <c>\s</c>: unlike <see cref="char.IsWhiteSpace(char)"/> it has U+001C to U+001F.</summary>
    public static bool IsSpace(char c) => c is (>= '\t' and <= '\r') or (>= '\u001c' and <= ' ') or '\u0085' or '\u00a0' or '\u1680'
        or (>= '\u2000' and <= '\u200a') or '\u2028' or '\u2029' or '\u202f' or '\u205f' or '\u3000';

    /// <summary>Where <c>str.splitlines</c> splits (and CR LF is one break).</summary>
    public static bool IsLineBreak(char c) => c is (>= '\n' and <= '\r') or (>= '\u001c' and <= '\u001e') or '\u0085' or '\u2028' or '\u2029';

    /// <summary><c>\d</c>: any decimal digit. The number of chars that it takes at <paramref name="index"/>, 0 when there is none.</summary>
    public static int DigitAt(string text, int index)
    {
        if (index >= text.Length)
        {
            return 0;
        }

        if (text[index] < '\u0080')
        {
            return char.IsAsciiDigit(text[index]) ? 1 : 0;
        }

        var rune = RuneAt(text, index);
        return Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber ? rune.Utf16SequenceLength : 0;
    }

    /// <summary><c>\w</c>: letters, every kind of number, underscore. Unlike in .NET no marks, no other connectors. As <see cref="DigitAt"/>.</summary>
    public static int WordAt(string text, int index)
    {
        if (index >= text.Length)
        {
            return 0;
        }

        if (text[index] < '\u0080')
        {
            return char.IsAsciiLetterOrDigit(text[index]) || text[index] == '_' ? 1 : 0;
        }

        var rune = RuneAt(text, index);
        return IsWord(rune) ? rune.Utf16SequenceLength : 0;
    }

    /// <summary>Whether the code point that ends before <paramref name="index"/> is <c>\w</c>.</summary>
    public static bool IsWordBefore(string text, int index) =>
        index > 0 && WordAt(text, index > 1 && char.IsLowSurrogate(text[index - 1]) ? index - 2 : index - 1) > 0;

    /// <summary><c>str.strip</c>.</summary>
    public static string Strip(string text)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && IsSpace(text[start]))
        {
            start++;
        }

        while (end > start && IsSpace(text[end - 1]))
        {
            end--;
        }

        return text[start..end];
    }

    /// <summary><c>str.lower</c>: full case mapping, with a capital sigma at a word's end becoming the final one.</summary>
    public static string Lower(string text)
    {
        var lower = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c < '\u0080')
            {
                lower.Append(char.ToLowerInvariant(c));
            }
            else if (c == '\u0130')
            {
                lower.Append("i\u0307");
            }
            else if (c == '\u03a3')
            {
                lower.Append(IsFinalSigma(text, i) ? '\u03c2' : '\u03c3');
            }
            else
            {
                var rune = RuneAt(text, i);
                lower.Append(Rune.ToLowerInvariant(rune));
                i += rune.Utf16SequenceLength - 1;
            }
        }

        return lower.ToString();
    }

    /// <summary>Unicode's Final_Sigma: a cased letter before, none after, case-ignorable ones skipped. Two sigmas share a gap at most, so it is linear.</summary>
    private static bool IsFinalSigma(string text, int index)
    {
        var before = false;
        for (var i = index - 1; i >= 0; i--)
        {
            if (char.IsLowSurrogate(text[i]) && i > 0)
            {
                i--;
            }

            var rune = RuneAt(text, i);
            if (!IsCaseIgnorable(rune))
            {
                before = IsCased(rune);
                break;
            }
        }

        if (!before)
        {
            return false;
        }

        for (var i = index + 1; i < text.Length;)
        {
            var rune = RuneAt(text, i);
            if (!IsCaseIgnorable(rune))
            {
                return !IsCased(rune);
            }

            i += rune.Utf16SequenceLength;
        }

        return true;
    }

    private static Rune RuneAt(string text, int index) =>
        Rune.TryGetRuneAt(text, index, out var rune) ? rune : Rune.ReplacementChar;

    private static bool IsWord(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter
        or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
        or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    // Letters with case, and Unicode's Other_Lowercase and Other_Uppercase as far as they are not case-ignorable.
    private static bool IsCased(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter
        or UnicodeCategory.TitlecaseLetter
        || rune.Value is 0xaa or 0xba or (>= 0x2160 and <= 0x217f) or (>= 0x24b6 and <= 0x24e9)
            or (>= 0x1f130 and <= 0x1f149) or (>= 0x1f150 and <= 0x1f169) or (>= 0x1f170 and <= 0x1f189);

    // Marks, formats, modifiers, and Word_Break = MidLetter, MidNumLet, Single_Quote.
    private static bool IsCaseIgnorable(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
        or UnicodeCategory.Format or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol
        || rune.Value is '\'' or '.' or ':' or 0xb7 or 0x387 or 0x55f or 0x5f4 or 0x2018 or 0x2019 or 0x2024 or 0x2027
            or 0xfe13 or 0xfe52 or 0xfe55 or 0xff07 or 0xff0e or 0xff1a;
}
