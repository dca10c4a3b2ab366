using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace LoopJournal.Tests.Fingerprints.Reference;

/// <summary>Section 6 of the page: the fingerprint of the original script, with the character classes of Python.</summary>
internal static class ReferenceSeed
{
    private const string Blank = @"[\t-\r\x1c-\x20\x85\p{Z}]";

    private static readonly Regex Signal = new(
        SpecificationPage.Code("lines by `str.splitlines`, stripped, of which the first 20 that match")
            .Replace("s", "[sſ]", StringComparison.Ordinal),
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly List<(Regex Old, string New)> Replacements =
    [
        .. SpecificationPage.CodesBetween("then the replacements, in order: ", "; stripped; SHA-1").Chunk(2)
            .Select(pair => (Translate(pair[0]), pair.Length == 1 ? " " : pair[1].Replace(@"\1", "$1", StringComparison.Ordinal))),
    ];

    public static string Compute(string text)
    {
        string[] lines = [.. Regex.Split(text, "\r\n|[\n-\r\x1c-\x1e\x85\u2028\u2029]").Select(Strip)];
        string[] signals = [.. lines.Where(line => Signal.IsMatch(line)).Take(20)];
        signals = signals.Length > 0 ? signals : [.. lines.Where(line => line.Length > 0).TakeLast(5)];
        var result = Replacements.Aggregate(Lower(string.Join('\n', signals)), (rest, rule) => rule.Old.Replace(rest, rule.New));
        result = Strip(result);
#pragma warning disable CA5350 // the original script has this hash
        return result.Length == 0 ? "" : ReferenceFailure.Digits(SHA1.HashData(Encoding.UTF8.GetBytes(result)));
#pragma warning restore CA5350
    }

    private static Regex Translate(string expression) => new(
        expression.Replace(@"[\w./\\-]", @"[\p{L}\p{N}_./\\-]", StringComparison.Ordinal)
            .Replace(@"\w", @"[\p{L}\p{N}_]", StringComparison.Ordinal)
            .Replace(@"\b", @"(?:(?<=[\p{L}\p{N}_])(?![\p{L}\p{N}_])|(?<![\p{L}\p{N}_])(?=[\p{L}\p{N}_]))", StringComparison.Ordinal)
            .Replace(@"\S", Blank.Replace("[", "[^", StringComparison.Ordinal), StringComparison.Ordinal)
            .Replace(@"\s", Blank, StringComparison.Ordinal),
        RegexOptions.CultureInvariant);

    private static string Strip(string text) => Regex.Replace(text, $"^{Blank}+|{Blank}+\\z", "");

    /// <summary>Python's lower case: one letter becomes two, and a sigma at the end of a word has a form of its own.</summary>
    private static string Lower(string text) =>
        Regex.Replace(text, @"(?<=\p{L}[\p{Mn}'.]*)Σ(?![\p{Mn}'.]*\p{L})", "ς")
            .Replace("İ", "i̇", StringComparison.Ordinal).ToLowerInvariant();
}
