namespace LoopJournal.Evidence;

/// <summary>The lines of a file as bytes, in bounded memory.</summary>
internal static class ByteLines
{
    /// <summary>
    /// The lines without the <c>\n</c> that ends them, each valid until the next one is asked for; null for a line that is too long.
    /// </summary>
    /// <param name="file">Read to its end, and left open.</param>
    /// <param name="maxLength">How long a line may be, in bytes.</param>
    public static IEnumerable<ReadOnlyMemory<byte>?> Read(Stream file, int maxLength)
    {
        var buffer = new byte[64 * 1024];
        var count = 0;
        var isTooLong = false;
        int read;
        do
        {
            read = file.ReadAtLeast(buffer.AsSpan(count), buffer.Length - count, throwOnEndOfStream: false);
            count += read;
            var start = 0;
            for (int length; (length = buffer.AsSpan(start, count - start).IndexOf((byte)'\n')) >= 0; start += length + 1)
            {
                yield return isTooLong ? default(ReadOnlyMemory<byte>?) : buffer.AsMemory(start, length);
                isTooLong = false;
            }

            count -= start;
            Buffer.BlockCopy(buffer, start, buffer, 0, count);
            if (count == buffer.Length && count < maxLength)
            {
                Array.Resize(ref buffer, 2 * count);
            }
            else if (count == buffer.Length)
            {
                (isTooLong, count) = (true, 0);
            }
        }
        while (read > 0);

        if (count > 0 || isTooLong)
        {
            yield return isTooLong ? default(ReadOnlyMemory<byte>?) : buffer.AsMemory(0, count);
        }
    }
}
