using System.Text.RegularExpressions;

namespace LoopJournal.Tests.Fingerprints.Reference;

/// <summary>Section 3.3 of the page: the parts of a message, its shape and its values.</summary>
internal static class ReferenceMessage
{
    private const int MostLines = 8;

    private static readonly Regex Sample = SpecificationPage.Pattern("1. *Samples* of property tests go. A line that matches ");
    private static readonly Regex EndOfSample = SpecificationPage.Pattern("it go, up to the first that matches ");
    private static readonly Regex Calls = SpecificationPage.Pattern("2. The lines up to the first that matches ");
    private static readonly Regex CallNumber = SpecificationPage.Pattern("is a part in any order, without a match of ");
    private static readonly Regex Ruler = new(@"^[ \t" + Regex.Escape(SpecificationPage.Code("lines that consist of blank, tab and "))
        .Replace("-", @"\-", StringComparison.Ordinal).Replace("]", @"\]", StringComparison.Ordinal) + "]+$|^[↑↓]");

    public static (string Shape, string Values) Compose(ReferenceExceptions exceptions, bool hasType, ReferenceRepository repository)
    {
        var parts = new List<(List<string> Lines, bool IsInAnyOrder)>();
        foreach (var exception in exceptions.Outer)
        {
            if (exception.IsAggregate)
            {
                parts.AddRange(Divide([.. exceptions.Message]));
                if (exceptions.Inner.Count == 0)
                    parts.AddRange(exceptions.Texts.Select(text => (new List<string> { text }, true)));
            }
            else
            {
                parts.AddRange(Divide(exception.Lines));
            }
        }

        parts.AddRange(exceptions.Inner.Select(inner => (Divide(inner.Lines).SelectMany(part => part.Lines).ToList(), true)));
        return Compose(parts, hasType, repository);
    }

    public static (string Shape, string Values) Compose(
        List<(List<string> Lines, bool IsInAnyOrder)> parts, bool hasType, ReferenceRepository repository)
    {
        var lines = new List<ReferenceLine>();
        for (var i = 0; i < parts.Count;)
        {
            if (!parts[i].IsInAnyOrder)
            {
                lines.AddRange(MaskPart(parts[i++].Lines, hasType, repository));
                continue;
            }

            var neighbours = parts.Skip(i).TakeWhile(part => part.IsInAnyOrder).ToList();
            i += neighbours.Count;
            lines.AddRange(neighbours.Select(part => MaskPart(part.Lines, hasType, repository))
                .DistinctBy(Key).OrderBy(Key, StringComparer.Ordinal).SelectMany(part => part));
        }

        lines = [.. lines.Take(MostLines)];
        var shape = string.Join('\n', lines.Select(line => line.Shape));
        return (shape, lines.Exists(line => line.IsVolatile) ? shape : string.Join('\n', lines.Select(line => line.Values)));
    }

    private static string Key(List<ReferenceLine> part) => string.Join('\n', part.Select(line => $"{line.Shape}\n{line.Values}"));

    private static List<ReferenceLine> MaskPart(List<string> lines, bool hasType, ReferenceRepository repository)
    {
        lines = [.. lines.Where(line => !Ruler.IsMatch(line)).Select(repository.Hide)];
        return
        [
            .. lines.Zip(ReferenceSource.Find(lines), ReferenceMasks.Mask).Where(line => line.Shape.Length > 0)
                .Select(line => hasType ? line with { Values = line.Shape } : line),
        ];
    }

    /// <summary>The lines of an exception without samples, divided into the message and the calls of a mock.</summary>
    private static IEnumerable<(List<string> Lines, bool IsInAnyOrder)> Divide(List<string> all)
    {
        var lines = RemoveSamples(all);
        var count = lines.FindIndex(Calls.IsMatch) + 1;
        return count == 0
            ? [(lines, false)]
            : lines[count..].Select(line => (new List<string> { CallNumber.Replace(line, "") }, !Calls.IsMatch(line)))
                .Prepend((lines[..count], false));
    }

    private static List<string> RemoveSamples(List<string> lines)
    {
        var kept = new List<string>();
        var isSample = false;
        foreach (var line in lines)
        {
            isSample &= !EndOfSample.IsMatch(line);
            var sample = Sample.Match(line);
            if (!isSample)
                kept.Add(sample.Success ? line[..sample.Index] + sample.Groups["told"].Value : line);

            isSample |= sample.Success;
        }

        return kept;
    }
}
