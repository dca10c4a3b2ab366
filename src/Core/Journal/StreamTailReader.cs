namespace LoopJournal.Journal;

/// <summary>
/// Reads the attempts that a verdict on one stream needs: backwards to the stream's last clean pass or reset, and only where it fails now,
/// also the bytes before that, for its fingerprint. Of rows with one id the first counts, wherever the others are.
/// </summary>
/// <param name="file">The journal.</param>
/// <param name="stream">The stream, as the journal names it.</param>
/// <param name="maxLookBack">How many bytes before the rows that were read may hold the original of one of them.</param>
internal sealed class StreamTailReader(JournalBytes file, StreamKey stream, long maxLookBack)
{
    /// <summary>A few kilobytes: no verdict takes longer for it.</summary>
    private const int LinesLookedAt = 100;

    private readonly List<Attempt> _since = [];
    private readonly Queue<long> _damaged = []; // where the first damaged lines begin, the last one first
    private long _damagedCount;
    private bool _isFound; // whether a row of the stream was read

    /// <summary>The attempt that is about to be appended; null where the stream is read as it is.</summary>
    public Attempt? Next { get; init; }

    /// <summary>See <see cref="JournalReader.Worktree"/>.</summary>
    public string? Worktree { get; init; }

    /// <summary>Where the lines begin of which every stream's rows are wanted.</summary>
    public long Since { get; init; } = long.MaxValue;

    /// <summary>Reads the tail.</summary>
    /// <exception cref="JournalException">The journal cannot be read to its end.</exception>
    public StreamTail Read()
    {
        var start = file.Length;
        var rows = ReadRows(ref start, upToClear: true);
        while (start > 0 && rows.Count < StreamTail.MaxAttempts && !rows.Exists(row => row.EndsWindow))
        {
            // The pass or reset that ended the reading was a copy, so the streak goes on before it.
            rows.InsertRange(0, ReadRows(ref start, upToClear: false));
        }

        var window = rows[Math.Max(rows.FindLastIndex(row => row.EndsWindow), 0)..];
        List<Attempt> attempts = [.. ReadOlder(rows[..^window.Count], window, start), .. window];
        var ids = new HashSet<string>();
        attempts.RemoveAll(attempt => attempt.Id.Length > 0 && !ids.Add(attempt.Id));
        var skipped = SkippedLines.FromNumbers(file.GetLineNumbers(_damaged.Reverse()), _damagedCount);
        return new(attempts, skipped) { JournalLength = file.Length, Since = _since };
    }

    /// <summary>
    /// The stream's newest rows, oldest first and without copies, from at most <see cref="StreamTail.MaxAttempts"/> rows and the rest of
    /// the line with the oldest of them.
    /// </summary>
    /// <param name="start">Where to read backwards from; then where the oldest line that was read begins, 0 where nothing is left.</param>
    /// <param name="upToClear">Whether to stop at the line with the last clean pass or reset.</param>
    private List<Attempt> ReadRows(ref long start, bool upToClear)
    {
        var rows = new List<Attempt>();
        var end = start;
        start = 0;
        foreach (var line in ReadNewestLines(end))
        {
            var attempts = Parse(line);
            rows.AddRange(Enumerable.Reverse(attempts));
            if (line.Offset >= Since)
            {
                continue;
            }

            if ((upToClear && attempts.Exists(attempt => attempt.EndsWindow)) || rows.Count >= StreamTail.MaxAttempts)
            {
                start = line.Offset;
                break;
            }
        }

        rows.Reverse();
        RemoveCopies(rows, start);
        return rows;
    }

    /// <summary>Removes the rows whose id an earlier row has, in the list or in the bytes before <paramref name="end"/>.</summary>
    private void RemoveCopies(List<Attempt> rows, long end)
    {
        var ids = new HashSet<string>();
        rows.RemoveAll(row => row.Id.Length > 0 && !ids.Add(row.Id));
        var copied = new HashSet<string>();
        var earlier = new List<Attempt>();
        foreach (var line in ids.Count > 0 ? file.ReadBackward(end, new IdFilter(ids), end - maxLookBack) : [])
        {
            earlier.Clear();
            JournalLine.Read(line.Bytes, earlier, Worktree);
            copied.UnionWith(earlier.Where(row => stream.Has(row) && ids.Remove(row.Id)).Select(row => row.Id));
            if (ids.Count == 0)
            {
                break;
            }
        }

        rows.RemoveAll(row => copied.Contains(row.Id));
    }

