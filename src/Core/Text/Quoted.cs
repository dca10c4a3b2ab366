using System.Buffers;

namespace LoopJournal.Text;

/// <summary>
/// Text from logs, command lines, file names and journals, marked as data: on one line, without secrets, in double quotes that nothing
/// inside can close.
/// </summary>
internal static class Quoted
{
    /// <summary>How much of a path or of an exception's message is shown, in characters.</summary>
    private const int MaxTextLength = 400;
    private const int MaxWordLength = 100;
    private const int IdLength = 12;

    private static readonly SearchValues<char> WordCharacters =
        SearchValues.Create("+-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

    /// <summary>The text in its quotes; <c>""</c> where nothing of it can be seen.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="max">The most characters between the quotes, 1 or more.</param>
    public static string From(string text, int max = MaxTextLength)
    {
        var inside = string.Concat(OneLine.From(text, max).Select(c => IsDoubleQuote(c) ? '\'' : c));

        // Readers of JSON and C take a backslash before the closing quote for an escape.
        return inside.EndsWith('\\') ? $"\"{inside} \"" : $"\"{inside}\"";
    }

    /// <summary>The text in its quotes; empty where nothing of it can be seen.</summary>
    /// <inheritdoc cref="From(string, int)"/>
    public static string FromVisible(string text, int max) => From(text, max) is { Length: > 2 } quoted ? quoted : "";

    /// <summary>The message of a failure: expected and actual value stay.</summary>
    /// <inheritdoc cref="From(string, int)"/>
    public static string FromMessage(string text, int max) => From(MessageCut.From(OneLine.From(text), max), max);

    /// <summary>The id of a failure: the class and the method of a test stay.</summary>
    /// <inheritdoc cref="From(string, int)"/>
    public static string FromTest(string text, int max) => From(TestName.Shorten(OneLine.From(text), max), max);

    /// <summary>The place of a failure in the code: its method and file stay.</summary>
    /// <inheritdoc cref="From(string, int)"/>
    public static string FromSite(string text, int max) => From(TestName.ShortenSite(OneLine.From(text), max), max);

    /// <summary>A path of the repository, with or without a line: the folders nearest to the file stay.</summary>
    /// <inheritdoc cref="From(string, int)"/>
    public static string FromPath(string text, int max) => From(PathName.Shorten(OneLine.From(text), max), max);

    /// <summary>
    /// The first 12 digits of a fingerprint or a commit. Another writer's row may have any text there: text that is not 12 or more
    /// lowercase hex digits is quoted.
    /// </summary>
    /// <param name="id">The id.</param>
    public static string FromId(string id) =>
        id.Length >= IdLength && id.All(char.IsAsciiHexDigitLower) ? id[..IdLength] : From(id, IdLength);

    /// <summary>The first of several texts, each in its quotes, and how many more there are.</summary>
    /// <param name="texts">Any texts.</param>
    /// <param name="maxTexts">How many to show.</param>
    /// <param name="max">The most characters of each.</param>
    public static string FromList(IReadOnlyCollection<string> texts, int maxTexts, int max) => FromList(texts, maxTexts, max, From);

    /// <summary>The first of several ids of failures.</summary>
    /// <inheritdoc cref="FromList(IReadOnlyCollection{string}, int, int)"/>
    public static string FromTests(IReadOnlyCollection<string> texts, int maxTexts, int max) => FromList(texts, maxTexts, max, FromTest);

    private static string FromList(IReadOnlyCollection<string> texts, int maxTexts, int max, Func<string, int, string> quote)
    {
        var shown = string.Join("; ", texts.Take(maxTexts).Select(text => quote(text, max)));
        return texts.Count > maxTexts ? $"{shown} and {texts.Count - maxTexts} more" : shown;
    }

    /// <summary>
    /// Whether a name needs no quotes where it begins our own line: it is empty or one word of at most 100 ASCII letters, digits
    /// and <c>+-._</c>, so it cannot be read as a sentence or as the end of one.
    /// </summary>
    /// <param name="name">The name.</param>
    public static bool IsWord(string name) => name.Length <= MaxWordLength && !name.AsSpan().ContainsAnyExcept(WordCharacters);

    // the typographic ones too: a reader takes them for the end of the quotes
    private static bool IsDoubleQuote(char c) => c is '"' or (>= '\u201c' and <= '\u201f') or '\u2033' or '\u2036' or '\u275d' or '\u275e'
        or (>= '\u301d' and <= '\u301f') or '\uff02';
}
