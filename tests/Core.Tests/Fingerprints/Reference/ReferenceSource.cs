using System.Text.RegularExpressions;

namespace LoopJournal.Tests.Fingerprints.Reference;

/// <summary>Section 2.4 of the page: where a line quotes source code. An empty range where it does not.</summary>
internal static class ReferenceSource
{
    private const int MostLines = 20;

    private static readonly Regex Call = SpecificationPage.Pattern("1. The line matches ");

    private static readonly Regex Named = SpecificationPage.Pattern("2. It matches ", 0);

    private static readonly Regex Subject = SpecificationPage.Pattern("3. It matches ");

    public static (int Start, int End) FindInLine(string line)
    {
        if (Call.IsMatch(line))
        {
            return line.EndsWith(')') || line.EndsWith(") failed.", StringComparison.Ordinal) || CountOpen(line) > 0
                ? (0, line.Length)
                : default;
        }

        if (Named.Match(line) is { Success: true } named)
        {
            var start = named.Index + named.Length;
            var end = line.LastIndexOf("'.", StringComparison.Ordinal);
            return (start, end >= start ? end : line.Length);
        }

        return Subject.Match(line) is { Success: true } subject ? (subject.Index, subject.Index + subject.Length) : default;
    }

    public static (int Start, int End)[] Find(IReadOnlyList<string> lines)
    {
        var found = new (int Start, int End)[lines.Count];
        var should = Enumerable.Range(0, Math.Min(lines.Count, MostLines))
            .FirstOrDefault(i => i > 0 && lines[i].StartsWith("should ", StringComparison.Ordinal));
        for (var i = 0; i < lines.Count;)
        {
            found[i] = i < should ? (0, lines[i].Length) : FindInLine(lines[i]);
            i = i < should ? i + 1 : Follow(lines, i, found);
        }

        return found;
    }

    /// <summary>Marks the lines that follow a quotation without an end, and gives the first line behind them.</summary>
    private static int Follow(IReadOnlyList<string> lines, int first, (int Start, int End)[] found)
    {
        var line = lines[first];
        var next = first + 1;
        var last = Math.Min(lines.Count, next + MostLines - 1);
        if (Call.IsMatch(line))
        {
            for (var open = CountOpen(line); open > 0 && next < last; next++)
            {
                found[next] = (0, lines[next].Length);
                open += CountOpen(lines[next]);
            }
        }
        else if (Named.Match(line) is { Success: true } named
            && line.LastIndexOf("'.", StringComparison.Ordinal) < named.Index + named.Length)
        {
            for (var isOpen = true; isOpen && next < last; next++)
            {
                var end = lines[next].LastIndexOf("'.", StringComparison.Ordinal);
                isOpen = end < 0;
                found[next] = (0, isOpen ? lines[next].Length : end);
            }
        }

        return next;
    }

    private static int CountOpen(string line)
    {
        var (open, isText) = (0, false);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && !(i > 0 && line[i - 1] == '\\'))
                isText = !isText;
            else if (!isText)
                open += line[i] switch { '(' => 1, ')' => -1, _ => 0 };
        }

        return open;
    }
}
