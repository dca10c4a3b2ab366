namespace LoopJournal.Journal;

/// <summary>
/// Reads a journal, damaged or not: a line that cannot be read is skipped and never loses another. The file may grow meanwhile; each
/// reading sees it as it was at its beginning. A missing file is an empty journal.
/// </summary>
/// <param name="path">The journal's file.</param>
public sealed class JournalReader(string path)
{
    /// <summary>How much is read at once, in bytes.</summary>
    internal int Block { get; init; } = JournalBytes.UsualBlock;

    /// <summary>Every row as it stands in the file, oldest first, one at a time: also those whose id was there before.</summary>
    /// <param name="skipped">Takes the lines that could not be read.</param>
    /// <exception cref="JournalException">The journal is there and cannot be read.</exception>
    public IEnumerable<Attempt> OldestFirst(SkippedLines? skipped = null)
    {
        using var file = JournalBytes.Open(path, Block);
        if (file is null)
        {
            yield break;
        }

        var number = 0L;
        var reader = new AttemptReader();
        var rows = new List<Attempt>();
        foreach (var line in file.Forward())
        {
            number++;
            rows.Clear();
            if (!JournalLine.Read(line, reader, rows))
            {
                skipped?.Add(number);
            }

            foreach (var row in rows)
            {
                yield return row;
            }
        }
    }

    /// <summary>Every row as it stands in the file, newest first, read from the end: taking a few costs a few.</summary>
    /// <param name="start">Only those of lines that begin at this byte or behind it.</param>
    /// <exception cref="JournalException">The journal is there and cannot be read.</exception>
    public IEnumerable<Attempt> NewestFirst(long start = 0) => NewestFirst(null, start);

    /// <summary>How long the journal is, in bytes; what is appended later begins there. 0 where there is none.</summary>
    /// <exception cref="JournalException">The journal is there and cannot be read.</exception>
    public long Length()
    {
        using var file = JournalBytes.Open(path, Block);
        return file?.Length ?? 0;
    }

    /// <summary>The newest row of a stream, or of the whole journal; null where there is none.</summary>
    /// <exception cref="JournalException">The journal is there and cannot be read.</exception>
    public Attempt? Newest(StreamKey? stream = null)
    {
        if (stream is null)
        {
            return NewestFirst().FirstOrDefault();
        }

        return NewestFirst(LineFilter.Of(stream)).FirstOrDefault(stream.Has);
    }

    /// <summary>What the verdict on a stream needs.</summary>
    /// <exception cref="JournalException">The journal is there and cannot be read.</exception>
    public StreamTail Tail(StreamKey stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var file = JournalBytes.Open(path, Block);
        return file is null ? new([], new()) : new StreamTailReader(file, stream).Read();
    }

    /// <summary>Whether the journal holds an attempt with this id: whoever records somebody else's attempt asks first.</summary>
    /// <exception cref="JournalException">The journal is there and cannot be read.</exception>
    public bool Contains(string id) => Find(id) is not null;

    /// <summary>The attempt with this id; null where there is none.</summary>
    /// <exception cref="JournalException">The journal is there and cannot be read.</exception>
    public Attempt? Find(string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return NewestFirst(new LineFilter([id])).FirstOrDefault(row => row.Id == id);
    }

    private IEnumerable<Attempt> NewestFirst(LineFilter? filter, long start = 0)
    {
        using var file = JournalBytes.Open(path, Block);
        if (file is null)
        {
            yield break;
        }

        var reader = new AttemptReader();
        var rows = new List<Attempt>();
        foreach (var line in file.Backward(file.Length, filter))
        {
            if (line.Offset < start)
            {
                yield break;
            }

            rows.Clear();
            JournalLine.Read(line, reader, rows);
            for (var i = rows.Count - 1; i >= 0; i--)
            {
                yield return rows[i];
            }
        }
    }
}
