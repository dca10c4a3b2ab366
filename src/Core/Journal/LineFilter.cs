using System.Buffers;

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
    bool Matches(ReadOnlySpan<byte> line);

    /// <summary>Forgets the bytes of the last call, where the filter keeps something of them.</summary>
    void Reset()
    {
    }
}

/// <summary>Selects the lines that hold every text of at least one list of texts.</summary>
/// <param name="alternatives">The lists. An empty text is in every line.</param>
internal sealed class LineFilter(params string[][] alternatives) : ILineFilter
{
    private const int NotSearched = -2;

    private static readonly SearchValues<char> PlainCharacters =
        SearchValues.Create(" -.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~");

    private readonly (byte[] Bytes, int Last)[] _texts =
        [.. alternatives.SelectMany(texts => texts).Distinct().Select(text => (GetPlainPart(text), NotSearched))];

    private readonly int[][] _alternatives = GetIndexes(alternatives);

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

    /// <inheritdoc/>
    public int FindLast(ReadOnlySpan<byte> bytes)
    {
        var last = -1;
        foreach (var texts in _alternatives)
        {
            var earliest = bytes.Length;
            for (var i = 0; i < texts.Length && earliest >= 0; i++)
            {
                ref var text = ref _texts[texts[i]];
                if (text.Last == NotSearched || text.Last + text.Bytes.Length > bytes.Length)
                {
                    text.Last = bytes.LastIndexOf(text.Bytes);
                }

                earliest = Math.Min(earliest, text.Last);
            }

            last = Math.Max(last, earliest);
        }

        return last;
    }

    /// <inheritdoc/>
    public void Reset()
    {
        foreach (ref var text in _texts.AsSpan())
        {
            text.Last = NotSearched;
        }
    }

    /// <inheritdoc/>
    public bool Matches(ReadOnlySpan<byte> line)
    {
        foreach (var texts in _alternatives)
        {
            var all = true;
            for (var i = 0; i < texts.Length && all; i++)
            {
                all = line.IndexOf(_texts[texts[i]].Bytes) >= 0;
            }

            if (all)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The rarest text first: where it is missing, the others are not looked for.</summary>
    private static string[] GetOwnTexts(StreamKey stream) => [stream.Command, stream.Framework, stream.Project, stream.Loop];

    private static int[][] GetIndexes(string[][] alternatives)
    {
        var distinct = alternatives.SelectMany(texts => texts).Distinct().ToList();
        return [.. alternatives.Select(texts => texts.Select(text => distinct.IndexOf(text)).ToArray())];
    }

    /// <summary>
    /// The longest part of a text that every JSON writer writes as it is, whether or not it escapes the rest; with the quotes where that is
    /// the whole text, so that <c>test</c> is not found in <c>test --filter Cart</c>.
    /// </summary>
    private static byte[] GetPlainPart(string text)
    {
        var best = ReadOnlySpan<char>.Empty;
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            var length = rest.IndexOfAnyExcept(PlainCharacters) is >= 0 and var other ? other : rest.Length;
            best = length > best.Length ? rest[..length] : best;
            rest = rest[Math.Min(length + 1, rest.Length)..];
        }

        return Encoding.ASCII.GetBytes(best.Length > 0 && best.Length == text.Length ? $"\"{text}\"" : best.ToString());
    }
}
