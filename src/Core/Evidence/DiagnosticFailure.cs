using LoopJournal.Text;

namespace LoopJournal.Evidence;

/// <summary>
/// A compiler's or a build's error as a <see cref="Failure"/>: code, file and quoted symbols. Positions move with every edit.
/// </summary>
internal static partial class DiagnosticFailure
{
    // The opening quotes of the compilers' languages, and the closing quote of each
    private const string Openers = "'\"\u2018\u201c\u201e\u00ab\u300c\u201a";
    private const string Closers = "'\"\u2019\u201d\u201c\u00bb\u300d\u2018";

    /// <summary>The failure.</summary>
    /// <param name="code">As in <c>CS0246</c>; <c>""</c> when there is none.</param>
    /// <param name="file">The path that the evidence gives; <c>""</c> when there is none.</param>
    /// <param name="message">One or more lines, perhaps translated: then the symbols are the same set in another order.</param>
    /// <param name="repository">Gives the file's path relative to the repository.</param>
    /// <param name="line">The line in the file; zero where it is not known.</param>
    public static Failure From(string code, string file, string message, RepositoryPaths repository, int line = 0)
    {
        message = message.Cut(Failure.MaxMessage);
        var ranges = FindSymbolRanges(message).ToList();
        var identifying = ranges.Select(range => MaskSymbol(message[range], code, repository)).Concat(FindCodes(message, code, ranges))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var shape = identifying.Count > 0 ? new(string.Join('\n', identifying), string.Join('\n', identifying))
            : IsFromCompiler(code) ? new("", "")
            : MessageShape.From([new(message.Split('\n'))], isException: false, repository);
        var place = repository.GetRelativePath(file) ?? RepositoryPaths.ShortenForeign(file);
        return new()
        {
            Id = $"{code} {place}".Trim(),
            Type = code,
            Message = message,
            Shape = shape.Shape,
            Values = shape.Values,
            Frame = line > 0 && place.Length is > 0 and <= FailurePlaces.MaxPath ? $"{place}:{line}" : "",
            Cause = FailureCause.GetKey(code, shape.Shape, ""),
        };
    }

    /// <summary>
    /// Whether the C# or Visual Basic compiler reports it. A message of theirs that quotes nothing is translated and nearly always
    /// constant (507 of 533 in Roslyn's resources take no argument), so the code alone identifies it.
    /// </summary>
    private static bool IsFromCompiler(string code) =>
        code.Length > 2 && (code.StartsWith("CS", StringComparison.Ordinal) || code.StartsWith("BC", StringComparison.Ordinal))
        && code.AsSpan(2).IndexOfAnyExceptInRange('0', '9') < 0;

    // A process or a node of the build has another number each time: ".NET Host (24676), .NET Host (25404)", Child node "3". The compilers
    // number arguments.
    private static string MaskSymbol(string symbol, string code, RepositoryPaths repository)
    {
        var masked = Masks.ApplyToName(repository.Shorten(symbol));
        masked = IsFromCompiler(code) ? masked : ProcessNumber().Replace(masked, "<n>");
        return !IsFromCompiler(code) && masked.Contains("(<n>)", StringComparison.Ordinal)
            ? string.Join(", ", masked.Split(", ").Distinct(StringComparer.Ordinal))
            : masked;
    }

    // "exited with code 139" beside a symbol, and the numbers of arguments that a compiler does not quote in every language
    private static IEnumerable<string> FindCodes(string message, string code, List<Range> symbols)
    {
        var rest = message.ReplaceParts(symbols.Select(symbol => (symbol.Start.Value, symbol.End.Value - symbol.Start.Value, "")));
        var numbers = IsFromCompiler(code) ? ArgumentNumber() : ExitCode();
        return symbols.Count == 0 && !IsFromCompiler(code) ? [] : numbers.Matches(rest).Select(match => match.Value.ToLowerInvariant());
    }

    [GeneratedRegex(@"(?<=\()[0-9]{1,10}(?=\))|^[0-9]{1,10}$")]
    private static partial Regex ProcessNumber();

    [GeneratedRegex(@"(?<![\w.,])[Cc]ode -?[0-9]{1,10}(?![\w])")]
    private static partial Regex ExitCode();

    [GeneratedRegex(@"(?<![\w.,/\\-])[0-9]{1,3}(?![\w/\\-]|[.,][0-9])")]
    private static partial Regex ArgumentNumber();

    // 'Cart' in "The name 'Cart' does not exist": an apostrophe inside a word (doesn't, l'élément) opens nothing
    private static IEnumerable<Range> FindSymbolRanges(string message)
    {
        var unclosed = ""; // the openers without a closer in the rest of the message: a second search would make the time quadratic
        for (var i = 0; i < message.Length; i++)
        {
            var kind = Openers.IndexOf(message[i], StringComparison.Ordinal);
            if (kind < 0 || (i > 0 && char.IsLetterOrDigit(message[i - 1])) || unclosed.Contains(message[i], StringComparison.Ordinal))
            {
                continue;
            }

            var end = FindCloser(message, Closers[kind], i + 1);
            if (end < 0)
            {
                unclosed += message[i];
                continue;
            }

            if (end > i + 1)
            {
                yield return (i + 1)..end;
            }

            i = end;
        }
    }

    private static int FindCloser(string message, char closer, int start)
    {
        var end = message.IndexOf(closer, start);
        while (end >= 0 && end + 1 < message.Length && char.IsLetterOrDigit(message[end + 1]))
        {
            end = message.IndexOf(closer, end + 1);
        }

        return end;
    }
}
