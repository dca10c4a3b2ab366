using System.Text;
using System.Text.RegularExpressions;

namespace LoopJournal.Text;

/// <summary>The kind of text that a mask covers. It decides how much is hidden where values are to be kept.</summary>
internal enum MaskKind
{
    /// <summary>Another process or moment would have written something else. Numbers on the same line may be volatile too.</summary>
    Volatile,

    /// <summary>The directory, the position or the compiler's ordinal says nothing about the failure; the rest does.</summary>
    Place,

    /// <summary>A value: masked in a shape, kept in the values.</summary>
    Number,

    /// <summary>A code, or a number that means something: stays, and no later mask may touch it.</summary>
    Code,
}

/// <summary>One typed mask.</summary>
/// <param name="Name">
/// The name of the group in <see cref="Masks.Pattern"/>, and the placeholder: <c>guid</c> becomes <c>&lt;guid&gt;</c>.
/// </param>
/// <param name="Pattern">The regular expression.</param>
/// <param name="Kind">The kind of text that it covers.</param>
internal sealed record Mask(string Name, string Pattern, MaskKind Kind)
{
    /// <summary>Gives the text that replaces a match; without it, the placeholder does.</summary>
    public Func<string, string> Replace { get; init; } = _ => $"<{Name}>";

    /// <summary>Whether a match in the name of a test is replaced too.</summary>
    public Func<string, bool> IsInNames { get; init; } = _ => false;
}

/// <summary>A line after masking.</summary>
/// <param name="Shape">Everything masked.</param>
/// <param name="Values">Numbers kept.</param>
/// <param name="IsVolatile">Whether a token was replaced that another process would have written differently.</param>
internal readonly record struct MaskedLine(string Shape, string Values, bool IsVolatile);

