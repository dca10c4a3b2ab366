namespace LoopJournal.Text;

/// <summary>The regular expressions of the masks, one for each.</summary>
/// <remarks>
/// They are plain ASCII and need only a regular expression library with look-around. Each is anchored to the start of a token or of
/// bounded length, so that a line is read in linear time.
/// </remarks>
internal static class MaskPatterns
{
    private const string Before = "(?<![0-9A-Za-z_])";
    private const string After = "(?![0-9A-Za-z_])";
    private const string Cut = @"(?:\.\.\.|…|···)";
    private const string Zone =
        "(?:Z|[ ]?(?:UTC|GMT|[A-Z]{3}(?![A-Za-z]))|[ ]?(?:UTC|GMT)?[+-][0-9]{2}:?[0-9]{2}(?:[ ][(][A-Za-z ]{3,40}[)])?)?";
    private const string Blank = "[ \\u00a0\\u202f]"; // .NET writes U+202F before AM on some platforms

    // the last digits of a list, behind a comma, are the next argument of a test
    private const string Clock =
        "[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,9}|,[0-9]{3,9}(?![0-9A-Fa-f]{0,7}-[0-9A-Fa-f]{4}-)|,[0-9]{1,2}(?![0-9,)\\]]))?)?"
        + "(?:" + Blank + "?[AaPp]\\.?[Mm]\\.?(?![A-Za-z]))?";
    private const string Month = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}";
    private const string Weekday = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}";

    public const string Timestamp =
        Before + "[0-9]{4}([-/])[0-9]{1,2}\\1[0-9]{1,2}(?:(?:T|_|:|[ ]{1,2})(?:" + Clock + Zone
        + "|[0-9]{2}([-.,])[0-9]{2}\\2[0-9]{2}(?:\\.[0-9]{1,9})?))?" + After
        + "|" + Before + "(?:19|20)[0-9]{6}(?:T|[ ])(?:[0-9]{6}|[0-9]{2}:[0-9]{2}:[0-9]{2})(?:\\.[0-9]{1,9})?"
        + "(?:Z|[+-][0-9]{2}:?[0-9]{2})?" + After
        + "|" + Before + "[0-9]{1,2}([./-])[0-9]{1,2}\\3[0-9]{4}(?:,?[ ]" + Clock + Zone + ")?" + After
        + "|" + Before + "(?:" + Weekday + ",?[ ])?[0-9]{1,2}[ -]" + Month + "[ -][0-9]{2,4}(?:[ ,]{1,2}" + Clock + Zone + ")?" + After
        + "|" + Before + "(?:" + Weekday + ",?[ ])?" + Month + "[ ]{1,2}[0-9]{1,2}(?:,?[ ][0-9]{4})?(?:[ ]" + Clock + Zone
        + "(?:[ ][0-9]{4})?|(?<=[0-9]{4}))" + After;

    public const string TimeSpan =
        "(?<![0-9A-Za-z_:.])(?:[0-9]{1,8}\\.)?[0-9]{1,3}:[0-5][0-9]:[0-5][0-9](?:[.,][0-9]{1,9})?(?:" + Blank
        + "?[AaPp][Mm])?(?![0-9A-Za-z_:])"
        + "|(?<![0-9A-Za-z_:.])[0-2]?[0-9]:[0-5][0-9](?:" + Blank + "?[AaPp][Mm])?(?![0-9A-Za-z_:])";

    public const string Url = Before + "(?!file:)[A-Za-z][A-Za-z0-9+.-]{1,15}://[^\\s\"'<>\\u0060|]+";

    public const string Email = "(?<![0-9A-Za-z_.+-])[0-9A-Za-z_][0-9A-Za-z_.+-]{0,63}@[0-9A-Za-z-]{1,63}(?:\\.[0-9A-Za-z-]{1,63}){1,8}";

    public const string Address =
        "(?<![0-9A-Za-z_.])/?[0-9]{1,3}(?:\\.[0-9]{1,3}){3}(?::[0-9]{1,5}|/[0-9]{1,2}(?![0-9]))?(?![0-9A-Za-z_]|\\.[0-9])"
        + "|(?<![0-9A-Za-z_:.])(?=[0-9A-Fa-f:]{0,39}[0-9])(?:[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){7}"
        + "|(?:[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){0,6}"
        + ")?::(?:[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){0,6})?)(?:/[0-9]{1,3})?(?![0-9A-Za-z_:])"
        + "|" + Before + "localhost:[0-9]{1,5}" + After
        + "|(?<![0-9A-Za-z_.@/\\\\-])(?:[A-Za-z0-9-]{1,63}\\.){1,8}"
        + "(?:com|net|org|edu|gov|eu)(?:\\.[a-z]{2})?(?::[0-9]{1,5})?(?![0-9A-Za-z_(-]|\\.[0-9A-Za-z])";

    private const string Root = "(?:file:///?)?(?:[A-Za-z]:[\\\\/]|\\\\\\\\[0-9A-Za-z_.?]|/|~/)";
    private const string PathStart = "(?<![0-9A-Za-z_.<>\\\\/)\\]}:~-])";
    private const string PathRest = "[^\\s'\"<>|;,()\\[\\]:*?\\u0060]*";
    public const string Path =
        "(?<=')" + Root + "(?![/'])[^'\"<>|\\r\\n]{1,400}(?=')"
        + "|(?<=\")" + Root + "(?![/\"])[^'\"<>|\\r\\n]{1,400}(?=\")"
        + "|(?<=<)(?:[A-Za-z]:[\\\\/]|/[0-9A-Za-z_.-]{1,100}/)" + PathRest
        + "|" + PathStart + Root + "[0-9A-Za-z_.@%#$~+{]" + PathRest
        + "(?:(?<=[\\\\/][^\\s.\\\\/]{1,80})[ ][0-9A-Za-z_.-]{1,40}[\\\\/]" + PathRest + "){0,3}";

    public const string Position =
        "(?<=\\.[A-Za-z]{1,8})(?::(?:line|Zeile|ligne|l\\u00ednea|linha|riga|wiersz) [0-9]{1,9}"
        + "|:[0-9]{1,9}(?::[0-9]{1,9})?|[(][0-9]{1,9}(?:,[0-9]{1,9}){0,3}[)](?=[ ]?:))" + After
        + "|" + Before + "(?:[Ll]ine|[Cc]olumn|[Cc]ol|Zeile|Spalte|[Pp]osition|pos)[ :]{1,2}[0-9]{1,9}" + After;

    public const string Compiler =
        "(?:<>c(?:__DisplayClass[0-9_]{1,20})?|<{1,2}[A-Za-z0-9_.]{0,200}>"
        + "(?:b__[0-9_]{1,20}|d__[0-9_]{1,20}|g__[A-Za-z0-9_]{1,200}\\|[0-9_]{1,20}|F[0-9A-F]{64}__))(?:>d)?(?:[.+]MoveNext)?"
        + "|<>f__AnonymousType[0-9]{1,9}"
        + "|" + Before + "[A-Za-z_][0-9A-Za-z_]{0,200}?Proxy_[0-9]{1,9}" + After + "|(?<=[$])Proxy[0-9]{1,9}" + After;

    public const string Code =
        Before + "(?:(?:[Ee]xit|[Rr]eturn|[Ee]rror|[Ss]tatus)[ ]?[Cc]ode|[Ss]tatus|HTTP(?:/[0-9](?:\\.[0-9])?)?|errno|[Ss]ignal)"
        + "(?:[ ](?:was|is|of))?[ ]?[:=(]?[ ]?-?[0-9]{1,10}" + After
        + "|" + Before + "[Cc]ode[ ][(]?-?[0-9]{1,10}" + After
        + "|" + Before + "0x8[0-9A-Fa-f]{7}" + After
        + "|" + Before + "[A-Z]{2,10}-?[0-9]{2,5}" + After
        + "|" + Before + "(?:[Uu][Tt][Ff]-?(?:8|16|32)|[Ii][Ss][Oo]-8859-[0-9]{1,2})" + After;

    private const string Unit = "[0-9]{1,9}(?:\\.[0-9]{1,9})?(?:d|h|m|s|ms|[\\u00b5\\u03bc]s|us|ns"
        + "|[ ](?:days?|hours?|minutes?|seconds?|milliseconds?))" + After;

    public const string Duration =
        "\\[(?:<[ ]?)?[0-9]{1,9}(?:[.,][0-9]{1,9})?[ ]?(?:d|h|m|s|ms)(?:[ ][0-9]{1,3}[ ]?(?:h|m|s|ms)){0,3}\\]"
        + "|(?<![0-9A-Za-z_.])" + Unit + "(?:(?:,[ ]|[ ]and[ ])" + Unit + "){1,6}"
        + "|(?<![0-9A-Za-z_.])(?:<[ ]?)?[0-9]{1,18}(?:[.,][0-9]{1,18})?[ ]?"
        + "(?:ns|us|[\\u00b5\\u03bc]s|ms|msec|msecs|s|sec|secs|seconds?|Sekunden?|milliseconds?|minutes?|mins?|hours?)"
        + "(?:[ ][0-9]{1,9}(?:[.,][0-9]{1,9})?[ ]?(?:ms|s|sec))?" + After
        + "|(?<![0-9A-Za-z_.])[0-9]{1,9}(?:h|m)[ ]?[0-9]{1,2}(?:m|s)(?:[ ]?[0-9]{1,2}s)?" + After;

    public const string Hex =
        Before + "0[xX][0-9A-Fa-f]{1,}(?:" + Cut + "|" + After + ")"
        + "|" + Before + "(?=[0-9A-Fa-f]{2}-[0-9A-Fa-f]{2}-[0-9A-Fa-f]{2}|[0-9A-Fa-f]{2}:[0-9A-Fa-f]{2}:[0-9A-Fa-f]{2}:)"
        + "[0-9A-Fa-f]{2}(?:[-:][0-9A-Fa-f]{2}){3,}" + After
        + "|(?<![0-9A-Za-z_+/=])[A-Za-z0-9+/]{10,}={1,2}(?![0-9A-Za-z_+/=])";

    // Digits and letters both, of one case: a word or a number is no hash. Its placeholder is that of a number, because a hash may happen
    // to be one.
    public const string Hash =
        Before + "(?=[a-f]{0,40}[0-9])(?=[0-9]{0,40}[a-f])[0-9a-f]{7,}(?:" + Cut + "|" + After + ")"
        + "|" + Before + "(?=[A-F]{0,40}[0-9])(?=[0-9]{0,40}[A-F])[0-9A-F]{7,}(?:" + Cut + "|" + After + ")"
        + "|" + Before + "(?=[a-f]{0,7}[0-9])[0-9a-f]{2,7}(?=['\"]?" + Cut + ")"
        + "|(?<=" + Cut + "['\"]?)(?=[a-f]{0,11}[0-9])[0-9a-f]{2,12}" + After
        + "|(?<=[0-9A-Za-z_>)\\]]@)(?=[a-f]{0,7}[0-9])[0-9a-f]{4,8}" + After; // of an object: Cart@61704e

    // a name with a number too long for a person's is a machine's: blk_38865049064139660, attempt_1445144423722_0020_m_3
    public const string Serial =
        Before + "(?=[A-Za-z_]{1,100}(?:[0-9]{1,4}[A-Za-z_]{1,100}){0,8}-?[0-9]{5})[A-Za-z_][0-9A-Za-z_]*(?:(?<=_)-[0-9]{5,})?"
        + "|" + Before + "[0-9]{1,30}(?:_[0-9]{1,30}){1,8}" + After
        + "|" + Before + "gw[0-9]{1,3}" + After; // a worker of pytest

    // a test's next argument, behind a comma, is not a part of the number: 1.2,11/28/2026 22:45:45
    private const string Argument =
        "[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{2,4}(?![0-9])|[0-9]{1,2}:[0-9]{2}|[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-";

    // the number of tests or shrinks that a property test needed: 1 test, 3 tests
    public const string Count = Before + "[0-9]{1,9} (?:tests?|shrinks?)" + After;

    public const string Number =
        "(?:(?<![0-9A-Za-z_)\\]}.])[-+])?(?<![0-9A-Za-z_\\u0060]|[0-9][.,])(?>[0-9]+(?:\\.[0-9]+|,(?!" + Argument + ")[0-9]+)*)"
        + "(?:[eE][-+]?[0-9]{1,4})?"
        + "(?=(?:[dfmMLuUn%]|UL|px)?(?![0-9A-Za-z_]))";
}
