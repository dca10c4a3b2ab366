using LoopJournal.Text;

namespace LoopJournal.Evidence;

/// <summary>Recognizes the names of exception types in messages.</summary>
internal static partial class ExceptionTypes
{
    /// <summary>
    /// Whether a type is a test framework's own, which does not count: it means "an assertion failed" or wraps another exception, and
    /// VSTest never shows it.
    /// </summary>
    public static bool IsFromFramework(string type) =>
        type.StartsWithAny(KnownNames.Frameworks) || KnownNames.Assertions.Contains(type);

    /// <summary>The type at the start of a text and what follows it; null when there is none.</summary>
    /// <param name="text">One line.</param>
    /// <param name="expected">Whether a type is known to be here: then any dotted name is one.</param>
    public static (string Type, string Message)? ReadLeading(string text, bool expected)
    {
        var match = Pattern().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var type = match.Groups["type"].Value;
        var rest = text[match.Length..];
        var isDotted = type.Contains('.', StringComparison.Ordinal);
        var last = type[(type.LastIndexOfAny(['.', '+']) + 1)..];
        var isNamedSo = last.EndsWith("Exception", StringComparison.Ordinal)
            || (isDotted && last.EndsWith("Error", StringComparison.Ordinal));
        var isSpaced = match.Groups["colon"].Value.StartsWith(' ');
        if (!isNamedSo && !(isDotted && last is [>= 'A' and <= 'Z', ..] && (expected || isSpaced)))
        {
            return null;
        }

        // a wrapper's message begins with the type that it wraps
        return IsFromFramework(type) && ReadLeading(rest, expected: false) is { } inner ? inner : (type, rest);
    }

    [GeneratedRegex(
        @"^(?:Unhandled exception\. )?(?<type>[A-Za-z_][A-Za-z0-9_`+]{0,200}(?:\.[A-Za-z_][A-Za-z0-9_`+]{0,200}){0,30})"
        + @"(?:\[[^\]]{0,300}\])?(?<colon>[ ]?:(?:[ ]|$))")]
    private static partial Regex Pattern();
}
