namespace LoopJournal.Text;

/// <summary>The regular expressions of identifiers that machines make.</summary>
internal static class IdentifierPatterns
{
    /// <summary>A GUID with its hyphens.</summary>
    public const string WholeGuid = "[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}";

    /// <summary>
    /// Eight hex digits or more of one case. A digit is among them: a word is not an identifier.
    /// </summary>
    public const string HexRun = "(?:(?=[a-f]{0,40}[0-9])[0-9a-f]{8,}|(?=[A-F]{0,40}[0-9])[0-9A-F]{8,})";

    /// <summary>
    /// A GUID: whole, also glued to a word (AutoFixture's strings are a property's name and a GUID), or cut by a framework.
    /// </summary>
    public const string Guid =
        Before + "[0-9A-Za-z_]*?(?:" + WholeGuid + ")+(?:[0-9A-Fa-f-]{1,36}(?=" + CutOrQuote + "))?"
        + "|" + Before + "[0-9A-Za-z_]+?[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){0,3}-[0-9A-Fa-f]{0,12}(?=" + CutOrQuote + ")"
        + "|" + Before + "[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){0,3}-[0-9A-Fa-f]{0,12}(?:" + Cut + "|" + After + ")"
        + "|(?<=" + Cut + "['\"]?)[0-9A-Fa-f]{0,8}(?:-[0-9A-Fa-f]{4}){1,3}(?:-[0-9A-Fa-f]{0,12})?(?:" + Cut + "|" + After + ")"
        + "|" + Before + "(?:[0-9A-Za-z_]*?[G-Zg-z_][A-Fa-f]{0,7}?)?[0-9A-Fa-f]{32}(?![0-9A-Za-z])";

    /// <summary>The connections and requests of Kestrel, ULIDs, nanoids.</summary>
    public const string Identifier =
        Before + "0H[0-9A-Z]{11}(?::[0-9A-F]{8})?" + After
        + "|" + Before + Ulid + After
        + "|(?<![0-9A-Za-z_-])(?=[0-9A-Za-z_-]{21}(?![0-9A-Za-z_-]))(?=[^a-z]{0,20}[a-z])(?=[^A-Z]{0,20}[A-Z])"
        + "(?=(?:(?>[0-9A-Za-z_-]*?" + Change + ")){5})[0-9A-Za-z_-]{21}";

    /// <summary>
    /// A word with a random part at its end: hex digits or a ULID behind a <c>_</c>, the letters and digits of a cloud's request; and the
    /// hash code of a Java object behind its class: <c>Cart@1b2c3d4e</c>.
    /// </summary>
    public const string Tail =
        Before + "(?=[0-9A-Za-z_]*?_(?=[0-9]{0,40}[A-Fa-f])" + HexRun + "(?![0-9A-Za-z]))[0-9A-Za-z_]+"
        + "|" + Before + "[0-9A-Za-z]{1,40}_" + Ulid + After
        + "|" + Before + "(?!test_)(?:[a-z]{2,8}[_-]){1,2}(?=[0-9A-Za-z]{14,64}" + After + ")(?=[A-Za-z]{0,63}[0-9])"
        + "(?=(?:(?>[0-9A-Za-z]*?" + Change + ")){3})[0-9A-Za-z]{14,64}"
        + "|(?<=[A-Z][0-9A-Za-z_$]{0,80};?@)[0-9a-f]{5,8}" + After;

    /// <summary>The seed of a random generator, with the word before it.</summary>
    public const string Seed =
        Before + "(?:[A-Za-z]{1,20}[_-])?(?:[Ss]eed|SEED)(?:[ ](?:is|was|of))?[ ]?[:=]?[ ]?"
        + "(?:[(]?-?[0-9]{1,20}(?:,[ ]?[0-9]{1,20}){0,3}[)]?"
        + "|(?<=[:=][ ]?)['\"]?(?=[0-9]|[A-Za-z_-][a-z-]{0,30}[0-9A-Z_])[0-9A-Za-z_-]{4,32}['\"]?)(?![0-9A-Za-z_-])";

    private const string Before = "(?<![0-9A-Za-z_])";
    private const string After = "(?![0-9A-Za-z_])";
    private const string Cut = @"(?:\.\.\.|…|···)";
    private const string CutOrQuote = "['\"]?" + Cut;

    private const string Ulid =
        "(?:[0-7](?=[0-9]{0,24}[A-Z])[0-9A-Z]{25}|[0-7](?=[0-9]{0,24}[a-z])[0-9a-z]{25})";

    // A change between letters and digits, or to a capital. Names that people choose have fewer of them.
    private const string Change = "(?:[a-z](?=[A-Z0-9])|[A-Z](?=[0-9])|[0-9](?=[A-Za-z]))";
}
