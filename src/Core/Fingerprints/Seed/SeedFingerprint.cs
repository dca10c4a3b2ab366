using System.Security.Cryptography;
using System.Text;

namespace LoopJournal.Fingerprints.Seed;

/// <summary>
/// The text fingerprint of the original <c>loop_journal.py</c>, bit by bit: the first 20 lines that hold a signal word (else the last
/// five), lower-cased, volatile tokens replaced, SHA-1, 12 hex digits.
/// </summary>
/// <remarks>
/// The script's regular expressions are quadratic (32 KB of slashes take it 15 s). Here each of its eight replacements is a scanner that
/// reads a character a bounded number of times; every scanner carries the expression that it stands for.
/// </remarks>
internal static class SeedFingerprint
{
    private const int MostSignalLines = 20;
    private const int LastLines = 5;
    private static readonly string[] SignalWords =
        ["error", "fail", "assert", "exception", "traceback", "panic", "fatal", "undefined", "not found", "cannot", "unexpected", "✗", "✘", "×"];

    /// <summary>The script's <c>fingerprint(text)</c>.</summary>
    /// <param name="text">A log, decoded as the script does it: UTF-8, U+FFFD for what is not. A lone surrogate counts as U+FFFD.</param>
    /// <returns>12 lowercase hex digits, or <c>""</c> when there is nothing but white space: no failure.</returns>
    public static string Of(string text)
    {
        var lines = SignalLines(text);
        if (lines.Count == 0)
        {
            return "";
        }

        var blob = PythonText.Lower(string.Join('\n', lines));
        blob = Addresses(blob);
        blob = Hex(blob);
        blob = Timestamps(blob);
        blob = Positions(blob);
        blob = Paths(blob);
        blob = Durations(blob);
        blob = Numbers(blob);
        blob = PythonText.Strip(Spaces(blob));
#pragma warning disable CA5350 // the script's choice; nothing here is a secret
        return Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(blob)))[..12];
