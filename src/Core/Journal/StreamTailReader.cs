using System.Buffers;
using System.Text;

namespace LoopJournal.Journal;

/// <summary>
/// Reads what a verdict on one stream needs: backwards to the stream's last pass or reset, and only where it fails now, once through
/// the bytes before that, for its fingerprint. A line is parsed only where its bytes say that it may matter.
/// </summary>
internal sealed class StreamTailReader(JournalBytes file, StreamKey stream)
{
    private static readonly SearchValues<char> PlainCharacters =
        SearchValues.Create("-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

    private readonly byte[] _loop = PlainPart(stream.Loop);
    private readonly byte[] _project = PlainPart(stream.Project);
    private readonly SortedSet<long> _damaged = [];

    /// <summary>Where the ids that stand more than once in the journal stand first: only there do they count.</summary>
    private readonly Dictionary<string, long> _first = [];

    /// <summary>Reads the tail.</summary>
    /// <exception cref="JournalException">The journal cannot be read to its end.</exception>
    public StreamTail Read()
    {
        while (true)
        {
            var window = ReadWindow(out var start);
            var repeated = _first.Count;
            var older = ReadOlder(window, start);
            if (_first.Count == repeated)
            {
                return new([.. older, .. window], SkippedLines.At(file.NumbersOf(_damaged)));
            }
        }
    }

    /// <summary>The attempts from the last pass or reset on, oldest first.</summary>
    /// <param name="start">Where the line with the oldest of them begins.</param>
    private List<Attempt> ReadWindow(out long start)
    {
        var window = new List<Attempt>();
        start = 0;
        foreach (var line in file.Backward())
        {
            if (!line.TooLong && !MayBeOfTheStream(line.Bytes.Span))
            {
                continue;
            }

            var attempts = Parse(line);
            attempts.Reverse();
            var clears = attempts.FindIndex(attempt => attempt.Clears);
            window.AddRange(clears < 0 ? attempts : attempts[..(clears + 1)]);
            if (clears >= 0 || window.Count >= StreamTail.MostAttempts)
            {
                start = line.Offset;
                break;
            }
        }

        window.Reverse();
        var seen = new HashSet<string>();
        window.RemoveAll(attempt => attempt.Id.Length > 0 && !seen.Add(attempt.Id));
        return window;
    }

    /// <summary>The attempts before <paramref name="end"/> that tell the dead ends, oldest first, and no more than tell them.</summary>
    private List<Attempt> ReadOlder(List<Attempt> window, long end)
    {
        var older = new List<Attempt>();
        var live = LiveFingerprints(window);
        if (live.Count == 0)
        {
            return older;
        }

        var fingerprints = live.Select(PlainPart).ToArray();
        var windowIds = new IdFilter(window);
        var olderIds = new HashSet<string>();
        var tried = new Dictionary<(string Fingerprint, string Action), int>();
        foreach (var line in file.Forward(end))
        {
            if (!line.TooLong && !HasAny(line.Bytes.Span, fingerprints) && !windowIds.MayBeIn(line.Bytes.Span))
            {
                continue;
            }

            foreach (var attempt in Parse(line))
            {
                if (windowIds.Contains(attempt.Id))
                {
                    _first.TryAdd(attempt.Id, line.Offset);
                }
                else if (live.Contains(attempt.Fingerprint) && attempt.Gate is not Gates.Pass && (attempt.Id.Length == 0 || olderIds.Add(attempt.Id)))
                {
                    var key = (attempt.Fingerprint, attempt.Action.Trim());
                    var times = tried.GetValueOrDefault(key);
                    if (key.Item2.Length > 0 && times < 2)
                    {
                        tried[key] = times + 1;
                        older.Add(attempt);
                    }
                }
            }
        }

        return older;
    }

    /// <summary>The fingerprints that a verdict may speak of: the newest attempt's, and the newest's whose tests could be run.</summary>
    private static HashSet<string> LiveFingerprints(List<Attempt> window) =>
        window is [.., { Clears: false } newest]
            ? new[] { newest, window.FindLast(attempt => !attempt.IsHostBlocked) }
                .OfType<Attempt>().Select(attempt => attempt.Fingerprint).Where(fingerprint => fingerprint.Length > 0).ToHashSet()
            : [];

    /// <summary>The stream's attempts in a line, oldest first.</summary>
    private List<Attempt> Parse(RawLine line)
    {
        var attempts = new List<Attempt>();
        if (!JournalLine.Read(line, attempts))
        {
            _damaged.Add(line.Offset);
        }

        attempts.RemoveAll(attempt => !stream.Has(attempt) || (_first.TryGetValue(attempt.Id, out var first) && first < line.Offset));
        return attempts;
    }

    private bool MayBeOfTheStream(ReadOnlySpan<byte> line) =>
        (line.IndexOf(_project) >= 0 && line.IndexOf(_loop) >= 0) || line.IndexOf("\"reset\""u8) >= 0;

    private static bool HasAny(ReadOnlySpan<byte> line, byte[][] needles)
    {
        foreach (var needle in needles)
        {
            if (line.IndexOf(needle) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The longest part of a text that every JSON writer writes as it is: lines without it do not hold the text.</summary>
    private static byte[] PlainPart(string text)
    {
        var best = ReadOnlySpan<char>.Empty;
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            var length = rest.IndexOfAnyExcept(PlainCharacters) is >= 0 and var other ? other : rest.Length;
            best = length > best.Length ? rest[..length] : best;
            rest = rest[Math.Min(length + 1, rest.Length)..];
        }

        return Encoding.ASCII.GetBytes(best.ToString());
    }
}
