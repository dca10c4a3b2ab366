using System.Buffers;

namespace LoopJournal.Text;

/// <summary>A message without the parts that another run of the same bug would have written differently.</summary>
/// <param name="Shape">The first four lines that say something, numbers masked.</param>
/// <param name="Values">The first six, numbers kept where they are values.</param>
internal sealed record MessageShape(string Shape, string Values)
{
    // One line is often a constant of the framework ("Assert.Equal() Failure"), and merges different bugs; two to six lines separate them.
    private const int ShapeLines = 4;
    private const int ValueLines = 6;

    private static readonly SearchValues<char> Decoration = SearchValues.Create(" \t-^|=_*~+\u2191\u2193");

    /// <summary>The shape of a message.</summary>
    /// <param name="lines">Its lines.</param>
    /// <param name="isException">
    /// Whether an exception was thrown: the numbers of its message are ids, ports and counts. Those of an assertion are the values.
    /// </param>
    /// <param name="repository">Its directory is taken out of paths.</param>
    public static MessageShape From(IEnumerable<string> lines, bool isException, RepositoryPaths repository)
    {
        var masked = lines.Where(line => !IsDecoration(line)).Select(line => MaskLine(repository.Shorten(line)))
            .Where(line => line.Shape.Length > 0).Take(ValueLines).ToList();
        var isVolatile = isException || masked.Exists(line => line.IsVolatile);
        return new(
            string.Join('\n', masked.Take(ShapeLines).Select(line => line.Shape)),
            string.Join('\n', masked.Select(line => isVolatile ? line.Shape : line.Values)));
    }

    /// <summary>One line, masked; white space collapsed.</summary>
    public static MaskedLine MaskLine(string line)
    {
        var masked = Masks.Apply(line);
        return masked with { Shape = Tidy(masked.Shape, masked.IsVolatile), Values = Tidy(masked.Values, masked.IsVolatile) };
    }

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
