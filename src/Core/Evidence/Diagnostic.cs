using System.Text.RegularExpressions;
using LoopJournal.Text;

namespace LoopJournal.Evidence;

/// <summary>A compiler's or a build's error as a <see cref="Failure"/>: code, file and quoted symbols. Positions move with every edit.</summary>
internal static partial class Diagnostic
{
    /// <summary>The failure.</summary>
    /// <param name="code">As in <c>CS0246</c>; <c>""</c> when there is none.</param>
    /// <param name="file">The path that the evidence gives; <c>""</c> when there is none.</param>
    /// <param name="message">One or more lines, perhaps translated: then the symbols are the same set in another order.</param>
    /// <param name="repository">Gives the file's path relative to the repository.</param>
    public static Failure From(string code, string file, string message, RepositoryPaths repository)
    {
        message = message.Cut(Failure.MaxMessage);
        var place = file.Length == 0 ? "" : repository.Relative(file) ?? file[(file.LastIndexOfAny(['/', '\\']) + 1)..];
        var symbols = Symbols(message).Select(symbol => Masks.ApplyToName(repository.Shorten(symbol)))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var shape = symbols.Count > 0 ? new(string.Join('\n', symbols), string.Join('\n', symbols))
            : IsCompilers(code) ? new("", "")
            : MessageShape.Of(message.Split('\n'), isException: false, repository);
        return new()
        {
            Id = $"{code} {place}".Trim(),
            Type = code,
            Message = message,
            Shape = shape.Shape,
            Values = shape.Values,
        };
    }

    /// <summary>
    /// Whether the C# or Visual Basic compiler itself says it. A text of theirs that quotes nothing is translated and as good as always
    /// constant (507 of 533 in Roslyn's resources take no argument): the code has said it all.
    /// </summary>
    private static bool IsCompilers(string code) =>
        code.Length > 2 && (code.StartsWith("CS", StringComparison.Ordinal) || code.StartsWith("BC", StringComparison.Ordinal))
        && code.AsSpan(2).IndexOfAnyExceptInRange('0', '9') < 0;

    // 'Cart' in "The name 'Cart' does not exist": an apostrophe inside a word (doesn't, l'élément) opens nothing
    internal static IEnumerable<string> Symbols(string message) =>
        Quotation().Matches(message).Select(quotation => quotation.Groups["text"].Value).Where(text => text.Length > 0);

    [GeneratedRegex(
        """
        (?<![\p{L}\p{Nd}])
        (?:'(?<text>.*?)'|"(?<text>.*?)"|\u2018(?<text>.*?)\u2019|\u201c(?<text>.*?)\u201d|\u201e(?<text>.*?)\u201c
          |\u00ab(?<text>.*?)\u00bb|\u300c(?<text>.*?)\u300d|\u201a(?<text>.*?)\u2018)
        (?![\p{L}\p{Nd}])
        """,
        RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Quotation();
}
