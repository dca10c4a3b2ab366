namespace LoopJournal.Journal;

/// <summary>
/// Reads a journal, damaged or not: a line that cannot be read is skipped and never loses another. The file may grow meanwhile; each
/// reading sees it as it was at its beginning. A missing file is an empty journal.
/// </summary>
/// <param name="path">The journal's file.</param>
/// <param name="root">
/// The repository's root: no link is followed between it and the journal. Without one, the file alone is not followed.
/// </param>
internal sealed class JournalReader(string path, string? root = null)
{
    /// <summary>How many attempts are looked at for files that their gates wrote.</summary>
    private const int MaxGates = 100;

    /// <summary>How much is read at once, in bytes.</summary>
    internal int Block { get; init; } = JournalBytes.UsualBlock;

    /// <summary>
    /// How far back the reader looks, in bytes, for the stream's last number and for the originals of copied rows: some 200,000 attempts,
    /// so that an attempt costs the same however long the journal is.
    /// </summary>
    internal long MaxLookBack { get; init; } = 64 * 1024 * 1024;

    /// <summary>
    /// The working tree whose rows are read, besides those without one: to readers the others are not there. Null: all rows.
    /// </summary>
    public string? Worktree { get; init; }

    /// <summary>Every row of the file, oldest first, one at a time, also those with an id that an earlier row has.</summary>
    /// <param name="skipped">Takes the lines that could not be read.</param>
    /// <param name="filter">Selects the lines that are parsed, besides those that look damaged; null: all.</param>
    /// <exception cref="JournalException">The journal is there and cannot be read.</exception>
    public IEnumerable<Attempt> ReadOldestFirst(SkippedLines? skipped = null, LineFilter? filter = null)
    {
        using var file = Open();
        if (file is null)
        {
            yield break;
        }

        var rows = new List<Attempt>();
        foreach (var (number, line) in file.ReadForward())
        {
            if (filter is not null && line is { } bytes && JournalLine.LooksWhole(bytes.Span) && !filter.Matches(bytes))
            {
                continue;
            }

            rows.Clear();
            if (!JournalLine.Read(line, rows, Worktree))
            {
                skipped?.Add(number);
            }

            foreach (var row in rows)
            {
                yield return row;
            }
        }
    }

    /// <summary>Every row of the file, newest first, read from the end: the first rows cost the same however long the file is.</summary>
    /// <param name="start">Only rows of lines that begin at this byte or later.</param>
    /// <exception cref="JournalException">The journal is there and cannot be read.</exception>
    public IEnumerable<Attempt> ReadNewestFirst(long start = 0) => ReadNewestFirst(null, start);

    /// <summary>How long the journal is, in bytes; rows appended later begin there. 0 without a journal.</summary>
    /// <exception cref="JournalException">The journal is there and cannot be read.</exception>
    public long GetLength()
    {
        using var file = Open();
        return file?.Length ?? 0;
    }

    /// <summary>The newest row of the journal; null where there is none.</summary>
    /// <exception cref="JournalException">The journal is there and cannot be read.</exception>
    public Attempt? FindNewest() => ReadNewestFirst().FirstOrDefault();

    /// <summary>Reads the attempts that the verdict on a stream needs.</summary>
    /// <param name="stream">The stream, as the journal names it.</param>
    /// <param name="next">
    /// An attempt that is about to be appended: the verdict is on the stream with it. A stream without an attempt in the last 64 MB
    /// then counts as new.
    /// </param>
    /// <param name="since">Where the rows of <see cref="StreamTail.Since"/> begin, in bytes.</param>
    /// <exception cref="JournalException">The journal is there and cannot be read.</exception>
    public StreamTail ReadTail(StreamKey stream, Attempt? next = null, long since = long.MaxValue) =>
        ReadTail(stream, next is null ? null : _ => next, since);

    /// <inheritdoc cref="ReadTail(StreamKey, Attempt?, long)"/>
    /// <param name="stream">The stream, as the journal names it.</param>
    /// <param name="makeNext">
    /// Makes the attempt that is about to be appended from the stream's rows that accept failures or report known ones as fixed, oldest
    /// first; not called without a journal.
    /// </param>
    /// <param name="since">Where the rows of <see cref="StreamTail.Since"/> begin, in bytes.</param>
    public StreamTail ReadTail(StreamKey stream, Func<IEnumerable<Attempt>, Attempt>? makeNext, long since)
    {
        using var file = Open();
        return file is null ? new([], new()) : new StreamTailReader(file, stream, MaxLookBack)
        {
            Worktree = Worktree,
            Next = makeNext?.Invoke(ReadKnown(file, stream)),
            Since = since,
        }.Read();
    }

    private List<Attempt> ReadKnown(JournalBytes file, StreamKey stream)
    {
        var filter = new LineFilter([Gates.Reset, "known"], ["knownFixed"]);
        return OrderByAge(ReadNewestFirst(file, filter, file.Length - MaxLookBack).Where(stream.Has).Take(StreamTail.MaxAttempts));
    }

    /// <summary>Rows that come newest first, oldest first, each id once: of rows with one id the first counts.</summary>
    public static List<Attempt> OrderByAge(IEnumerable<Attempt> newestFirst)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        return [.. newestFirst.Reverse().Where(row => row.Id.Length == 0 || ids.Add(row.Id))];
    }

    /// <summary>The trees before and after the gates that ran after an attempt and wrote files, the newest first.</summary>
    /// <param name="attempt">The attempt, of any stream.</param>
    /// <exception cref="JournalException">The journal is there and cannot be read.</exception>
    public IEnumerable<(string Before, string After)> ListTreesSince(Attempt attempt) => ReadNewestFirst()
        .TakeWhile(row => row.Id != attempt.Id).Take(MaxGates)
        .Where(row => row.TreeAfter.Length > 0).Select(row => (row.Tree, row.TreeAfter));

    /// <summary>Whether the journal holds an attempt with this id. A process asks before it records the attempt of another.</summary>
    /// <exception cref="JournalException">The journal is there and cannot be read.</exception>
    public bool Contains(string id) => Find(id) is not null;

    /// <summary>The attempt with this id; null where there is none.</summary>
    /// <exception cref="JournalException">The journal is there and cannot be read.</exception>
    public Attempt? Find(string id) => ReadNewestFirst(new LineFilter([id])).FirstOrDefault(row => row.Id == id);

    private JournalBytes? Open() => JournalBytes.Open(path, root ?? Path.GetDirectoryName(path) ?? path, Block);

    /// <summary>The rows of the lines that a filter selects, newest first, and other rows in those lines.</summary>
    /// <param name="filter">Selects the lines that are parsed; null: all.</param>
    /// <param name="start">Only rows of lines that begin at this byte or later.</param>
    /// <exception cref="JournalException">The journal is there and cannot be read.</exception>
    public IEnumerable<Attempt> ReadNewestFirst(LineFilter? filter, long start = 0)
    {
        using var file = Open();
        foreach (var row in file is null ? [] : ReadNewestFirst(file, filter, start))
        {
            yield return row;
        }
    }

    private IEnumerable<Attempt> ReadNewestFirst(JournalBytes file, LineFilter? filter, long start)
    {
        var rows = new List<Attempt>();
        foreach (var line in file.ReadBackward(file.Length, filter, start))
        {
            rows.Clear();
            JournalLine.Read(line.Bytes, rows, Worktree);
            for (var i = rows.Count - 1; i >= 0; i--)
            {
                yield return rows[i];
            }
        }
    }
}
