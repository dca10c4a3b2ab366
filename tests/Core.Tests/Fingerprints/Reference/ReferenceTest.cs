using System.Text.RegularExpressions;

namespace LoopJournal.Tests.Fingerprints.Reference;

/// <summary>A failing test as its file tells it: the full name, the display name, the type, the message and the stack trace.</summary>
internal sealed record ReferenceTest(string Name, string DisplayName, string Type, string Message, string Stack, string OutcomeType = "")
{
    private const int LongestName = 4096;

    private static readonly Regex ManufacturedText = SpecificationPage.Pattern("1. If the row matches ");
    private static readonly Regex ManufacturedNumber = SpecificationPage.Pattern("1. If the row matches ", 1);
    private static readonly Regex LargeNumber = SpecificationPage.Pattern("in a copy of it, each match of ");
    private static readonly string[] TypedNumbers =
        ["2147483647", "2147483648", "4294967295", "9223372036854775807", "9223372036854775808", "18446744073709551615"];

    private static readonly Regex Parameter = SpecificationPage.Pattern("Then names of parameters go (");

    public ReferenceFailure ToFailure(ReferenceRepository repository)
    {
        var exceptions = ReferenceExceptions.Read(ReferenceFrame.SplitLines(Message), Type);
        var type = string.Join(" > ", ((string[])[OutcomeType, exceptions.Type]).Where(t => t.Length > 0));
        var (shape, values) = ReferenceMessage.Compose(exceptions, exceptions.Type.Length > 0, repository);
        return new(ComputeId(Name, DisplayName, repository), type, shape, values, ReferenceFrame.FindSite(Stack, repository));
    }

    /// <summary>Section 3.1 of the page.</summary>
    public static string ComputeId(string name, string displayName, ReferenceRepository repository)
    {
        (name, displayName) = (Cut(name), Cut(displayName));
        var method = name[..FindArguments(name)].TrimEnd();
        var row = FindRow(method, displayName);
        row = row.Length == 0 ? name[method.Length..].Trim() : row;
        method = ReferenceMasks.MaskId(repository.Hide(method), isRow: false);
        row = ReferenceMasks.MaskId(repository.Hide(row), isRow: true);
        if (ManufacturedText.IsMatch(row))
            row = ManufacturedNumber.Replace(row, "<n>");

        if (SaysNothing(row))
            row = "";

        return row.Length == 0 ? method : row.StartsWith('(') ? method + row : $"{method} {row}";
    }

    private static string Cut(string name)
    {
        name = name.Trim();
        return name.Length > LongestName ? name[..LongestName] : name;
    }

    private static int FindArguments(string name)
    {
        if (!name.EndsWith(')') || !name.Contains('(', StringComparison.Ordinal))
            return name.Length;

        return Regex.Match(name, @"(?<=\)\.[\p{L}_][\p{L}\p{Nd}_]*)\(") is { Success: true } later
            ? later.Index
            : name.IndexOf('(', StringComparison.Ordinal);
    }

    private static string FindRow(string method, string displayName)
    {
        foreach (var start in (string[])[method, method[(method.LastIndexOf('.') + 1)..]])
        {
            if (displayName.StartsWith(start, StringComparison.Ordinal)
                && (displayName.Length == start.Length || displayName[start.Length] is '(' or ' ' or '<' or '['))
            {
                return displayName[start.Length..].Trim();
            }
        }

        return displayName;
    }

    private static bool SaysNothing(string row)
    {
        var copy = LargeNumber.Replace(row, match => IsTyped(match.Value) ? match.Value : "<n>");
        var rest = Regex.Replace(Parameter.Replace(copy, ""), "<(?:guid|time|span|tmp|n)>", "");
        return Regex.IsMatch(copy, "<(?:guid|time|span|tmp|n)>") && !rest.Any(char.IsLetterOrDigit);
    }

    private static bool IsTyped(string number) =>
        TypedNumbers.Contains(number) || number.EndsWith("000", StringComparison.Ordinal) || number.Distinct().Count() <= 2
            || "1234567890123456789".Contains(number, StringComparison.Ordinal) || "9876543210".Contains(number, StringComparison.Ordinal);
}
