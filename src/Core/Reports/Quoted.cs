using LoopJournal.Stalls;

namespace LoopJournal.Reports;

/// <summary>Text from logs and command lines, marked as data: in double quotes that nothing inside can close, on one line, without secrets.</summary>
public static class Quoted
{
    /// <summary>The text in its quotes.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="most">The most characters between the quotes, 1 or more.</param>
    public static string Of(string text, int most) => $"\"{Plain(text, most).Replace('"', '\'')}\"";

    /// <summary>The text without quotes, on one line, without secrets.</summary>
    /// <inheritdoc cref="Of(string, int)"/>
    public static string Plain(string text, int most) => OneLine.Of(text, most);

    /// <summary>The first of several texts, each in its quotes, and how many more there are.</summary>
    /// <param name="texts">Any texts.</param>
    /// <param name="mostTexts">How many to show.</param>
    /// <param name="most">The most characters of each.</param>
    public static string List(IReadOnlyCollection<string> texts, int mostTexts, int most)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var shown = string.Join("; ", texts.Take(mostTexts).Select(text => Of(text, most)));
        return texts.Count > mostTexts ? $"{shown} and {texts.Count - mostTexts} more" : shown;
    }
}
