using LoopJournal.Text;
using Microsoft.Win32.SafeHandles;

namespace LoopJournal.Journal;

/// <summary>A line of the journal as it is in the file.</summary>
/// <param name="Offset">Where it begins, in bytes.</param>
/// <param name="Bytes">Its bytes without the line break, valid until the next line is asked for; null where it is too long.</param>
internal sealed record RawLine(long Offset, ReadOnlyMemory<byte>? Bytes);

/// <summary>
/// The journal's bytes as they were when it was opened, line by line from either end, in blocks: rows appended later are not seen,
/// and however large the file is, no more than a line and a block of it is in memory.
/// </summary>
internal sealed class JournalBytes : IDisposable
{
    /// <summary>How much is read at once, in bytes.</summary>
    public const int UsualBlock = 64 * 1024;

    private const byte NewLine = (byte)'\n';

    private readonly string _path;
    private readonly SafeFileHandle _file;
    private readonly int _block;

    private JournalBytes(string path, SafeFileHandle file, int block)
    {
        (_path, _file, _block) = (path, file, block);
        Length = GetSettledLength(file);
    }

    /// <summary>How many bytes there were.</summary>
    public long Length { get; }

    /// <summary>Opens the journal; null where there is none.</summary>
    /// <exception cref="JournalException">It is there and cannot be read.</exception>
    public static JournalBytes? Open(string path, string root, int block = UsualBlock)
    {
        SafeFileHandle? file = null;
        try
        {
            new JournalFolder(Path.GetDirectoryName(path) ?? path, root).GetPath(Path.GetFileName(path));
            if (Directory.Exists(path))
            {
                throw new IOException("It is a folder.");
            }

            // By the system's own call, because .NET would wait for a FIFO's writer, and for a process that holds a lock on the file.
            file = OperatingSystem.IsWindows()
                ? File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete)
                : UnixFile.OpenToRead(path);
            return new(path, file, block);
        }
        catch (IOException e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            file?.Dispose();
            throw CreateException(path, e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    /// <summary>
    /// The lines that are not blank, the first one first, each with its number; the file's first line is 1, and blank lines count.
    /// </summary>
    public IEnumerable<(long Number, ReadOnlyMemory<byte>? Line)> ReadForward()
    {
        var buffer = new byte[_block];
        var offset = 0L; // of the buffer's first byte in the file
        var count = 0;
        var tooLong = false;
        var number = 1L;
        while (true)
        {
            var read = Read(buffer.AsSpan(count), offset + count, Length);
            count += read;
            var start = 0;
            while (true)
            {
                if (!tooLong)
                {
                    start += SkipBlankLines(buffer.AsSpan(start, count - start), ref number);
                }

                if (buffer.AsSpan(start, count - start).IndexOf(NewLine) is not (>= 0 and var length))
                {
                    break;
                }

                yield return (number++, tooLong ? default(ReadOnlyMemory<byte>?) : buffer.AsMemory(start, length));
                start += length + 1;
                tooLong = false;
            }

            if (read == 0)
            {
                if (count > start || tooLong)
                {
                    yield return (number, tooLong ? default(ReadOnlyMemory<byte>?) : buffer.AsMemory(start, count - start));
                }

                yield break;
            }

            count -= start;
            offset += start;
            Buffer.BlockCopy(buffer, start, buffer, 0, count);
            if (count > AttemptJson.MaxLine)
            {
                (tooLong, offset, count) = (true, offset + count, 0);
            }
            else if (count == buffer.Length)
            {
                Array.Resize(ref buffer, 2 * buffer.Length);
            }
        }
    }

    /// <inheritdoc cref="BackwardLines.Read"/>
    public IEnumerable<RawLine> ReadBackward(long end, ILineFilter? filter = null, long start = 0) =>
        BackwardLines.Read(this, _block, start, end, filter);

    /// <summary>Reads all of <paramref name="bytes"/> from a place before <see cref="Length"/>.</summary>
    /// <exception cref="JournalException">They cannot be read.</exception>
    public void ReadAll(Span<byte> bytes, long offset)
    {
        if (Read(bytes, offset, offset + bytes.Length) < bytes.Length)
        {
            throw CreateException(_path, new IOException("It became shorter meanwhile."));
        }
    }

    /// <summary>The numbers of the lines that begin at <paramref name="offsets"/>, which rise; the file's first line is 1.</summary>
    public IEnumerable<long> GetLineNumbers(IEnumerable<long> offsets)
    {
        var buffer = new byte[_block];
        var (number, counted) = (1L, 0L);
        foreach (var offset in offsets)
        {
            for (int read; counted < offset && (read = Read(buffer, counted, offset)) > 0; counted += read)
            {
                number += buffer.AsSpan(0, read).Count(NewLine);
            }

            yield return number;
        }
    }

    /// <summary>How many bytes the blank lines at the beginning take; adds their count to a line's number.</summary>
    private static int SkipBlankLines(ReadOnlySpan<byte> bytes, ref long number)
    {
        var blanks = bytes.IndexOfAnyExcept((byte)'\r', NewLine);
        var end = (blanks < 0 ? bytes : bytes[..blanks]).LastIndexOf(NewLine) + 1;
        number += bytes[..end].Count(NewLine);
        return end;
    }

    /// <summary>
    /// The length once the file ends in a line break: readers see a record grow, page by page. A torn record never gets one,
    /// so the wait is bounded.
    /// </summary>
    private static long GetSettledLength(SafeFileHandle file)
    {
        Span<byte> last = stackalloc byte[1];
        for (var looks = 1; ; looks++)
        {
            var length = RandomAccess.GetLength(file);
            if (length == 0 || looks == 10 || (RandomAccess.Read(file, last, length - 1) == 1 && last[0] == NewLine))
            {
                return length;
            }

            Thread.Sleep(2);
        }
    }

    private int Read(Span<byte> into, long offset, long end)
    {
        into = into[..(int)Math.Min(into.Length, end - offset)];
        var total = 0;
        try
        {
            for (int read; total < into.Length && (read = RandomAccess.Read(_file, into[total..], offset + total)) > 0;)
            {
                total += read;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CreateException(_path, e);
        }

        return total;
    }

    private static JournalException CreateException(string path, Exception cause) => new(
        $"The journal {Quoted.From(path)} cannot be read: {Quoted.From(cause.Message)} "
            + "Make it a readable file, or move it away: the next attempt then begins a new journal.",
        cause);
}
