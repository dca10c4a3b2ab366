using static System.Globalization.UnicodeCategory;

namespace LoopJournal.Fingerprints.Seed;

/// <summary>
/// Space, line, word, digit and lower case as Python's <c>str</c> and <c>re</c> define them. .NET defines each of them differently,
/// and the fingerprints of the original script depend on it. Checked against CPython 3.11 over every code point.
/// </summary>
internal static partial class PythonText
{
    /// <summary><c>\s</c> as an expression of .NET, and <c>\S</c>. Unlike in .NET, U+001C to U+001F are spaces.</summary>
    public const string Space = @"[\s\x1c-\x1f]";

    /// <inheritdoc cref="Space"/>
    public const string NoSpace = @"[^\s\x1c-\x1f]";

    /// <summary><c>\d</c>, any decimal digit, as an expression for a text of <see cref="MarkPairs"/>.</summary>
    public const string Digit = @"(?:\p{Nd}|[\ue400-\ue7ff][\udc00-\udfff])";

    /// <summary>
    /// <c>\w</c>, letters, every kind of number and underscore, as <see cref="Digit"/>. Unlike in .NET, marks and other connectors are not
    /// in it.
    /// </summary>
    public const string Word = @"(?:[\p{L}\p{N}_]|[\ue000-\ue7ff][\udc00-\udfff])";

    private const int HighSurrogate = 0xd800;
    private const int WordMark = 0xe000;
    private const int DigitMark = 0xe400;

    /// <summary>Where <c>str.splitlines</c> splits. Python takes CR LF for one break; here a blank line is between the two.</summary>
    public static readonly char[] LineBreaks = [.. "\n\v\f\r\u001c\u001d\u001e\u0085\u2028\u2029"];

    private static readonly char[] Spaces =
    [
        .. "\t\n\v\f\r\u001c\u001d\u001e\u001f \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a",
        .. "\u2028\u2029\u202f\u205f\u3000",
    ];

    /// <summary><c>str.strip</c>.</summary>
    public static string Strip(string text) => text.Trim(Spaces);

    /// <inheritdoc cref="Strip(string)"/>
    public static ReadOnlySpan<char> Strip(ReadOnlySpan<char> text) => text.Trim(Spaces);

    /// <summary>
    /// Expressions of .NET read a surrogate pair as two characters of no kind. Where the pair is a letter or a number, its first half is
    /// replaced by a private-use character that says which: no text has that before the second half of a pair.
    /// </summary>
    /// <param name="text">A text without lone surrogates.</param>
    public static string MarkPairs(string text) => Pair().Replace(text, pair => CharUnicodeInfo.GetUnicodeCategory(pair.Value, 0) switch
    {
        DecimalDigitNumber => Mark(pair, DigitMark),
        UppercaseLetter or LowercaseLetter or TitlecaseLetter or ModifierLetter or OtherLetter or LetterNumber or OtherNumber
            => Mark(pair, WordMark),
        _ => pair.Value,
    });

    /// <summary>The text that was given to <see cref="MarkPairs"/>.</summary>
    public static string UnmarkPairs(string text) => MarkedPair().Replace(text, pair => Mark(pair, HighSurrogate));

    /// <summary><c>str.lower</c>: full case mapping, with a capital sigma at a word's end becoming the final one.</summary>
    public static string Lower(string text)
    {
        var lower = new StringBuilder(text.Length);
        var index = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var next = index + rune.Utf16SequenceLength;
            lower = rune.Value switch
            {
                0x130 => lower.Append("i\u0307"),
                0x3a3 => lower.Append(IsFinalSigma(text.AsSpan(0, index), text.AsSpan(next)) ? '\u03c2' : '\u03c3'),
                _ => lower.Append(Rune.ToLowerInvariant(rune)),
            };
            index = next;
        }

        return lower.ToString();
    }

    /// <summary>
    /// Unicode's Final_Sigma: a cased letter before, none after, case-ignorable ones skipped. Two sigmas share a gap at most, so the
    /// time is linear.
    /// </summary>
    private static bool IsFinalSigma(ReadOnlySpan<char> before, ReadOnlySpan<char> after)
    {
        Rune first, last;
        do
        {
            Rune.DecodeLastFromUtf16(before, out first, out var length);
            before = before[..^length];
        }
        while (IsCaseIgnorable(first));

        do
        {
            Rune.DecodeFromUtf16(after, out last, out var length);
            after = after[length..];
        }
        while (IsCaseIgnorable(last));

        return IsCased(first) && !IsCased(last);
    }

    private static string Mark(Match pair, int mark) => $"{(char)(mark | (pair.Value[0] & 0x3ff))}{pair.Value[1]}";

    // Letters with case, and Unicode's Other_Lowercase and Other_Uppercase as far as they are not case-ignorable.
    private static bool IsCased(Rune rune) => Rune.GetUnicodeCategory(rune) is UppercaseLetter or LowercaseLetter or TitlecaseLetter
        || rune.Value is 0xaa or 0xba or (>= 0x2160 and <= 0x217f) or (>= 0x24b6 and <= 0x24e9)
            or (>= 0x1f130 and <= 0x1f149) or (>= 0x1f150 and <= 0x1f169) or (>= 0x1f170 and <= 0x1f189);

    // Marks, formats, modifiers, and Word_Break = MidLetter, MidNumLet, Single_Quote.
    private static bool IsCaseIgnorable(Rune rune) => Rune.GetUnicodeCategory(rune) is NonSpacingMark
        or EnclosingMark or Format or ModifierLetter or ModifierSymbol
        || rune.Value is '\'' or '.' or ':' or 0xb7 or 0x387 or 0x55f or 0x5f4 or 0x2018 or 0x2019 or 0x2024 or 0x2027
            or 0xfe13 or 0xfe52 or 0xfe55 or 0xff07 or 0xff0e or 0xff1a;

    [GeneratedRegex(@"[\ud800-\udbff][\udc00-\udfff]")]
    private static partial Regex Pair();

    [GeneratedRegex(@"[\ue000-\ue7ff][\udc00-\udfff]")]
    private static partial Regex MarkedPair();
}
