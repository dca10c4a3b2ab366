using System.Buffers;

namespace LoopJournal.Text.Secrets;

/// <summary>
/// Secrets that a name announces: <c>Password=...</c>, <c>"api_key": "..."</c>, <c>--token ...</c>, <c>password '...'</c>.
/// </summary>
/// <remarks>
/// A pattern finds the name and its separator. Code reads the value, so that a value that turns out to
/// be innocent is itself searched for names.
/// </remarks>
internal static partial class NamedSecrets
{
    /// <summary>Words that follow <c>password:</c> in a sentence, and are not a password.</summary>
    private static readonly HashSet<string> Prose = new(StringComparer.OrdinalIgnoreCase)
    {
        "string", "system.string", "required", "invalid", "missing", "expected", "incorrect", "wrong", "unknown", "unset", "set",
        "ok", "yes", "no", "not", "expired", "changed", "hidden", "masked", "redacted", "[redacted]", "weak", "strong", "valid",
        "optional", "rejected", "accepted", "mismatch", "denied", "the", "a", "an", "to", "or", "and", "is", "was", "must", "with",
        "for", "option", "options", "argument", "parameter", "in", "on", "instead", "flag", "has", "cannot", "requires", "should",
        "field", "value", "from", "if", "when", "error", "failed", "failure", "utf-8", "base64", "sha-256", "sha256", "pbkdf2",
        "argon2", "argon2id", "bcrypt2",
    };

