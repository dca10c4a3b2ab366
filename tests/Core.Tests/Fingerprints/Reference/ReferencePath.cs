using System.Text.RegularExpressions;

namespace LoopJournal.Tests.Fingerprints.Reference;

/// <summary>Section 2.1 of the page: what an absolute path becomes.</summary>
internal static class ReferencePath
{
    private static readonly Regex Temporary = SpecificationPage.Pattern("It *is temporary* if *p* matches ", 0, RegexOptions.IgnoreCase);
    private static readonly Regex RandomName = SpecificationPage.Pattern("2. *name* matches ");
    private static readonly string[] Extensions = SpecificationPage.Code("the extension is not one of the well-known ones")
        .Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);

    private static readonly Regex[] TemporaryNames =
    [
        .. SpecificationPage.CodesBetween("3. It is temporary, and *name* matches ", ", or is at least 6").Select(code => new Regex(code)),
    ];

    private static readonly Regex InTemporaryFolder =
        SpecificationPage.Pattern("4. It is temporary, *p* matches ", 0, RegexOptions.IgnoreCase);

    private static readonly Regex Numbers = new(SpecificationPage.Code("5. `<path>/` and *name*, in which each match of")
        .Replace("H", SpecificationPage.Code("is `<n>`, with H for "), StringComparison.Ordinal));

    public static string Mask(string match)
    {
        var path = match.Replace('\\', '/').TrimEnd('.', '…', '·', '/', '!');
        var name = path[(path.LastIndexOf('/') + 1)..];
        var isTemporary = Temporary.IsMatch(path);
        if (match.EndsWith("...", StringComparison.Ordinal) || match.EndsWith('…') || match.EndsWith("···", StringComparison.Ordinal))
            return isTemporary ? "<tmp>" : "<path>";

        return IsRandom(name, isTemporary) || (isTemporary && IsTemporaryName(path, name))
            ? "<tmp>"
            : "<path>/" + Numbers.Replace(name, "<n>");
    }

    private static bool IsRandom(string name, bool isTemporary) =>
        RandomName.Match(name) is { Success: true } random && !Extensions.Contains(random.Groups[1].Value)
            && (isTemporary || name.Split('.').All(part => part.Any(char.IsAsciiDigit)));

    private static bool IsTemporaryName(string path, string name) =>
        TemporaryNames.Any(expression => expression.IsMatch(name)) || Alternates(name)
            || (InTemporaryFolder.IsMatch(path) && Regex.IsMatch(name, "[0-9A-Za-z]{6}$")
                && Regex.IsMatch(name[^6..], "[a-z][0-9A-Z]|[0-9][A-Z]|[A-Z][0-9]"));

    private static bool Alternates(string name) =>
        Regex.IsMatch(name, "^.[0-9A-Za-z]{5,}$")
            && Enumerable.Range(1, name.Length - 1).Count(i => char.IsAsciiDigit(name[i]) != char.IsAsciiDigit(name[i - 1])) >= 2;
}
