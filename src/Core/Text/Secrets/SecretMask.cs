using System.Buffers;

namespace LoopJournal.Text.Secrets;

/// <summary>Masks what must not be kept or shown: passwords, tokens, keys, connection strings, URLs with credentials.</summary>
/// <remarks>
/// A secret has a shape of its own (<see cref="KnownKeys"/>), a place (<see cref="SecretRules"/>), a program that takes it
/// (<see cref="CommandSecrets"/>) or a name (<see cref="NamedSecrets"/>). Text that only mentions tokens and passwords stays as it is, and
/// so do hashes, GUIDs and commits. Masking twice changes nothing. Linear: each pattern is anchored at a literal, and its repetitions are
/// bounded or consume the text that they match.
/// </remarks>
internal static class SecretMask
{
    /// <summary>The text that replaces a secret.</summary>
    public const string Masked = "***";

    /// <summary>Bounds the passes over a text in which each mask completes the pattern of another; one pass is usual.</summary>
    private const int MaxPasses = 8;

    private const int MaxReference = 200;

    /// <summary>Words for a missing value.</summary>
    private static readonly HashSet<string> Nothing = new(StringComparer.OrdinalIgnoreCase)
    {
        "null", "(null)", "nil", "none", "true", "false", "undefined", "empty", "string.empty",
    };

    /// <summary>Names of environment variables lack lower case; a password that begins with a dollar sign usually has some.</summary>
    private static readonly SearchValues<char> InVariable = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");

    /// <summary>The characters of most names of tests: text of these alone has no place for a secret beside its name.</summary>
    private static readonly SearchValues<char> InWord =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz.");

    /// <summary><paramref name="text"/> with every secret replaced by <see cref="Masked"/>.</summary>
    public static string Mask(string text)
    {
        var before = "";
        for (var pass = 0; pass < MaxPasses && text != before; pass++)
        {
            (before, text) = (text, MaskOnce(text));
        }

        return text;
    }

    private static string MaskOnce(string text)
    {
        text = Replace(text, KnownKeys.Find(text));
        var isWord = !text.AsSpan().ContainsAnyExcept(InWord);
        foreach (var rule in isWord ? SecretRules.Words : SecretRules.All)
        {
            text = rule.Pattern.Replace(text, match => Replace(rule, match));
        }

        text = isWord ? text : Replace(text, CommandSecrets.Find(text));
        return isWord ? text : Replace(text, NamedSecrets.Find(text));
    }

    /// <summary>Whether a word looks made by a machine: long, or with a digit in it, as no word of prose is.</summary>
    internal static bool IsLikelyRandom(ReadOnlySpan<char> word) =>
        word.Length >= 6 && !word.ContainsAny(" \t") && (word.Length >= 20 || word.ContainsAnyInRange('0', '9'));

    /// <summary>
    /// Whether a value is empty, a mask, a word for nothing, or a reference such as <c>$(Token)</c>, <c>${{ x }}</c>, <c>$TOKEN</c>,
    /// <c>%TOKEN%</c>, <c>&lt;token&gt;</c>.
    /// </summary>
    internal static bool IsInnocent(ReadOnlySpan<char> value) =>
        value.IndexOfAnyExcept('*', '…') < 0 || Nothing.GetAlternateLookup<ReadOnlySpan<char>>().Contains(value)
        || (value.Length <= MaxReference
            && value is (['$', '(' or '{', ..] or ['%', .., '%'] or ['<', .., '>'] or ['{', .., '}']))
        || (value is ['$', .. { IsEmpty: false } variable]
            && (variable.StartsWith("env:", StringComparison.OrdinalIgnoreCase) || !variable.ContainsAnyExcept(InVariable)));

    private static string Replace(string text, IEnumerable<(int Start, int Length)> secrets) =>
        text.ReplaceParts(secrets.Select(secret => (secret.Start, secret.Length, Masked)));

    private static string Replace(SecretRule rule, Match match)
    {
        var value = match.Groups["value"];
        var start = value.Index - match.Index;
        return IsInnocent(value.ValueSpan) || !rule.Accepts(match)
            ? match.Value
            : string.Concat(match.ValueSpan[..start], Masked, match.ValueSpan[(start + value.Length)..]);
    }
}
