namespace LoopJournal.Text;

/// <summary>Replaces the random part of an identifier that a mask found, and keeps the words around it.</summary>
internal static partial class Identifiers
{
    /// <summary><c>Name3f2a9c1e-...</c> becomes <c>Name&lt;guid&gt;</c>.</summary>
    public static string MaskGuid(string guid) =>
        GuidAtEnd().Match(guid) is { Success: true } end ? guid[..end.Index] + "<guid>" : "<guid>";

    /// <summary>Whether a text has a whole GUID.</summary>
    public static bool HasGuid(string text) => WholeGuid().IsMatch(text);

    /// <summary><c>Set seed: "dN4xcb3PPh12"</c> becomes <c>Set seed &lt;n&gt;</c>.</summary>
    public static string MaskSeed(string seed) => AfterSeed().Replace(seed, " <n>");

    /// <summary><c>shop_3f2a9c1e</c> becomes <c>shop_&lt;n&gt;</c>, <c>req_011CUabc123XYZ</c> becomes <c>req_&lt;n&gt;</c>.</summary>
    public static string MaskTail(string word)
    {
        var masked = HexTail().Replace(word, "<n>");
        return masked == word ? word[..(word.LastIndexOfAny(['_', '-']) + 1)] + "<n>" : MaskDigits(masked);
    }

    /// <summary>Every number in a name becomes <c>&lt;n&gt;</c>.</summary>
    public static string MaskDigits(string name) => Digits().Replace(name, "<n>");

    [GeneratedRegex(
        "(?:(?:" + IdentifierPatterns.WholeGuid + ")+(?:[0-9A-Fa-f-]{1,36})?"
        + "|[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){0,3}-[0-9A-Fa-f]{0,12}|[0-9A-Fa-f]{32})$")]
    private static partial Regex GuidAtEnd();

    [GeneratedRegex(IdentifierPatterns.WholeGuid)]
    private static partial Regex WholeGuid();

    [GeneratedRegex("(?<=[Ss]eed|SEED).*$")]
    private static partial Regex AfterSeed();

    [GeneratedRegex("(?<=_)(?=[0-9]{0,40}[A-Fa-f])" + IdentifierPatterns.HexRun + "(?![0-9A-Za-z])")]
    private static partial Regex HexTail();

    [GeneratedRegex("-?[0-9]+")]
    private static partial Regex Digits();
}
