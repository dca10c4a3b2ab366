using System.Buffers;
using System.Security.Cryptography;

namespace LoopJournal.Fingerprints.Seed;

/// <summary>
/// The text fingerprint of the original <c>loop_journal.py</c>, bit by bit: the first 20 lines that hold a signal word (else the last
/// five), lower-cased, volatile tokens replaced, SHA-1, 12 hex digits.
/// </summary>
/// <remarks>
/// The script's regular expressions are quadratic (32 KB of slashes take it 15 s). The expressions here give the same in linear time: each
/// reads a character a bounded number of times. The comment above each is the expression of the script.
/// </remarks>
internal static partial class SeedFingerprint
{
    private const int MaxSignalLines = 20;
    private const int MaxLastLines = 5;

    private const string Digit = PythonText.Digit;
    private const string Word = PythonText.Word;
    private const string Space = PythonText.Space;

    private const int Block = 64 * 1024;

    private static readonly SearchValues<char> LineBreaks = SearchValues.Create(PythonText.LineBreaks);

    // A set of words with characters beyond ASCII is searched 20 times slower, so the marks are apart
    private static readonly SearchValues<string> Words = SearchValues.Create(
        [
            "error", "fail", "assert", "exception", "traceback", "panic", "fatal", "undefined", "not found", "cannot", "unexpected",
        ],
        StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<char> Marks = SearchValues.Create("✗✘×");

    // re.IGNORECASE takes these for the letters i, s and k
    private static readonly SearchValues<char> Letters = SearchValues.Create("\u0130\u0131\u017f\u212a");

    /// <summary>The script's <c>fingerprint(text)</c>.</summary>
    /// <inheritdoc cref="Compute(TextReader)"/>
    public static string Compute(string text) => Compute(new StringReader(text));

    /// <summary>The script's <c>fingerprint</c> of a text that is read no further than the fingerprint needs.</summary>
    /// <param name="text">A log, decoded as the script does it: UTF-8, U+FFFD for what is not. A lone surrogate counts as U+FFFD.</param>
    /// <returns>12 lowercase hex digits, or <c>""</c> when there is nothing but white space: no failure.</returns>
    public static string Compute(TextReader text)
    {
        var lines = FindSignalLines(text);
        if (lines.Count == 0)
        {
            return "";
        }

        var blob = PythonText.MarkPairs(PythonText.Lower(string.Join('\n', lines)));
        blob = Address().Replace(blob, "0xADDR");
        blob = Hex().Replace(blob, "HEX");
        blob = Timestamp().Replace(blob, "TS");
        blob = Position().Replace(blob, "${label}N");
        blob = Path().Replace(blob, HidePath);
        blob = Duration().Replace(blob, "DUR");
        blob = Number().Replace(blob, "N");
        blob = PythonText.UnmarkPairs(PythonText.Strip(Spaces().Replace(blob, " ")));
#pragma warning disable CA5350 // the script's choice; nothing here is a secret
        return Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(blob)))[..12];
#pragma warning restore CA5350
    }

    /// <summary>The first lines with a signal word; where there is none, the last lines.</summary>
    private static List<string> FindSignalLines(TextReader text)
    {
        var (signal, last) = (new List<string>(), new Queue<string>());
        var buffer = new char[Block];
        var count = 0;
        for (var isEnd = false; !isEnd && signal.Count < MaxSignalLines;)
        {
            var read = text.ReadBlock(buffer, count, buffer.Length - count); // a full buffer: a long line is searched a few times only
            isEnd = read == 0;
            var rest = buffer.AsSpan(0, count + read);
            while (signal.Count < MaxSignalLines && rest.IndexOfAny(LineBreaks) is >= 0 and var length)
            {
                Add(rest[..length]);
                rest = rest[(length + 1)..];
            }

            if (isEnd && signal.Count < MaxSignalLines)
            {
                Add(rest);
            }

            rest.CopyTo(buffer);
            count = rest.Length;
            if (count == buffer.Length)
            {
                Array.Resize(ref buffer, 2 * buffer.Length);
            }
        }

        return signal.Count > 0 ? signal : [.. last];

        void Add(ReadOnlySpan<char> raw)
        {
            var line = PythonText.Strip(raw);
            if (HasSignal(line))
            {
                signal.Add(line.ToString());
            }
            else if (signal.Count == 0 && line.Length > 0)
            {
                last.Enqueue(line.ToString());
                if (last.Count > MaxLastLines)
                {
                    last.Dequeue();
                }
            }
        }
    }

    private static bool HasSignal(ReadOnlySpan<char> line) => line.ContainsAny(Words) || line.ContainsAny(Marks)
        || (line.ContainsAny(Letters) && line.ToString()
            .Replace('\u0130', 'i').Replace('\u0131', 'i').Replace('\u017f', 's').Replace('\u212a', 'k').AsSpan().ContainsAny(Words));

    /// <summary>
    /// The script's greedy middle takes the last slash of the run that has a name and an extension after it, so a run has one match at the
    /// most. The rest of the run stays.
    /// </summary>
    private static string HidePath(Match run) =>
        run.Groups["file"] is { Success: true } file ? "PATH/" + run.Value[(file.Index - run.Index)..] : run.Value;

    // 0x[0-9a-fA-F]+ -> 0xADDR
    [GeneratedRegex("0x[0-9a-fA-F]+")]
    private static partial Regex Address();

    // \b[0-9a-f]{7,40}\b -> HEX
    [GeneratedRegex($"(?<!{Word})[0-9a-f]{{7,40}}(?!{Word})")]
    private static partial Regex Hex();

    // \d{4}-\d{2}-\d{2}[t ]\d{2}:\d{2}:\d{2}\S* -> TS
    [GeneratedRegex($"{Digit}{{4}}-{Digit}{{2}}-{Digit}{{2}}[tT ]{Digit}{{2}}:{Digit}{{2}}:{Digit}{{2}}{PythonText.NoSpace}*")]
    private static partial Regex Timestamp();

    // (:|line )\s*\d+(:\d+)? -> \1N
    [GeneratedRegex($"(?<label>:|line )(?>{Space}*{Digit}+(?::{Digit}+)?)")]
    private static partial Regex Position();

    // [/\\][\w./\\-]+/(\w+\.\w+) -> PATH/\1
    [GeneratedRegex($@"[/\\](?>(?:[./\\-]|{Word})(?:/(?<file>(?>{Word}+\.{Word}+))|[./\\-]|{Word})*)?")]
    private static partial Regex Path();

    // 0\.\d+s|\d+(\.\d+)?\s*(ms|s|sec|seconds) -> DUR
    // The second branch matches everything that the first does, with the same extent; "s" wins over "sec" because it comes first.
    [GeneratedRegex($@"(?<!{Digit})(?>{Digit}+(?:\.{Digit}+)?{Space}*)m?[s\u017f]")]
    private static partial Regex Duration();

    // \b\d+\b -> N
    [GeneratedRegex($"(?<!{Word})(?>{Digit}+)(?!{Word})")]
    private static partial Regex Number();

    // \s+ -> " "
    [GeneratedRegex($"{Space}+")]
    private static partial Regex Spaces();
}
