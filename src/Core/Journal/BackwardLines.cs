namespace LoopJournal.Journal;

/// <summary>The lines of a journal, the last one first.</summary>
internal static class BackwardLines
{
    private const byte NewLine = (byte)'\n';

    /// <summary>
    /// Reads the lines that begin at <paramref name="start"/> or later and before <paramref name="end"/>, without blank ones. With a
    /// filter only those that may matter, and those that are too long: the rest is passed over in whole blocks, as fast as memory can be
    /// searched.
    /// </summary>
    /// <param name="file">The journal.</param>
    /// <param name="block">How much is read at once, in bytes.</param>
    /// <param name="start">Any byte of the file.</param>
    /// <param name="end">The beginning of a line, or the end of the file.</param>
    /// <param name="filter">Decides which lines may matter; null: all of them.</param>
    public static IEnumerable<RawLine> Read(JournalBytes file, int block, long start, long end, ILineFilter? filter)
    {
        // one byte more, which shows whether a line begins at the start
        var first = Math.Max(start - 1, 0);
        var buffer = new byte[block];
        var offset = Math.Max(end, first); // of the buffer's first byte in the file
        var count = 0; // bytes in the buffer; the last of them ends a line
        var tooLong = false; // whether that line's end was thrown away
        while (true)
        {
            // the lines whose beginnings are in the buffer
            for (int line; (line = FindLastToGive(buffer, ref count, tooLong, filter)) > 0; count = line - 1)
            {
                if (tooLong || filter?.Matches(buffer.AsMemory(line, count - line)) != false)
                {
                    yield return new(offset + line, tooLong ? default(ReadOnlyMemory<byte>?) : buffer.AsMemory(line, count - line));
                }

                tooLong = false;
            }

            if (offset == first)
            {
                if (start <= 0 && (tooLong || filter?.Matches(buffer.AsMemory(0, count)) != false))
                {
                    yield return new(0, tooLong ? default(ReadOnlyMemory<byte>?) : buffer.AsMemory(0, count));
                }

                yield break;
            }

            if (count > AttemptJson.MaxLine)
            {
                (tooLong, count) = (true, 0);
            }

            // as much again as there is already, so that a long line is not searched again for each of its blocks
            var more = (int)Math.Min(offset - first, Math.Max(block, count));
            if (count + more > buffer.Length)
            {
                Array.Resize(ref buffer, count + more);
            }

            Buffer.BlockCopy(buffer, 0, buffer, more, count);
            offset -= more;
            file.ReadAll(buffer.AsSpan(0, more), offset);
            count += more;
            filter?.Reset();
        }
    }

    /// <summary>
    /// Where the last line to give begins, once <paramref name="count"/> excludes the lines after it; 0 when none begins
    /// in the buffer: its first line may have begun before.
    /// </summary>
    private static int FindLastToGive(byte[] buffer, ref int count, bool tooLong, ILineFilter? filter)
    {
        var bytes = buffer.AsSpan(0, count);
        if (!tooLong)
        {
            var last = filter is null ? bytes.LastIndexOfAnyExcept((byte)'\r', NewLine) : filter.FindLast(bytes);
            var end = last < 0 ? bytes.IndexOf(NewLine) : last + bytes[last..].IndexOf(NewLine);
            if (end >= Math.Max(last, 0))
            {
                count = end;
                bytes = bytes[..end];
            }
        }

        return bytes.LastIndexOf(NewLine) + 1;
    }
}
