using System.Text;
using System.Text.RegularExpressions;

namespace LoopJournal.Tests.Fingerprints.Reference;

/// <summary>Section 2.2 of the page: names that compilers make.</summary>
internal static class ReferenceNames
{
    private static readonly (Regex Old, string New)[] Before =
    [
        (new("`[0-9]*"), ""),
        (new("<[^<>]*>F[0-9A-F]{64}__([0-9A-Za-z_]+?)(?:_[0-9]+)?(?![0-9A-Za-z_])"), "$1"),
        (new(@"<>c(?:__DisplayClass[0-9_]+|__[0-9_]+)?[.+]"), ""),
    ];

    private static readonly (Regex Old, string New)[] Repeated =
    [
        (new("<([^<>]*)>b__[0-9]+(?:_[0-9]+)?"), "$1.lambda"),
        (new(@"<([^<>]+)>g__([0-9A-Za-z_]+)\|[0-9]+(?:_[0-9]+)?"), "$1.$2"),
        (new(@"<([^<>]+)>d(?:__[0-9]+)?(?:\.MoveNext)?"), "$1"),
        (new(@"<([^<>]+)>\$"), "$1"),
    ];

    private static readonly (Regex Old, string New)[] After =
    [
        (new("<>f__AnonymousType[0-9]+"), "AnonymousType"),
        (new("Proxy_[0-9]+(?![0-9A-Za-z_])"), "Proxy"),
        (new(@"(?<=^|\$)Proxy[0-9]+(?![0-9A-Za-z_])"), "Proxy"),
        (new("@[0-9]+(?:-[0-9]+)?"), ""),
        (new(@"(?:_Closure\$__[0-9-]*\.)?_Lambda\$__[0-9-]+"), "lambda"),
        (new(@"\+"), "."),
    ];

    public static string Clean(string name)
    {
        name = Apply(Before, RemoveBrackets(name));
        for (var (old, time) = ("", 0); old != name && time < 6; time++)
            (old, name) = (name, Apply(Repeated, name));

        return Apply(After, name);
    }

    private static string RemoveBrackets(string name)
    {
        var start = name.IndexOf('[', StringComparison.Ordinal);
        if (start < 0)
            return name;

        var (kept, depth) = (new StringBuilder(name[..start]), 0);
        foreach (var c in name[start..])
        {
            if (depth == 0 && c is not ('[' or ']'))
                kept.Append(c);

            depth = Math.Max(0, depth + c switch { '[' => 1, ']' => -1, _ => 0 });
        }

        return kept.ToString();
    }

    private static string Apply((Regex Old, string New)[] rules, string name) =>
        rules.Aggregate(name, (text, rule) => rule.Old.Replace(text, rule.New));
}
