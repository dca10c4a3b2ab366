namespace LoopJournal.Journal;

/// <summary>
/// Reads what a verdict on one stream needs: backwards to the stream's last pass or reset, and only where it fails now, also the bytes
/// before that, for its fingerprint.
/// </summary>
internal sealed class StreamTailReader(JournalBytes file, StreamKey stream)
{
    /// <summary>A few kilobytes: no verdict takes longer for it.</summary>
    private const int LinesLookedAt = 100;

    private readonly AttemptReader _reader = new();
    private readonly SortedSet<long> _damaged = [];

    /// <summary>Reads the tail.</summary>
    /// <exception cref="JournalException">The journal cannot be read to its end.</exception>
    public StreamTail Read()
    {
        var window = ReadWindow(out var start);
        List<Attempt> attempts = [.. ReadOlder(window, start), .. window];
        var seen = new HashSet<string>();
        attempts.RemoveAll(attempt => attempt.Id.Length > 0 && !seen.Add(attempt.Id));
        return new(attempts, SkippedLines.At(file.NumbersOf(_damaged)));
    }

    /// <summary>The attempts from the last pass or reset on, oldest first.</summary>
    /// <param name="start">Where the line with the oldest of them begins.</param>
    private List<Attempt> ReadWindow(out long start)
    {
        var window = new List<Attempt>();
        start = 0;
        foreach (var line in NewestFirst())
        {
            var attempts = Parse(line);
            var clears = attempts.FindLastIndex(attempt => attempt.Clears);
            for (var i = attempts.Count - 1; i >= Math.Max(clears, 0); i--)
            {
                window.Add(attempts[i]);
            }

            if (clears >= 0 || window.Count >= StreamTail.MostAttempts)
            {
                start = line.Offset;
                break;
            }
        }

        window.Reverse();
        return window;
    }

    /// <summary>
    /// The newest lines, every one of them, so that damage among them is told; then those that may matter to the stream.
    /// </summary>
    private IEnumerable<RawLine> NewestFirst()
    {
        var end = file.Length;
        foreach (var line in file.Backward(end).Take(LinesLookedAt))
        {
            end = line.Offset;
            yield return line;
        }

        foreach (var line in end > 0 ? file.Backward(end, LineFilter.Of(stream)) : [])
        {
            yield return line;
        }
    }

    /// <summary>The attempts in the lines before <paramref name="end"/> that tell the dead ends, oldest first, and no more than tell them.</summary>
    private List<Attempt> ReadOlder(List<Attempt> window, long end)
    {
        var older = new List<Attempt>();
        var live = LiveFingerprints(window);
        var ids = new HashSet<string>();
        var tried = new Dictionary<(string Fingerprint, string Action), int>();
        var left = StreamTail.MostAttempts;
        foreach (var line in live.Count > 0 ? file.Backward(end, LineFilter.Of(stream, live)) : [])
        {
            var attempts = Parse(line);
            attempts.RemoveAll(attempt => attempt.Gate is Gates.Pass || !live.Contains(attempt.Fingerprint));
            foreach (var attempt in attempts.Where(attempt => attempt.Id.Length == 0 || ids.Add(attempt.Id)))
            {
                var key = (attempt.Fingerprint, attempt.Action.Trim());
                var times = tried[key] = tried.GetValueOrDefault(key) + 1;
                if (times <= 2 && key.Item2.Length > 0)
                {
                    older.Add(attempt);
                }
            }

            if (--left == 0)
            {
                break;
            }
        }

        older.Reverse();
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
        if (!JournalLine.Read(line, _reader, attempts))
        {
            _damaged.Add(line.Offset);
        }

        attempts.RemoveAll(attempt => !stream.Has(attempt));
        return attempts;
    }
}
