using System.Text;

namespace LoopJournal.Journal;

/// <summary>The ids of some attempts, and whether a line may hold one of them, told from its bytes.</summary>
internal sealed class IdFilter(IEnumerable<Attempt> attempts)
{
    private const int LongestId = 128;

    private readonly HashSet<string> _ids = attempts.Select(attempt => attempt.Id).Where(id => id.Length > 0).ToHashSet();

    public bool Contains(string id) => _ids.Contains(id);

    /// <summary>Looks at the line's first <c>"id":"..."</c>, which is the attempt's own: those of its failures come later.</summary>
    public bool MayBeIn(ReadOnlySpan<byte> line)
    {
        if (_ids.Count == 0 || line.IndexOf("\"id\":"u8) is not (>= 0 and var at))
        {
            return false;
        }

        var id = line[(at + 5)..].TrimStart(" \""u8);
        var end = id.IndexOf((byte)'"');
        if (end is < 0 or > LongestId)
        {
            return true;
        }

        Span<char> text = stackalloc char[LongestId];
        return Encoding.UTF8.TryGetChars(id[..end], text, out var length)
            && _ids.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text[..length]);
    }
}