#pragma warning restore CA5350
    }

    private static List<string> SignalLines(string text)
    {
        var signal = new List<string>();
        var last = new Queue<string>();
        for (var start = 0; start < text.Length && signal.Count < MostSignalLines;)
        {
            var end = start;
            while (end < text.Length && !PythonText.IsLineBreak(text[end]))
            {
                end++;
            }

            var line = PythonText.Strip(text[start..end]);
            if (HasSignal(line))
            {
                signal.Add(line);
            }
            else if (line.Length > 0 && signal.Count == 0)
            {
                last.Enqueue(line);
                if (last.Count > LastLines)
                {
                    last.Dequeue();
                }
            }

            start = end + 1 < text.Length && text[end] == '\r' && text[end + 1] == '\n' ? end + 2 : end + 1;
        }

        return signal.Count > 0 ? signal : [.. last];
    }

    private static bool HasSignal(string line)
    {
        for (var i = 0; i < line.Length; i++)
        {
            foreach (var word in SignalWords)
            {
                if (Fold(line[i]) == word[0] && StartsWith(line, i, word))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool StartsWith(string text, int index, string word)
    {
        if (text.Length - index < word.Length)
        {
            return false;
        }

        for (var i = 0; i < word.Length; i++)
        {
            if (Fold(text[index + i]) != word[i])
            {
                return false;
            }
        }

        return true;
    }

    // re.IGNORECASE, as far as it reaches the letters of the words
    private static char Fold(char c) => c switch
    {
        < '\u0080' => char.ToLowerInvariant(c),
        '\u0130' or '\u0131' => 'i',
        '\u017f' => 's',
        '\u212a' => 'k',
        _ => c,
    };

    // 0x[0-9a-fA-F]+ -> 0xADDR
    private static string Addresses(string text) => Replace(text, '0', i =>
    {
        var end = i + 2;
        if (end >= text.Length || text[i + 1] != 'x')
        {
            return default;
        }

        while (end < text.Length && char.IsAsciiHexDigit(text[end]))
        {
            end++;
        }

        return end > i + 2 ? new(end, "0xADDR") : default;
    });

    // \b[0-9a-f]{7,40}\b -> HEX
    private static string Hex(string text) => Replace(text, null, i =>
    {
        if (!char.IsAsciiHexDigitLower(text[i]) || PythonText.IsWordBefore(text, i))
        {
            return default;
        }

        var end = i;
        while (end < text.Length && char.IsAsciiHexDigitLower(text[end]))
        {
            end++;
        }

        return end - i is >= 7 and <= 40 && PythonText.WordAt(text, end) == 0 ? new(end, "HEX") : default;
    });

    // \d{4}-\d{2}-\d{2}[t ]\d{2}:\d{2}:\d{2}\S* -> TS
    private static string Timestamps(string text) => Replace(text, null, i =>
    {
        var end = i;
        foreach (var c in "dddd-dd-ddtdd:dd:dd")
        {
            var length = c == 'd' ? PythonText.DigitAt(text, end)
                : end < text.Length && (text[end] == c || (c == 't' && text[end] is ' ' or 'T')) ? 1 : 0;
            if (length == 0)
            {
                return default;
            }

            end += length;
        }

        while (end < text.Length && !PythonText.IsSpace(text[end]))
        {
            end++;
        }

        return new(end, "TS");
    });

    // (:|line )\s*\d+(:\d+)? -> \1N
    private static string Positions(string text) => Replace(text, null, i =>
    {
        var label = text[i] == ':' ? ":" : string.CompareOrdinal(text, i, "line ", 0, 5) == 0 ? "line " : "";
        if (label.Length == 0)
        {
            return default;
        }

        var digits = SkipSpaces(text, i + label.Length);
        var end = SkipDigits(text, digits);
        if (end == digits)
        {
            return default;
        }

        if (end < text.Length && text[end] == ':')
        {
            var more = SkipDigits(text, end + 1);
            end = more > end + 1 ? more : end;
        }

        return new(end, label + "N");
    });

    // [/\\][\w./\\-]+/(\w+\.\w+) -> PATH/\1
    // The greedy middle takes the last slash of the run that has a name and an extension behind it, so a run has one match at the most.
    private static string Paths(string text) => Replace(text, null, i =>
    {
        if (text[i] is not ('/' or '\\'))
        {
            return default;
        }

        var slash = -1;
        var end = i;
        var file = i;
        while (end < text.Length)
        {
            if (text[end] == '/' && end >= i + 2 && SkipFile(text, end + 1) is var fileEnd and > 0)
            {
                slash = end;
                file = fileEnd;
            }

            var length = text[end] is '.' or '/' or '\\' or '-' ? 1 : PythonText.WordAt(text, end);
            if (length == 0)
            {
                break;
            }

            end += length;
        }

        return slash < 0 ? new(end, null) : new(file, "PATH/" + text[(slash + 1)..file]);
    });

    // 0\.\d+s|\d+(\.\d+)?\s*(ms|s|sec|seconds) -> DUR
    // What the first branch matches, the second matches with the same extent; "s" wins over "sec" because it comes first.
    private static string Durations(string text) => Replace(text, null, i =>
    {
        var whole = SkipDigits(text, i);
        if (whole == i)
        {
            return default;
        }

        var end = whole;
        if (end < text.Length && text[end] == '.')
        {
            var fraction = SkipDigits(text, end + 1);
            end = fraction > end + 1 ? fraction : end;
        }

        var unit = SkipSpaces(text, end);
        if (StartsWith(text, unit, "ms"))
        {
            return new(unit + 2, "DUR");
        }

        return StartsWith(text, unit, "s") ? new(unit + 1, "DUR") : new(whole, null);
    });

    // \b\d+\b -> N
    private static string Numbers(string text) => Replace(text, null, i =>
    {
        var end = SkipDigits(text, i);
        return end == i ? default
            : PythonText.IsWordBefore(text, i) || PythonText.WordAt(text, end) > 0 ? new(end, null)
            : new(end, "N");
    });

    // \s+ -> " "
    private static string Spaces(string text) => Replace(text, null, i =>
        SkipSpaces(text, i) is var end && end > i ? new(end, " ") : default);

    private static int SkipSpaces(string text, int index)
    {
        while (index < text.Length && PythonText.IsSpace(text[index]))
        {
            index++;
        }

        return index;
    }

    private static int SkipDigits(string text, int index)
    {
        while (PythonText.DigitAt(text, index) is var length and > 0)
        {
            index += length;
        }

        return index;
    }

    // \w+\.\w+ ; 0 when it is not there
    private static int SkipFile(string text, int index)
    {
        var dot = SkipWord(text, index);
        if (dot == index || dot >= text.Length || text[dot] != '.')
        {
            return 0;
        }

        var end = SkipWord(text, dot + 1);
        return end > dot + 1 ? end : 0;
    }

    private static int SkipWord(string text, int index)
    {
        while (PythonText.WordAt(text, index) is var length and > 0)
        {
            index += length;
        }

        return index;
    }

    /// <summary>What a scanner found at an index: nothing (default), a stretch to pass over unread (no replacement), or a match.</summary>
    private readonly record struct Found(int End, string? Replacement);

    private static string Replace(string text, char? first, Func<int, Found> scan)
    {
        StringBuilder? result = null;
        var kept = 0;
        for (var i = 0; i < text.Length;)
        {
            if (first is { } c && text[i] != c)
            {
                i++;
                continue;
            }

            var found = scan(i);
            if (found.Replacement is { } replacement)
            {
                result ??= new StringBuilder(text.Length);
                result.Append(text, kept, i - kept).Append(replacement);
                kept = i = found.End;
            }
            else
            {
                i = Math.Max(found.End, i + 1);
            }
        }

        return result is null ? text : result.Append(text, kept, text.Length - kept).ToString();
    }
}