/// <summary>
/// The typed masks. They are tried in the table's order at every position of a line, the first that matches wins, and the scan goes on
/// after the match: a masked text is never masked again.
/// </summary>
/// <remarks>
/// The expressions are plain ASCII and need only a regular expression library with look-around. Each is anchored to the
/// start of a token or of bounded length, so that a line is read in linear time.
/// </remarks>
internal static partial class Masks
{
    private const string Before = "(?<![0-9A-Za-z_])";
    private const string After = "(?![0-9A-Za-z_])";
    private const string Cut = @"(?:\.\.\.|…|···)";
    private const string Zone =
        "(?:Z|[ ]?(?:UTC|GMT|[A-Z]{3}(?![A-Za-z]))|[ ]?(?:UTC|GMT)?[+-][0-9]{2}:?[0-9]{2}(?:[ ][(][A-Za-z ]{3,40}[)])?)?";
    private const string Clock = "[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]{1,9})?)?(?:[ ]?[AaPp]\\.?[Mm]\\.?(?![A-Za-z]))?";
    private const string Month = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}";
    private const string Weekday = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}";

    private const string Guid =
        Before + "[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}" + After
        + "|" + Before + "[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){0,3}-[0-9A-Fa-f]{0,12}(?:" + Cut + "|" + After + ")"
        + "|(?<=" + Cut + "['\"]?)[0-9A-Fa-f]{0,8}(?:-[0-9A-Fa-f]{4}){1,3}(?:-[0-9A-Fa-f]{0,12})?(?:" + Cut + "|" + After + ")"
        + "|" + Before + "[0-9A-Fa-f]{32}" + After;

    private const string Timestamp =
        Before + "[0-9]{4}([-/])[0-9]{1,2}\\1[0-9]{1,2}(?:(?:T|_|:|[ ]{1,2})(?:" + Clock + Zone
        + "|[0-9]{2}([-.,])[0-9]{2}\\2[0-9]{2}(?:\\.[0-9]{1,9})?))?" + After
        + "|" + Before + "(?:19|20)[0-9]{6}(?:T|[ ])(?:[0-9]{6}|[0-9]{2}:[0-9]{2}:[0-9]{2})(?:\\.[0-9]{1,9})?"
        + "(?:Z|[+-][0-9]{2}:?[0-9]{2})?" + After
        + "|" + Before + "[0-9]{1,2}([./-])[0-9]{1,2}\\3[0-9]{4}(?:,?[ ]" + Clock + Zone + ")?" + After
        + "|" + Before + "(?:" + Weekday + ",?[ ])?[0-9]{1,2}[ -]" + Month + "[ -][0-9]{2,4}(?:[ ,]{1,2}" + Clock + Zone + ")?" + After
        + "|" + Before + "(?:" + Weekday + ",?[ ])?" + Month + "[ ]{1,2}[0-9]{1,2}(?:,?[ ][0-9]{4})?(?:[ ]" + Clock + Zone
        + "(?:[ ][0-9]{4})?|(?<=[0-9]{4}))" + After;

    private const string TimeSpan =
        "(?<![0-9A-Za-z_:.])(?:[0-9]{1,8}\\.)?[0-9]{1,3}:[0-5][0-9]:[0-5][0-9](?:[.,][0-9]{1,9})?(?:[ ]?[AaPp][Mm])?(?![0-9A-Za-z_:])"
        + "|(?<![0-9A-Za-z_:.])[0-2]?[0-9]:[0-5][0-9](?:[ ]?[AaPp][Mm])?(?![0-9A-Za-z_:])";

    private const string Url = Before + "(?!file:)[A-Za-z][A-Za-z0-9+.-]{1,15}://[^\\s\"'<>\\u0060|]+";

    private const string Email = "(?<![0-9A-Za-z_.+-])[0-9A-Za-z_][0-9A-Za-z_.+-]{0,63}@[0-9A-Za-z-]{1,63}(?:\\.[0-9A-Za-z-]{1,63}){1,8}";

    private const string Address =
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
    private const string Path =
        "(?<=')" + Root + "(?![/'])[^'\"<>|\\r\\n]{1,400}(?=')"
        + "|(?<=\")" + Root + "(?![/\"])[^'\"<>|\\r\\n]{1,400}(?=\")"
        + "|(?<=<)(?:[A-Za-z]:[\\\\/]|/[0-9A-Za-z_.-]{1,100}/)" + PathRest
        + "|" + PathStart + Root + "[0-9A-Za-z_.@%#$~+{]" + PathRest
        + "(?:(?<=[\\\\/][^\\s.\\\\/]{1,80})[ ][0-9A-Za-z_.-]{1,40}[\\\\/]" + PathRest + "){0,3}";

    private const string Position =
        "(?<=\\.[A-Za-z]{1,8})(?::(?:line|Zeile|ligne|l\\u00ednea|linha|riga|wiersz) [0-9]{1,9}"
        + "|:[0-9]{1,9}(?::[0-9]{1,9})?|[(][0-9]{1,9}(?:,[0-9]{1,9}){0,3}[)](?=[ ]?:))" + After
        + "|" + Before + "(?:[Ll]ine|[Cc]olumn|[Cc]ol|Zeile|Spalte|[Pp]osition|pos)[ :]{1,2}[0-9]{1,9}" + After;

    private const string Compiler =
        "(?:<>c(?:__DisplayClass[0-9_]{1,20})?|<{1,2}[A-Za-z0-9_.]{0,200}>"
        + "(?:b__[0-9_]{1,20}|d__[0-9_]{1,20}|g__[A-Za-z0-9_]{1,200}\\|[0-9_]{1,20}|F[0-9A-F]{64}__))(?:>d)?(?:[.+]MoveNext)?";

    private const string Code =
        Before + "(?:(?:[Ee]xit|[Rr]eturn|[Ee]rror|[Ss]tatus)[ ]?[Cc]ode|[Ss]tatus|HTTP(?:/[0-9](?:\\.[0-9])?)?|errno|[Ss]ignal)"
        + "(?:[ ](?:was|is|of))?[ ]?[:=(]?[ ]?-?[0-9]{1,10}" + After
        + "|" + Before + "[Cc]ode[ ][(]?-?[0-9]{1,10}" + After
        + "|" + Before + "0x8[0-9A-Fa-f]{7}" + After
        + "|" + Before + "[A-Z]{2,10}-?[0-9]{2,5}" + After
        + "|" + Before + "(?:[Uu][Tt][Ff]-?(?:8|16|32)|[Ii][Ss][Oo]-8859-[0-9]{1,2})" + After;

    private const string Duration =
        "\\[(?:<[ ]?)?[0-9]{1,9}(?:[.,][0-9]{1,9})?[ ]?(?:d|h|m|s|ms)(?:[ ][0-9]{1,3}[ ]?(?:h|m|s|ms)){0,3}\\]"
        + "|(?<![0-9A-Za-z_.])(?:<[ ]?)?[0-9]{1,18}(?:[.,][0-9]{1,18})?[ ]?"
        + "(?:ns|us|µs|ms|msec|msecs|s|sec|secs|seconds?|Sekunden?|milliseconds?|minutes?|mins?|hours?)"
        + "(?:[ ][0-9]{1,9}(?:[.,][0-9]{1,9})?[ ]?(?:ms|s|sec))?" + After
        + "|(?<![0-9A-Za-z_.])[0-9]{1,9}(?:h|m)[ ]?[0-9]{1,2}(?:m|s)(?:[ ]?[0-9]{1,2}s)?" + After;

    private const string Hex =
        Before + "0[xX][0-9A-Fa-f]{1,}(?:" + Cut + "|" + After + ")"
        + "|" + Before + "(?=[0-9A-Fa-f]{2}-[0-9A-Fa-f]{2}-[0-9A-Fa-f]{2}|[0-9A-Fa-f]{2}:[0-9A-Fa-f]{2}:[0-9A-Fa-f]{2}:)"
        + "[0-9A-Fa-f]{2}(?:[-:][0-9A-Fa-f]{2}){3,}" + After
        + "|(?<![0-9A-Za-z_+/=])[A-Za-z0-9+/]{10,}={1,2}(?![0-9A-Za-z_+/=])";

    // Digits and letters both, of one case: a word or a number is no hash. Its placeholder is that of a number, because a hash may happen
    // to be one.
    private const string Hash =
        Before + "(?=[a-f]{0,40}[0-9])(?=[0-9]{0,40}[a-f])[0-9a-f]{7,}(?:" + Cut + "|" + After + ")"
        + "|" + Before + "(?=[A-F]{0,40}[0-9])(?=[0-9]{0,40}[A-F])[0-9A-F]{7,}(?:" + Cut + "|" + After + ")"
        + "|" + Before + "(?=[a-f]{0,7}[0-9])[0-9a-f]{2,7}(?=['\"]?" + Cut + ")"
        + "|(?<=" + Cut + "['\"]?)(?=[a-f]{0,11}[0-9])[0-9a-f]{2,12}" + After;

    // a name with a number too long for a person's is a machine's: blk_38865049064139660, attempt_1445144423722_0020_m_3
    private const string Serial =
        Before + "(?=[A-Za-z_]{1,100}(?:[0-9]{1,4}[A-Za-z_]{1,100}){0,8}-?[0-9]{5})[A-Za-z_][0-9A-Za-z_]*(?:(?<=_)-[0-9]{5,})?"
        + "|" + Before + "[0-9]{1,30}(?:_[0-9]{1,30}){1,8}" + After;

    private const string Number =
        "(?:(?<![0-9A-Za-z_)\\]}.])[-+])?(?<![0-9A-Za-z_\\u0060]|[0-9][.,])(?>[0-9]+(?:[.,][0-9]+)*)(?:[eE][-+]?[0-9]{1,4})?"
        + "(?=(?:[dfmMLuUn%]|UL|px)?(?![0-9A-Za-z_]))";

    /// <summary>All masks in the order of <see cref="Table"/>, each in a group of its name.</summary>
    public const string Pattern =
        $"(?<guid>{Guid})|(?<time>{Timestamp})|(?<span>{TimeSpan})|(?<url>{Url})|(?<email>{Email})|(?<address>{Address})|(?<path>{Path})"
        + $"|(?<pos>{Position})|(?<name>{Compiler})|(?<code>{Code})|(?<duration>{Duration})|(?<hex>{Hex})"
        + $"|(?<hash>{Hash})|(?<serial>{Serial})|(?<n>{Number})";

    /// <summary>The masks, in order, each with its behaviour.</summary>
    public static IReadOnlyList<Mask> Table { get; } =
    [
        new("guid", Guid, MaskKind.Volatile) { IsInNames = _ => true },
        new("time", Timestamp, MaskKind.Volatile) { IsInNames = time => time.Contains(':') },
        new("span", TimeSpan, MaskKind.Volatile),
        new("url", Url, MaskKind.Volatile),
        new("email", Email, MaskKind.Volatile),
        new("address", Address, MaskKind.Volatile),
        new("path", Path, MaskKind.Place) { Replace = MaskedPath.Mask, IsInNames = _ => true },
        new("pos", Position, MaskKind.Place),
        new("name", Compiler, MaskKind.Place) { Replace = name => CompilerNames.Clean(name + '.').TrimEnd('.'), IsInNames = _ => true },
        new("code", Code, MaskKind.Code) { Replace = code => code },
        new("duration", Duration, MaskKind.Volatile),
        new("hex", Hex, MaskKind.Volatile),
        new("hash", Hash, MaskKind.Volatile) { Replace = _ => "<n>" },
        new("serial", Serial, MaskKind.Volatile) { Replace = serial => Digits().Replace(serial, "<n>") },
        new("n", Number, MaskKind.Number),
    ];

    /// <summary>The line with every volatile token replaced.</summary>
    public static MaskedLine Apply(string line)
    {
        var shape = new StringBuilder(line.Length);
        var values = new StringBuilder(line.Length);
        var isVolatile = false;
        var kept = 0;
        foreach (var (mask, match) in Matches(line))
        {
            var replacement = mask.Replace(match.Value);
            var plain = line.AsSpan(kept, match.Index - kept);
            shape.Append(plain).Append(replacement);
            values.Append(plain).Append(mask.Kind == MaskKind.Number ? match.Value : replacement);
            isVolatile |= mask.Kind == MaskKind.Volatile || replacement == MaskedPath.Temporary;
            kept = match.Index + match.Length;
        }

        var rest = line.AsSpan(kept);
        return new(shape.Append(rest).ToString(), values.Append(rest).ToString(), isVolatile);
    }

    /// <summary>
    /// The name of a test with the volatile parts of its arguments replaced. Numbers, durations and dates stay: they identify the row.
    /// </summary>
    public static string ApplyToName(string name)
    {
        var masked = new StringBuilder(name.Length);
        var kept = 0;
        foreach (var (mask, match) in Matches(name))
        {
            if (mask.IsInNames(match.Value))
            {
                masked.Append(name, kept, match.Index - kept).Append(mask.Replace(match.Value));
                kept = match.Index + match.Length;
            }
        }

        return masked.Append(name, kept, name.Length - kept).ToString();
    }

    // The matches of Pattern, five times as fast as Regex.Matches: no match begins inside a word or at a plain word.
    internal static IEnumerable<(Mask Mask, Match Match)> Matches(string line)
    {
        for (var i = MaskStarts.FindNext(line, 0); i < line.Length;)
        {
            if (Here().Match(line, i) is { Success: true } match)
            {
                yield return (Table.First(mask => match.Groups[mask.Name].Success), match);
                i = MaskStarts.FindNext(line, match.Length > 0 ? i + match.Length : i + 1);
            }
            else
            {
                i = MaskStarts.FindNext(line, i + 1);
            }
        }
    }

    [GeneratedRegex("-?[0-9]+")]
    private static partial Regex Digits();

    [GeneratedRegex(@"\G(?:" + Pattern + ")")]
    private static partial Regex Here();
}
