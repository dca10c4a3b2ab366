namespace LoopJournal.Journal;

/// <summary>
/// Decides by their bytes which lines may matter. A caller parses the lines that it selects and checks them again; the others do not
/// matter.
/// </summary>
internal interface ILineFilter
{
    /// <summary>A place in the last line that may matter, or in a line after it; -1 when there is none.</summary>
    /// <param name="bytes">
    /// The bytes of the last call from their beginning on, or fewer of them; other bytes after <see cref="Reset"/>.
    /// </param>
    int FindLast(ReadOnlySpan<byte> bytes);

    /// <summary>Whether a line may matter.</summary>
    bool Matches(ReadOnlyMemory<byte> line);

    /// <summary>Forgets the bytes of the last call, where the filter keeps something of them.</summary>
    void Reset()
    {
    }
}

/// <summary>Selects the lines that hold every text of at least one list of texts.</summary>
/// <param name="alternatives">The lists. An empty text is in every line.</param>
internal sealed partial class LineFilter(params string[][] alternatives) : ILineFilter
{
    private readonly Text[][] _alternatives = Share(alternatives);

    /// <summary>
    /// The lines that may hold an attempt that <see cref="StreamKey.Has"/> selects: its own rows name the stream in full, a reset may name
    /// nothing, and a pass of all tests, or a run of all with known failures only, names another command.
    /// </summary>
    public static LineFilter From(StreamKey stream) => new(
    [
        GetOwnTexts(stream),
        [Gates.Reset],
        .. from word in stream.IsFiltered ? new[] { Gates.Pass, "known" } : []
           select new[] { word, stream.Framework, stream.Project, stream.Loop },
    ]);

    /// <summary>The lines that may hold a row of a loop, or a reset of all loops.</summary>
    public static LineFilter From(string loop) => new([loop], [Gates.Reset]);

    /// <inheritdoc/>
    public int FindLast(ReadOnlySpan<byte> bytes)
    {
        var last = -1;
        foreach (var texts in _alternatives)
        {
            var earliest = bytes.Length;
            for (var i = 0; i < texts.Length && earliest >= 0; i++)
            {
                earliest = Math.Min(earliest, texts[i].FindLast(bytes));
            }

            last = Math.Max(last, earliest);
        }

        return last;
    }

    /// <inheritdoc/>
    public void Reset() => _alternatives.SelectMany(texts => texts).ToList().ForEach(text => text.Reset());

    /// <inheritdoc/>
    public bool Matches(ReadOnlyMemory<byte> line) =>
        Array.Exists(_alternatives, texts => Array.TrueForAll(texts, text => line.Span.IndexOf(text.Bytes) >= 0));

    /// <summary>The rarest text first: where it is missing, the others are not looked for.</summary>
    private static string[] GetOwnTexts(StreamKey stream) => [stream.Command, stream.Framework, stream.Project, stream.Loop];

    private static Text[][] Share(string[][] alternatives)
    {
        var all = alternatives.SelectMany(texts => texts).Distinct().ToDictionary(text => text, text => new Text(text));
        return [.. alternatives.Select(texts => texts.Select(text => all[text]).ToArray())];
    }

    // every JSON writer writes these as they are, whether or not it escapes others
    [GeneratedRegex("[ .0-9A-Z_a-z~-]+")]
    private static partial Regex Plain();

    /// <summary>A text to look for, and where it was found last.</summary>
    private sealed class Text(string text)
    {
        private int? _last;

        /// <summary>
        /// The longest plain part of the text; with the quotes where that is the whole text, so that <c>test</c> is not found in
        /// <c>test --filter Cart</c>.
        /// </summary>
        public byte[] Bytes { get; } = Encoding.ASCII.GetBytes(
            Plain().Matches(text).MaxBy(part => part.Length)?.Value is not { } best ? "" : best == text ? $"\"{text}\"" : best);

        public int FindLast(ReadOnlySpan<byte> bytes)
        {
            if (_last is null || _last + Bytes.Length > bytes.Length)
            {
                _last = bytes.LastIndexOf(Bytes);
            }

            return _last.Value;
        }

        public void Reset() => _last = null;
    }
}
