using System.Text;
using System.Text.RegularExpressions;

namespace LoopJournal.Tests.Fingerprints.Reference;

/// <summary>A line as the masks leave it.</summary>
internal sealed record ReferenceLine(string Shape, string Values, bool IsVolatile);

/// <summary>Section 2 of the page: one scan with all masks in their order.</summary>
internal static class ReferenceMasks
{
    private const string Hex = "(?:(?=[a-f]{0,40}[0-9])[0-9a-f]{8,}|(?=[A-F]{0,40}[0-9])[0-9A-F]{8,})";

    private const string WholeGuid = "[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}";

    private static readonly Dictionary<string, string> Kinds = SpecificationPage.Masks.ToDictionary(mask => mask.Name, mask => mask.Kind);

    private static readonly Regex All = new(
        string.Join('|', SpecificationPage.Masks.Select(mask => $"(?<{mask.Name}>{mask.Expression})")),
        RegexOptions.CultureInvariant | RegexOptions.Compiled);

    private static readonly Regex GuidAtEnd =
        new(SpecificationPage.Code("- `guid`: where an expression ").Replace("G", $"(?:{WholeGuid})", StringComparison.Ordinal));

    private static readonly Regex TailRun = new($"(?<=_)(?=[0-9]{{0,40}}[A-Fa-f]){Hex}(?![0-9A-Za-z])");
    private static readonly Regex Number = new("-?[0-9]+");
    private static readonly string EndMarks = SpecificationPage.Code("and ends with `>` once the characters");

    /// <summary>Masks one line, whose quoted source code is found in it alone.</summary>
    public static ReferenceLine MaskLine(string line, ReferenceRepository repository)
    {
        var text = repository.Hide(line);
        return Mask(text, ReferenceSource.FindInLine(text));
    }

    public static ReferenceLine Mask(string text, (int Start, int End) source)
    {
        var (shape, values) = (new StringBuilder(), new StringBuilder());
        var (position, isVolatile) = (0, false);
        foreach (Match match in All.Matches(text))
        {
            var name = FindName(match);
            var masked = Replace(name, match.Value);
            isVolatile |= Kinds[name] == "Volatile" || (name == "path" && masked == "<tmp>");
            var isKept = Kinds[name] == "Number" && !(match.Index >= source.Start && match.Index < source.End);
            shape.Append(text, position, match.Index - position).Append(masked);
            values.Append(text, position, match.Index - position).Append(isKept ? match.Value : masked);
            position = match.Index + match.Length;
        }

        shape.Append(text, position, text.Length - position);
        values.Append(text, position, text.Length - position);
        return new(Finish(shape.ToString(), isVolatile), Finish(values.ToString(), isVolatile), isVolatile);
    }

    /// <summary>The few masks that replace something in the method, the row or the symbol (3.1).</summary>
    public static string MaskId(string text, bool isRow) => All.Replace(text, match =>
    {
        var name = FindName(match);
        return name switch
        {
            "guid" or "path" or "name" => true,
            "time" => match.Value.Contains(':', StringComparison.Ordinal),
            "id" or "tail" => isRow,
            "url" => isRow && Regex.IsMatch(match.Value, WholeGuid),
            "hash" => isRow && match.Length >= 16,
            "span" => isRow && Regex.IsMatch(match.Value, @"\..{4,}$"),
            _ => false,
        }
            ? Replace(name, match.Value)
            : match.Value;
    });

    private static string FindName(Match match) => SpecificationPage.Masks.First(mask => match.Groups[mask.Name].Success).Name;

    private static string Replace(string name, string text) => name switch
    {
        _ when Kinds[name] == "Code" => text,
        "path" => ReferencePath.Mask(text),
        "name" => ReferenceNames.Clean(text + ".").TrimEnd('.'),
        "hash" or "id" => "<n>",
        "serial" => Number.Replace(text, "<n>"),
        "guid" => GuidAtEnd.Match(text) is { Success: true } guid ? text[..guid.Index] + "<guid>" : "<guid>",
        "seed" => Regex.Replace(text, "(?<=seed|Seed|SEED)(?<!(?:seed|Seed|SEED).+).*$", " <n>", RegexOptions.Singleline),
        "tail" => TailRun.IsMatch(text)
            ? Number.Replace(TailRun.Replace(text, "<n>"), "<n>")
            : text[..(text.LastIndexOfAny(['_', '-']) + 1)] + "<n>",
        "count" => "<n>" + text[text.IndexOf(' ', StringComparison.Ordinal)..].TrimEnd('s') + "s",
        _ => $"<{name}>",
    };

    private static string Finish(string text, bool isVolatile)
    {
        text = Regex.Replace(text, @"\s+", " ").Trim();
        var bare = text.TrimEnd(EndMarks.ToCharArray());
        return isVolatile && bare.EndsWith('>') ? bare : text;
    }
}
