using System.Text.RegularExpressions;

namespace LoopJournal.Tests.Fingerprints.Reference;

/// <summary>Section 4 of the page: an error of a compiler or a build tool.</summary>
internal static class ReferenceDiagnostic
{
    private const int LongestMessage = 4000;

    private static readonly string Pairs = string.Join('|', SpecificationPage.CodesBetween("instead. A symbol is between", "; the")
        .Select(pair => $"{pair[0]}(?<symbol>.*?){pair[^1]}"));

    private static readonly Regex Symbol = new($@"(?<![\p{{L}}\p{{Nd}}])(?:{Pairs})(?![\p{{L}}\p{{Nd}}])", RegexOptions.Singleline);

    private static readonly Regex LoneNumber = SpecificationPage.Pattern("If the code is not the compilers' (below), moreover");
    private static readonly Regex CodeNumber = SpecificationPage.Pattern("the symbols: ");
    private static readonly Regex CompilerNumber = SpecificationPage.Pattern("in lower case; of the compilers ");

    public static ReferenceFailure ToFailure(string code, string file, string message, ReferenceRepository repository)
    {
        message = message.Length > LongestMessage ? message[..LongestMessage] : message;
        var id = $"{code} {repository.Name(file)}".Trim();
        var isCompiler = Regex.IsMatch(code, "^(?:CS|BC)[0-9]+$");
        var hasSymbol = Symbol.Matches(message).Any(match => match.Groups["symbol"].Length > 0);
        var symbols = Symbol.Matches(message).Select(match => MaskSymbol(match.Groups["symbol"].Value, isCompiler, repository))
            .Where(symbol => symbol.Length > 0);
        var numbers = !hasSymbol && !isCompiler ? []
            : (isCompiler ? CompilerNumber : CodeNumber).Matches(Symbol.Replace(message, " "))
                .Select(match => match.Value.ToLowerInvariant());
        string[] counted = [.. symbols.Concat(numbers).Distinct().Order(StringComparer.Ordinal)];
        if (counted.Length > 0 || isCompiler)
            return new(id, code, string.Join('\n', counted), string.Join('\n', counted));

        var (shape, values) = ReferenceMessage.Compose([([.. message.Split('\n')], false)], hasType: false, repository);
        return new(id, code, shape, values);
    }

    private static string MaskSymbol(string symbol, bool isCompiler, ReferenceRepository repository)
    {
        symbol = ReferenceMasks.MaskId(repository.Hide(symbol), isRow: false);
        if (isCompiler)
            return symbol;

        symbol = LoneNumber.Replace(symbol, "<n>");
        return symbol.Contains("(<n>)", StringComparison.Ordinal) ? string.Join(", ", symbol.Split(", ").Distinct()) : symbol;
    }
}
