using System.Text.RegularExpressions;

namespace LoopJournal.Tests.Fingerprints.Reference;

/// <summary>An exception that a message names: its type as written (empty without one) and its lines.</summary>
internal sealed record ReferenceException(string Type, List<string> Lines)
{
    public bool IsAggregate => Type is "System.AggregateException" or "AggregateException";

    public string Summary => string.Join('\n', Lines);
}

/// <summary>Section 3.2 of the page: the exceptions of a message and the type of the failure.</summary>
internal sealed class ReferenceExceptions
{
    private const int MostLines = 200;
    private const int LongestLine = 1024;

    private static readonly Regex Leading = new(SpecificationPage.Code("3. A *leading type* is ")
        .Replace("TYPE", $"(?<type>{SpecificationPage.Code("with TYPE = ")})", StringComparison.Ordinal));

    private static readonly string[] Frameworks =
    [
        .. SpecificationPage.CodesBetween("5. Types of test frameworks do not count: those that begin with", ". If the text does not name"),
    ];

    private ReferenceExceptions(List<ReferenceException> exceptions, string type)
    {
        if (exceptions.TrueForAll(exception => exception.Type.Length == 0))
            exceptions = exceptions.Count == 0 ? [new(type, [])] : [exceptions[0] with { Type = type }, .. exceptions[1..]];

        var first = exceptions.FindIndex(exception => exception.IsAggregate);
        Outer = first < 0 ? exceptions : exceptions[..(first + 1)];
        Inner = first < 0 ? [] : exceptions[(first + 1)..];
        if (first >= 0)
        {
            (Message, Texts) = SplitTexts(exceptions[first].Summary);
            if (Inner.Sum(inner => inner.Lines.Sum(line => line.Length)) < Texts.Sum(text => text.Length))
                Inner = [];
        }

        Type = string.Join(" > ", Outer.Select(e => e.Type).Concat(Inner.Select(e => e.Type).Distinct().Order(StringComparer.Ordinal))
            .Where(t => t.Length > 0 && !IsFramework(t)));
    }

    public IReadOnlyList<ReferenceException> Outer { get; }

    public IReadOnlyList<ReferenceException> Inner { get; }

    /// <summary>The message of the aggregate, and its texts.</summary>
    public string[] Message { get; } = [];

    public string[] Texts { get; } = [];

    public string Type { get; }

    public static ReferenceExceptions Read(IEnumerable<string> text, string type)
    {
        var lines = text.Where(IsTold).Select(line => line.Length > LongestLine ? line[..LongestLine] : line).Take(MostLines).ToList();
        var isExpected = lines.Count > 1 && lines[0].EndsWith(':') && FindLeadingType(lines[1], true) is not null;
        if (isExpected)
            lines.RemoveAt(0);

        var exceptions = new List<ReferenceException>();
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            if (i == 0)
            {
                var leading = FindLeadingType(line, isExpected);
                exceptions.Add(new(leading?.Type ?? "", []));
                line = leading?.Text ?? line;
            }

            Split(line, exceptions);
        }

        return new(exceptions, type);
    }

    /// <summary>The type that a line begins with, and what follows it.</summary>
    public static (string Type, string Text)? FindLeadingType(string line, bool isExpected)
    {
        var match = Leading.Match(line);
        var type = match.Groups["type"].Value;
        var last = type[(type.LastIndexOfAny(['.', '+']) + 1)..];
        var hasDot = type.Contains('.', StringComparison.Ordinal);
        var isBlankBefore = Regex.IsMatch(match.Value, " : ?$");
        if (!match.Success || !(last.EndsWith("Exception", StringComparison.Ordinal)
            || (hasDot && last.EndsWith("Error", StringComparison.Ordinal))
            || (hasDot && char.IsUpper(last.FirstOrDefault()) && (isExpected || isBlankBefore))))
        {
            return null;
        }

        var rest = line[match.Length..];
        return IsFramework(type) && FindLeadingType(rest, false) is { } next ? next : (type, rest);
    }

    private static void Split(string line, List<ReferenceException> exceptions)
    {
        for (var start = 0; Regex.Match(line[start..], @"(?<=^|\s)-{3,40}>?\s") is { Success: true } arrow;)
        {
            start += arrow.Index + arrow.Length;
            if (FindLeadingType(line[start..], true) is not { } leading)
                continue;

            exceptions[^1].Lines.Add(line[..(start - arrow.Length)].Trim());
            exceptions.Add(new(leading.Type, []));
            (line, start) = (leading.Text, 0);
        }

        exceptions[^1].Lines.Add(line.Trim());
    }

    private static (string[] Message, string[] Texts) SplitTexts(string summary)
    {
        var start = summary.IndexOf(" (", StringComparison.Ordinal);
        var end = summary.LastIndexOf(')');
        return start < 0 || end < start
            ? (summary.Split('\n'), [])
            : ([summary[..start], .. summary[(end + 1)..].Split('\n')], summary[(start + 2)..end].Split(") ("));
    }

    private static bool IsTold(string line) =>
        line.Length > 0 && !line.StartsWith("--- ", StringComparison.Ordinal)
            && (line.StartsWith("at Assert.", StringComparison.Ordinal) || ReferenceFrame.TryRead(line) is null);

    private static bool IsFramework(string type) => Array.Exists(Frameworks, name =>
        name.EndsWith('.') ? type.StartsWith(name, StringComparison.Ordinal) : type == name);
}
