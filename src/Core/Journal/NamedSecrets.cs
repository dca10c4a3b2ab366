using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace LoopJournal.Journal;

/// <summary>
/// Secrets that are told by their name: <c>Password=...</c>, <c>"api_key": "..."</c>, <c>--token ...</c>, <c>password '...'</c>.
/// </summary>
/// <remarks>
/// The name and what separates it from its value are found by a pattern; the value is read by hand, so that a value that turns out to
/// be innocent is searched for names itself.
/// </remarks>
internal static partial class NamedSecrets
{
    /// <summary>What stands for no value.</summary>
    private static readonly HashSet<string> Nothing = new(StringComparer.OrdinalIgnoreCase)
    {
        "null", "(null)", "nil", "none", "true", "false", "undefined", "empty", "string.empty",
    };

    /// <summary>What is said about a password behind a colon, and no password.</summary>
    private static readonly HashSet<string> Prose = new(StringComparer.OrdinalIgnoreCase)
    {
        "string", "system.string", "required", "invalid", "missing", "expected", "incorrect", "wrong", "unknown", "unset", "set", "ok", "yes",
        "no", "not", "expired", "changed", "hidden", "masked", "redacted", "[redacted]", "weak", "strong", "valid", "optional", "rejected",
        "accepted", "mismatch", "denied", "the", "a", "an", "to", "or", "and", "is", "was", "must", "with", "for", "option", "options",
        "argument", "parameter", "in", "on", "instead", "flag", "has", "cannot", "requires", "should", "field", "value", "from", "if", "when",
        "error", "failed", "failure",
    };

    private static readonly HashSet<string> InnocentNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "PublicKeyToken", "CancellationToken", "StoppingToken", "SyntaxToken", "JsonToken", "MetadataToken", "ChangeToken", "NextToken",
        "UnexpectedToken", "ExpectedToken", "ContinuationToken",
    };

    private const int LongestElement = 4096;
    private const int LongestReference = 200;

    private static readonly SearchValues<char> EndOfWord = SearchValues.Create(" \t\r\n\f\v\"';&<");

    /// <summary>
    /// A name and what stands between it and its value. A <c>token</c> is no more than a suspicion, because parsers and compilers speak
    /// of theirs; whatever a <c>key</c> is given is a secret.
    /// </summary>
    [GeneratedRegex(
        """
        (?<name>
            (?<key>pass(?:word|phrase|wd|code)|pwd|(?<=_)(?:pass|auth)|secret(?:[_-]?(?:access[_-]?)?key)?
              |(?:api|access|account|private|signing|encryption|master|subscription|shared[_-]?access)[_-]?key|shared[_-]?access[_-]?signature
              |(?<![A-Za-z])sig(?==))
          | (?<token>token)
        )[0-9]{0,3}
        (?:
            (?<element>>)\s{0,8}
          | (?:\\?["'])?[\])]?\s{0,8}(?:(?<equals>=>|:=|=(?![=>]))|:(?![:=]))\s{0,8}(?<quote>\\?["'])?
          | ["']\s{1,8}value\s{0,4}(?<equals>=)\s{0,4}(?<quote>["'])
          | (?<=(?<![A-Za-z0-9_-])--?[A-Za-z-]{1,40})(?<flag>[ \t]{1,4})(?<quote>["'])?
          | (?<=login[ \t]{1,4}\S{1,100}[ \t]{1,4}password)(?<equals>[ \t]{1,4})
          | (?<=pass(?:word|phrase|wd))[ \t]{1,4}(?:(?:is|was|of)[ \t]{1,4})?(?<quote>["'])
        )
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Names();

    public static string Mask(string text)
    {
        StringBuilder? masked = null;
        var copied = 0;
        for (var match = Names().Match(text); match.Success;)
        {
            var (start, length) = FindValue(text, match);
            if (length == 0)
            {
                match = Names().Match(text, match.Index + match.Length);
                continue;
            }

            masked = (masked ?? new StringBuilder(text.Length)).Append(text, copied, start - copied).Append(Secrets.Masked);
            copied = start + length;
            match = Names().Match(text, copied);
        }

        return masked is null ? text : masked.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>Where the secret behind a name is; of no length where there is none.</summary>
    private static (int Start, int Length) FindValue(string text, Match match)
    {
        if (IsInnocentName(text, match))
        {
            return default;
        }

        var start = match.Index + match.Length;
        var rest = text.AsSpan(start);
        var quote = match.Groups["quote"].ValueSpan;
        if (match.Groups["element"].Success)
        {
            rest = rest[..Math.Min(rest.Length, LongestElement)];
            var end = rest.IndexOf('<');
            return end > 0 && rest[end..].StartsWith("</") && !IsInnocent(rest[..end]) ? (start, end) : default;
        }

        if (quote.Length > 0)
        {
            var end = rest.IndexOfAny(quote[^1], '\r', '\n');
            var inside = end < 0 ? rest : quote.Length > 1 && end > 0 && rest[end] == quote[^1] ? rest[..(end - 1)] : rest[..end];
            return IsSecret(match, inside, ends: true) ? (start, inside.Length) : default;
        }

        var stop = rest.IndexOfAny(EndOfWord);
        var word = stop < 0 ? rest : rest[..stop];
        var bare = word.TrimEnd(",.)]}>|\\");
        var ends = bare.Length < word.Length || stop < 0 || rest[stop] is not (' ' or '\t');
        var prose = !match.Groups["equals"].Success && Prose.GetAlternateLookup<ReadOnlySpan<char>>().Contains(bare);
        return !prose && !IsInnocent(word) && IsSecret(match, bare, ends) ? (start, bare.Length) : default;
    }

    private static bool IsSecret(Match match, ReadOnlySpan<char> value, bool ends)
    {
        if (IsInnocent(value))
        {
            return false;
        }

        if (match.Groups["flag"].Success)
        {
            return value[0] != '-';
        }

        return match.Groups["token"].Success
            ? Secrets.LooksRandom(value) && !IsNumber(value)
            : match.Groups["equals"].Success || match.Groups["quote"].Success || ends || Secrets.LooksRandom(value);
    }

    /// <summary>Nothing, a mask, or a reference such as <c>$(Token)</c>, <c>${{ x }}</c>, <c>%TOKEN%</c>, <c>&lt;token&gt;</c>.</summary>
    private static bool IsInnocent(ReadOnlySpan<char> value) =>
        value.IsEmpty || value.IndexOfAnyExcept('*') < 0 || Nothing.GetAlternateLookup<ReadOnlySpan<char>>().Contains(value)
        || (value.Length <= LongestReference && value is (['$', '(' or '{', ..] or ['%', .., '%'] or ['<', .., '>'] or ['{', .., '}']));

    private static bool IsNumber(ReadOnlySpan<char> value) =>
        value.IndexOfAnyExceptInRange('0', '9') < 0 || (value.StartsWith("0x") && value.Length <= 18);

    private static bool IsInnocentName(string text, Match match)
    {
        var end = match.Groups["name"].Index + match.Groups["name"].Length;
        var start = end;
        while (start > 0 && end - start < 40 && char.IsAsciiLetter(text[start - 1]))
        {
            start--;
        }

        return InnocentNames.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text.AsSpan(start, end - start));
    }
}
