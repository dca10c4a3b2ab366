using System.Security.AccessControl;
using Microsoft.Win32.SafeHandles;

namespace LoopJournal.Journal;

/// <summary>
/// A file opened in the operating system's own append mode: each write goes to the end that the file has at that moment.
/// </summary>
/// <remarks>
/// <see cref="FileMode.Append"/> does not append on Unix: it remembers the length at opening and writes there, over rows appended
/// since (https://github.com/dotnet/runtime/issues/53432). With 8 writers that lost 4 to 88 % of the records; this mode lost none.
/// </remarks>
internal sealed class AppendOnlyFile : IDisposable
{
    private readonly SafeFileHandle _file;
    private readonly FileStream? _windows;

    private AppendOnlyFile(SafeFileHandle file, FileStream? windows = null) => (_file, _windows) = (file, windows);

    /// <summary>How long the file is, in bytes.</summary>
    public long Length => RandomAccess.GetLength(_file);

    /// <summary>Opens the file, and creates it first if need be. Follows no link, and does not wait for the reader of a FIFO.</summary>
    /// <param name="path">The file.</param>
    /// <param name="created">Whether this call made it.</param>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    public static AppendOnlyFile Open(string path, out bool created)
    {
        created = TryCreate(path);
        if (!OperatingSystem.IsWindows())
        {
            return new(UnixFile.OpenToAppend(path));
        }

        // The right to append and not to write: the system then ignores every position.
        const FileSystemRights rights =
            FileSystemRights.AppendData | FileSystemRights.ReadData | FileSystemRights.ReadAttributes | FileSystemRights.Synchronize;
        var stream = new FileInfo(path).Create(FileMode.Open, rights, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.None, null);
        return new(stream.SafeFileHandle, stream);
    }

    /// <summary>Whether the next line can follow as it is. If not, a writer was stopped in the middle of a record.</summary>
    public bool EndsALine()
    {
        Span<byte> last = stackalloc byte[1];
        var length = Length;
        return length == 0 || (RandomAccess.Read(_file, last, length - 1) == 1 && last[0] == (byte)'\n');
    }

    /// <summary>Writes in one call, and returns how many bytes the system took: on a disk that is nearly full it takes a part.</summary>
    /// <exception cref="IOException">It took none.</exception>
    public int Write(ReadOnlySpan<byte> bytes)
    {
        if (_windows is null)
        {
            return UnixFile.Write(_file, bytes);
        }

        _windows.Write(bytes);
        _windows.Flush();
        return bytes.Length;
    }

    /// <summary>Returns when the bytes are on the disk.</summary>
    /// <exception cref="IOException">They may not be.</exception>
    public void Flush()
    {
        Action<SafeFileHandle> flush = _windows is null ? UnixFile.Flush : RandomAccess.FlushToDisk;
        flush(_file);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _windows?.Dispose();
        _file.Dispose();
    }

    private static bool TryCreate(string path)
    {
        if (Path.Exists(path))
        {
            return false;
        }

        try
        {
            PrivateFile.Open(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete).Dispose();
            return true;
        }
        catch (IOException) when (Path.Exists(path))
        {
            return false; // another process was first
        }
    }
}
