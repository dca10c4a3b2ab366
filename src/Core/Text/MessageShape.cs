using System.Buffers;

namespace LoopJournal.Text;

/// <summary>A message without the parts that another run of the same bug would have written differently.</summary>
/// <param name="Shape">The first eight lines that say something, numbers masked.</param>
/// <param name="Values">The same lines, numbers kept where they are values.</param>
internal sealed record MessageShape(string Shape, string Values)
{
    // One line is often a constant of the framework ("Assert.Equal() Failure"), and merges different bugs. Of four or more, six or more
    // separate all failures of the corpus, and twelve split none.
    private const int MaxLines = 8;

    [ThreadStatic] private static Memo<(string Text, int SourceStart, int SourceEnd), MaskedLine>? _maskedLines;

    private static readonly SearchValues<char> Decoration = SearchValues.Create(" \t-^|=_*~+\u2191\u2193");

    /// <summary>The shape of a message.</summary>
    /// <param name="parts">Its lines.</param>
    /// <param name="isException">
    /// Whether an exception was thrown: the numbers of its message are ids, ports and counts. Those of an assertion are the values.
    /// </param>
    /// <param name="repository">Its directory is taken out of paths.</param>
    public static MessageShape From(IEnumerable<MessagePart> parts, bool isException, RepositoryPaths repository)
    {
        var masked = MaskParts(parts, isException, repository).Take(MaxLines).ToList();
        var isVolatile = masked.Exists(line => line.IsVolatile);
        return new(
            string.Join('\n', masked.Select(line => line.Shape)),
            string.Join('\n', masked.Select(line => isVolatile ? line.Shape : line.Values)));
    }

    /// <summary>One line, masked; white space collapsed.</summary>
    public static MaskedLine MaskLine(string line)
    {
        var (start, end) = SourceText.FindInLine(line);
        return MaskLine(line, start, end);
    }

    private static MaskedLine MaskLine(string line, int sourceStart, int sourceEnd) =>
        (_maskedLines ??= new(Mask)).Get((line, sourceStart, sourceEnd));

    private static MaskedLine Mask((string Text, int SourceStart, int SourceEnd) line)
    {
        var masked = Masks.Apply(line.Text, line.SourceStart, line.SourceEnd);
        return masked with { Shape = Tidy(masked.Shape, masked.IsVolatile), Values = Tidy(masked.Values, masked.IsVolatile) };
    }

    private static IEnumerable<MaskedLine> MaskParts(IEnumerable<MessagePart> parts, bool isException, RepositoryPaths repository)
    {
        var set = new List<List<MaskedLine>>();
        foreach (var part in parts.Append(new([])))
        {
            var lines = SourceText.Find([.. part.Lines.Where(line => !IsDecoration(line)).Select(repository.Shorten)])
                .Select(line => MaskLine(line.Line, line.Start, line.End)).Where(line => line.Shape.Length > 0)
                .Select(line => isException ? line with { Values = line.Shape } : line);
            if (part.IsInAnyOrder)
            {
                set.Add([.. lines]);
                continue;
            }

            foreach (var line in Order(set).Concat(lines))
            {
                yield return line;
            }

            set.Clear();
        }
    }

    // parts that differ in nothing are one: how often a mock was called, or how many tasks failed, may be chance too
    private static IEnumerable<MaskedLine> Order(List<List<MaskedLine>> set) => set
        .Select(part => (Part: part, Text: string.Join('\n', part.Select(line => line.Shape + '\n' + line.Values))))
        .DistinctBy(part => part.Text).OrderBy(part => part.Text, StringComparer.Ordinal).SelectMany(part => part.Part);

    // Frameworks cut long texts at a place that depends on the volatile part, so "<tmp>'." and "<tmp>..." are made equal.
    private static string Tidy(string line, bool isVolatile)
    {
        var tidy = string.Join(' ', line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var end = tidy.AsSpan().TrimEnd(".…·'\"`)]}");
        return isVolatile && end.EndsWith('>') ? end.ToString() : tidy;
    }

    // NUnit's "-----^", xUnit's arrows, rulers
    private static bool IsDecoration(string line) =>
        !line.AsSpan().ContainsAnyExcept(Decoration) || line.AsSpan().Trim() is ['\u2191' or '\u2193', ..];
}