    /// <summary>
    /// The last lines before <paramref name="end"/>, all of them, so that damage among them is reported; then those that may matter to the
    /// stream.
    /// </summary>
    private IEnumerable<RawLine> ReadNewestLines(long end)
    {
        foreach (var line in file.ReadBackward(end).TakeWhile((line, i) => i < LinesLookedAt || line.Offset >= Since))
        {
            end = line.Offset;
            yield return line;
        }

        foreach (var line in end > 0 ? file.ReadBackward(end, LineFilter.From(stream), file.Length - maxLookBack) : [])
        {
            end = line.Offset;
            yield return line;
        }

        // A stream without an attempt in the last bytes counts as new when its next attempt is to be written.
        foreach (var line in file.Length > maxLookBack && (Next is null || _isFound) ? file.ReadBackward(end, LineFilter.From(stream)) : [])
        {
            yield return line;
        }
    }

    /// <summary>The attempts before the window that dead ends and flaky tests need and the last reset, oldest first.</summary>
    /// <param name="read">Those of them that were read with the window.</param>
    /// <param name="window">The attempts from the last clean pass or reset on.</param>
    /// <param name="end">Where the line with the oldest row that was read begins.</param>
    private List<Attempt> ReadOlder(List<Attempt> read, List<Attempt> window, long end)
    {
        var live = FindLiveFingerprints(Next is null ? window : [.. window, Next]);
        var ids = new HashSet<string>();
        var tried = new Dictionary<(string Gate, string Fingerprint, string Action), int>();
        var outcomes = new TreeOutcomes();
        window.ForEach(outcomes.Add);
        var isReset = window is [{ Gate: Gates.Reset }, ..];
        var (older, needed) = (new List<Attempt>(), new HashSet<Attempt>(ReferenceEqualityComparer.Instance));
        foreach (var attempt in live.Count > 0 ? Enumerable.Reverse(read).Concat(ReadNewestFirst(end)) : [])
        {
            if (attempt.Id.Length > 0 && !ids.Add(attempt.Id))
            {
                continue;
            }

            older.Add(attempt);
            if (!isReset && attempt.Gate == Gates.Reset)
            {
                isReset = needed.Add(attempt);
            }
            else if (!isReset)
            {
                outcomes.Add(attempt);
            }

            var key = (attempt.Gate, attempt.Fingerprint, attempt.Action.Trim());
            if (!attempt.Clears && live.Contains(attempt.Fingerprint) && key.Item3.Length > 0
                && (tried[key] = tried.GetValueOrDefault(key) + 1) <= 2)
            {
                needed.Add(attempt);
            }
        }

        older.Reverse();
        needed.UnionWith(outcomes.FindDiffering());
        return older.FindAll(needed.Contains);
    }

    /// <summary>The stream's attempts, from at most 10,000 lines that may hold one.</summary>
    private IEnumerable<Attempt> ReadNewestFirst(long end) => file
        .ReadBackward(end, LineFilter.From(stream))
        .Take(StreamTail.MaxAttempts)
        .SelectMany(line => Enumerable.Reverse(Parse(line)));

    /// <summary>
    /// The fingerprints that a verdict may name: the newest attempt's, and that of the newest attempt whose tests could be run.
    /// </summary>
    private static HashSet<string> FindLiveFingerprints(List<Attempt> window) =>
        window is [.., { Clears: false } newest]
            ? new[] { newest, window.FindLast(attempt => !attempt.IsHostBlocked) }
                .OfType<Attempt>().Select(attempt => attempt.Fingerprint).Where(fingerprint => fingerprint.Length > 0).ToHashSet()
            : [];

    /// <summary>The stream's attempts in a line, oldest first.</summary>
    private List<Attempt> Parse(RawLine line)
    {
        var attempts = new List<Attempt>();
        if (!JournalLine.Read(line.Bytes, attempts, Worktree))
        {
            _damagedCount++;
            _damaged.Enqueue(line.Offset);
            if (_damaged.Count > SkippedLines.MaxNumbers)
            {
                _damaged.Dequeue();
            }
        }

        if (line.Offset >= Since)
        {
            _since.AddRange(Enumerable.Reverse(attempts));
        }

        attempts.RemoveAll(attempt => !stream.Has(attempt));
        _isFound |= attempts.Count > 0;
        return attempts;
    }
}
