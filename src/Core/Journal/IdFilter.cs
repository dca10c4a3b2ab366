using System.Buffers.Binary;

namespace LoopJournal.Journal;

/// <summary>Selects the lines that may hold a row with one of some ids, in a time that does not grow with the number of ids.</summary>
/// <param name="ids">The ids.</param>
internal sealed class IdFilter(IEnumerable<string> ids) : ILineFilter
{
    /// <summary>The ends of the ids: their beginnings are times, which are much alike.</summary>
    private readonly HashSet<ulong> _ends = ids.Select(id => EndOf(Encoding.UTF8.GetBytes(id))).ToHashSet();

    private static ReadOnlySpan<byte> Name => "\"id\""u8;

    /// <inheritdoc/>
    public int FindLast(ReadOnlySpan<byte> bytes)
    {
        var at = bytes.LastIndexOf(Name);
        while (at >= 0 && !CanBeId(bytes[(at + Name.Length)..]))
        {
            at = bytes[..at].LastIndexOf(Name);
        }

        return at;
    }

    /// <inheritdoc/>
    public bool Matches(ReadOnlyMemory<byte> line) => FindLast(line.Span) >= 0;

    /// <summary>Whether the value after the name may be one of the ids. A text with an escape may be any text.</summary>
    private bool CanBeId(ReadOnlySpan<byte> value)
    {
        var start = value.IndexOf((byte)'"') + 1;
        var text = value[start..];
        var length = text.IndexOf((byte)'"');
        return start > 0 && length >= 0 && (text[..length].Contains((byte)'\\') || _ends.Contains(EndOf(text[..length])));
    }

    private static ulong EndOf(ReadOnlySpan<byte> text)
    {
        Span<byte> end = stackalloc byte[sizeof(ulong)];
        text[^Math.Min(end.Length, text.Length)..].CopyTo(end);
        return BinaryPrimitives.ReadUInt64LittleEndian(end);
    }
}
