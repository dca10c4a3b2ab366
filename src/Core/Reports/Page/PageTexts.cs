using LoopJournal.Text;
using LoopJournal.Text.Secrets;

namespace LoopJournal.Reports.Page;

/// <summary>
/// The texts of a page, each once: the same test names, files and messages come back in many attempts. Without secrets, control
/// characters, and characters that cannot be seen or turn the writing direction; line breaks stay.
/// </summary>
internal sealed class PageTexts
{
    private const int MaxText = 1000;
    private const int MaxShort = 80;

    /// <summary>How many bytes of text there may be before further ones are cut shorter.</summary>
    private const int MaxLength = 1_500_000;

    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];

    /// <summary>The texts, in the order of their places.</summary>
    public List<string> All => _texts;

    /// <summary>How many bytes the texts are together.</summary>
    public int Length { get; private set; }

    /// <summary>The place of a text.</summary>
    public int Add(string text)
    {
        if (!_places.TryGetValue(text, out var place))
        {
            _places.Add(text, place = _texts.Count);
            _texts.Add(Clean(text, Length < MaxLength ? MaxText : MaxShort));
            Length += Encoding.UTF8.GetByteCount(_texts[^1]);
        }

        return place;
    }

    /// <summary>A text as a page shows it. Masks before cutting: half a secret no longer matches its pattern.</summary>
    public static string Clean(string text, int max = MaxText)
    {
        if (IsIdOrTime(text))
        {
            return text;
        }

        var clean = text.AsSpan().ContainsAny('\n', '\r') ? CleanLines(text, max) : OneLine.From(text);
        return clean.Length > max ? clean.CutWithEllipsis(max) : clean;
    }

    private static string CleanLines(string text, int max)
    {
        var kept = new StringBuilder();
        foreach (var line in SecretMask.Mask(text).EnumerateLines())
        {
            if (kept.Length > max)
            {
                break;
            }

            kept.Append(kept.Length > 0 ? "\n" : "").Append(OneLine.From(line.ToString()));
        }

        return kept.ToString();
    }

    // half of the texts of a long journal: fingerprints, trees, commits, timestamps
    private static bool IsIdOrTime(string text) =>
        text.Length <= MaxShort && text.All(c => char.IsAsciiHexDigitLower(c) || c is 'T' or 'Z' or ':' or '-');
}