    private static readonly HashSet<string> InnocentNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "PublicKeyToken", "CancellationToken", "StoppingToken", "SyntaxToken", "JsonToken", "MetadataToken", "ChangeToken", "NextToken",
        "UnexpectedToken", "ExpectedToken", "ContinuationToken",
    };

    private const int MaxElement = 4096;

    private const int MaxExpression = 200;
    private const int MaxName = 40;
    private const string AsciiLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const string Letters = AsciiLetters + "_.";

    private static readonly SearchValues<char> InName = SearchValues.Create(AsciiLetters);

    private static readonly SearchValues<char> InIdentifier = SearchValues.Create(Letters);
    private static readonly SearchValues<char> InExpression = SearchValues.Create(Letters + "0123456789");
    private static readonly SearchValues<char> InPlaceholder = SearchValues.Create(Letters + "0123456789-: \"',");
    private static readonly SearchValues<char> EndOfWord = SearchValues.Create(" \t\r\n\f\v\"';&<");

    /// <summary>
    /// A name and its separator. The value of a <c>token</c> counts only where it looks random, because parsers and compilers have
    /// tokens too; any value of a <c>key</c> is a secret. Text that is <c>said</c> of either may be prose.
    /// </summary>
    [GeneratedRegex(
        """
        (?<name>
            (?<key>pass(?:word|phrase|wd|code)|pwd|pswd|(?<![A-Za-z])psk|(?<=_)auth|(?<=[_-])pw|(?<![A-Za-z])pw(?==)
              |(?<pass>(?<=[_-]|store|key|user|admin|root|bind|db|login|ssh)pass|(?<![A-Za-z])pass(?=\\?["']?[ ]?[:=]))
              |secret(?:[_-]?(?:access[_-]?)?key)?
                |(?:api|access|account|private|signing|encryption|master|subscription|auth|functions|validation|decryption|stripe
                  |shared[_-]?access)[\x20_-]?key|shared[_-]?access[_-]?signature
              |(?<=x-(?:amz|goog)-)signature)
          | (?<token>token|(?<=_|--)pat|(?<=sonar\.)login|(?<![A-Za-z])sig(?==))
        )(?:[0-9]{1,3}|_(?:v?[0-9]{1,3}|base|value|text|plain|prod|production|dev|staging|stage|test|ci|ro|rw|old|new|current
            |previous|primary|secondary|default|root|admin))?
        (?:
            (?<element>>)\s{0,8}
          | (?<=(?<![A-Za-z0-9/_-])(?:/|--?)[A-Za-z0-9_.-]{1,40})(?<flag>[:=])(?<quote>["'])?
          | (?<=(?:setx|setenv|set[ \t]{1,4}-[A-Za-z]{1,3}|config[ \t]{1,4}set)[ \t]{1,4}[^\s"'=]{1,80})(?<flag>[ \t]{1,4})(?<quote>["'])?
          | (?:\\?["'])?[\])]?\s{0,8}(?:(?<equals>=>|:=|=(?![=>]))|:(?![:=]))\s{0,8}(?:[NLUFBR@$]{1,2}(?=["']))?(?<quote>\\?["'])?
          | ["']\s{1,8}value\s{0,4}(?<equals>=)\s{0,4}(?<quote>["'])
          | (?<=(?<![A-Za-z0-9_-])--?[A-Za-z0-9_.-]{1,40})
            (?:(?<flag>[ \t]{1,4})(?<quote>["'])?|(?<flag>\\?["'],[ \t]{0,4})(?<quote>\\?["']))
          | (?<=login[ \t]{1,4}\S{1,100}[ \t]{1,4}password)(?<equals>[ \t]{1,4})
          | (?<said>[ \t]{1,4}(?:(?:set|changed|reset)[ \t]{1,4})?(?:is|was|to):?[ \t]{1,4})(?<quote>["'])?
          | (?<said>(?<=(?:with|use|using)[ \t]{1,4}(?:the[ \t]{1,4})?pass(?:word|phrase))[ \t]{1,4})(?<quote>["'])?
          | (?<=pass(?:word|phrase|wd))[ \t]{1,4}(?:of[ \t]{1,4})?(?<quote>["'])
        )
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Names();

    /// <summary>Where the secrets are in a text, in order.</summary>
    public static IEnumerable<(int Start, int Length)> Find(string text)
    {
        for (var match = Names().Match(text); match.Success;)
        {
            var (start, length) = FindValue(text, match);
            if (length > 0)
            {
                yield return (start, length);
            }

            match = Names().Match(text, length > 0 ? start + length : match.Index + match.Length);
        }
    }

    /// <summary>Where the secret after a name is; of length 0 when there is none.</summary>
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
            rest = rest[..Math.Min(rest.Length, MaxElement)];
            var end = rest.IndexOf('<');
            return end > 0 && rest[end..].StartsWith("</") && !SecretMask.IsInnocent(rest[..end]) ? (start, end) : default;
        }

        if (quote.Length > 0)
        {
            var inside = rest[..FindClosingQuote(rest, quote)];
            if (IsSecret(match, inside, ends: true))
            {
                return (start, inside.Length);
            }

            // A message that quotes the text has a second quote after the first, which then is not a doubled one.
            var first = inside.IndexOf(quote[^1]);
            return first > 0 && IsSecret(match, inside[..first], ends: true) ? (start, first) : default;
        }

        if (match.Groups["equals"].Success && rest is ['{', ..]
            && rest[..Math.Min(rest.Length, MaxExpression)].IndexOfAny('}', '\r', '\n') is > 0 and var brace
            && rest[brace] == '}' && rest[1..brace].ContainsAnyExcept(InPlaceholder))
        {
            return (start + 1, brace - 1); // ODBC writes a value with a semicolon in it so
        }

        var stop = rest.IndexOfAny(EndOfWord);
        var word = stop < 0 ? rest : rest[..stop];
        var bare = word.TrimEnd(",.)]}>|\\");
        var ends = bare.Length < word.Length || stop < 0 || rest[stop] is not (' ' or '\t') || IsEndOrName(rest[stop..]);
        var mayBeProse = !match.Groups["equals"].Success || match.Groups["pass"].Success;
        var prose = mayBeProse && Prose.GetAlternateLookup<ReadOnlySpan<char>>().Contains(bare);
        return !prose && !SecretMask.IsInnocent(word.TrimEnd(",.")) && !IsCode(match, word) && IsSecret(match, bare, ends)
            ? (start, bare.Length) : default;
    }

    /// <summary>Where the quotes close or the line ends: before a quote that is neither escaped nor doubled.</summary>
    private static int FindClosingQuote(ReadOnlySpan<char> text, ReadOnlySpan<char> quote)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at..].IndexOfAny(quote[^1], '\r', '\n') is not (>= 0 and var next))
            {
                break;
            }

            at += next;

            if (text[at] != quote[^1])
            {
                return at;
            }

            if (quote.Length > 1)
            {
                return at > 0 ? at - 1 : 0; // an escaped quote: the backslash before it is not part of the value
            }

            if (at > 0 && at + 2 < text.Length && text[at + 1] == quote[0] && char.IsAsciiLetterOrDigit(text[at + 2]))
            {
                at++;
            }
            else if (at == 0 || text[at - 1] != '\\')
            {
                return at;
            }
        }

        return text.Length;
    }

    private static bool IsSecret(Match match, ReadOnlySpan<char> value, bool ends)
    {
        if (SecretMask.IsInnocent(value))
        {
            return false;
        }

        if (match.Groups["flag"].Success)
        {
            return (value[0] != '-' || match.ValueSpan.IndexOfAny(':', '=') >= 0) && !(match.Groups["pass"].Success && IsNumber(value));
        }

        var isSaid = match.Groups["said"].Success && !match.Groups["quote"].Success;
        return match.Groups["token"].Success || isSaid
            ? SecretMask.IsLikelyRandom(value) && !IsNumber(value) && !IsIdentifier(value, isSaid)
            : match.Groups["pass"].Success && (IsNumber(value) || value.Length < 4) ? false
            : match.Groups["equals"].Success || match.Groups["quote"].Success || ends || SecretMask.IsLikelyRandom(value);
    }

    /// <summary>
    /// Whether the value is an expression of a program: <c>= GetSecret();</c>, <c>= config["Db"]</c>, <c>= new Secret()</c>.
    /// </summary>
    private static bool IsCode(Match match, ReadOnlySpan<char> word)
    {
        if (!match.Groups["equals"].Success || word.Length > MaxExpression)
        {
            return false;
        }

        var name = word[..Math.Max(word.IndexOfAnyExcept(InExpression), 0)];
        var isSpaced = match.ValueSpan is [.., ' '];
        return word is "new" or "await" ? isSpaced
            : name.Length > 0 && char.IsAsciiLetter(name[0]) | name[0] == '_'
                && (word[name.Length..] is "()" or "())"
                    || (isSpaced && word[name.Length] is '(' or '[' && word[^1] is '(' or ')' or '[' or ']' or ','));
    }

    /// <summary>Whether the line ends, or goes on with another name: <c>user: me</c>, <c>user=me</c>.</summary>
    private static bool IsEndOrName(ReadOnlySpan<char> rest)
    {
        rest = rest.TrimStart(" \t");
        return rest is [] or ['\r' or '\n', ..] || rest.IndexOfAnyExcept(InExpression) is > 0 and var end && rest[end] is ':' or '=';
    }

    /// <summary>
    /// Whether the value is a name in a program, as <c>Async.CancellationToken</c>: letters, and outside a sentence a dot among them.
    /// </summary>
    private static bool IsIdentifier(ReadOnlySpan<char> value, bool isSaid) =>
        !value.ContainsAnyExcept(InIdentifier) && (isSaid || value.Contains('.'));

    private static bool IsNumber(ReadOnlySpan<char> value) =>
        value.IndexOfAnyExceptInRange('0', '9') < 0 || (value.StartsWith("0x") && value.Length <= 18);

    private static bool IsInnocentName(string text, Match match)
    {
        var end = match.Groups["name"].Index + match.Groups["name"].Length;
        var name = text.AsSpan(Math.Max(end - MaxName, 0)..end);
        name = name[(name.LastIndexOfAnyExcept(InName) + 1)..];
        return InnocentNames.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name);
    }
}
