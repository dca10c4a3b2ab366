using LoopJournal.Evidence;
using LoopJournal.Journal;

namespace LoopJournal.Recording;

/// <summary>
/// A capture that this process holds from reading to deleting: its writer has ended, and no other process can journal it. The system
/// releases the lock when this process dies.
/// </summary>
internal sealed class LockedCapture : IDisposable
{
    // On Windows, FileShare.Delete keeps readers and writers out and still permits deleting. Elsewhere a lock does not prevent deleting,
    // and only FileShare.None is exclusive.
    private static readonly FileShare Alone = OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None;

    private readonly string _path;
    private readonly FileStream _file;

    private LockedCapture(string path, FileStream file) => (_path, _file, Run) = (path, file, ReadRun(file));

    /// <summary>The run in the capture; null when the file is not a capture, or its header is not whole.</summary>
    public CapturedRun? Run { get; }

    /// <summary>When the capture was last written, UTC.</summary>
    public DateTime LastWritten => File.GetLastWriteTimeUtc(_file.SafeFileHandle);

    /// <summary>Takes a capture; null while its writer or another process has it, and when it is gone or cannot be read.</summary>
    /// <param name="path">The capture file.</param>
    /// <param name="wait">How long to wait for the process that has it.</param>
    public static LockedCapture? Take(string path, TimeSpan wait = default)
    {
        var file = FileErrors.Catch<FileStream?>(() => Open(path, wait), otherwise: null);

        // A FIFO in its place would be read for ever. And another process may have journaled and deleted the file between the opening and
        // the lock.
        var capture = file is { CanSeek: true } && File.Exists(path)
            ? FileErrors.Catch<LockedCapture?>(() => new(path, file), otherwise: null) : null;
        if (capture is null)
        {
            file?.Dispose();
        }

        return capture;
    }

    /// <summary>
    /// Whether the lock keeps others out. It does not on some network file systems, and not where <c>System.IO.DisableFileLocking</c> is
    /// set: there a living writer looks like a dead one.
    /// </summary>
    public bool IsExclusive()
    {
        try
        {
            Open(_path, wait: default).Dispose();
            return false;
        }
        catch (IOException e)
        {
            return JournalLock.IsHeld(e);
        }
    }

    /// <summary>Whether the file ends within its first line: the writer died before it had written its header.</summary>
    public bool EndsInHeader()
    {
        _file.Position = 0;
        var buffer = new byte[4096];
        while (_file.Read(buffer) is > 0 and var count)
        {
            if (buffer.AsSpan(0, count).Contains((byte)'\n'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Deletes the file. A file that stays does no harm: its attempt has an id, and counts once.</summary>
    public void Delete() => FileErrors.Ignore(() => File.Delete(_path));

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static CapturedRun? ReadRun(FileStream file)
    {
        try
        {
            return CaptureFile.Read(file);
        }
        catch (Exception e) when (e is not IOException)
        {
            return null; // the attempt is recorded from the runner's exit code whatever the capture does to its reader
        }
    }

    /// <remarks>Opened for writing too, because NFS gives a reader no exclusive lock.</remarks>
    private static FileStream Open(string path, TimeSpan wait) =>
        JournalLock.Open(() => new FileStream(path, FileMode.Open, FileAccess.ReadWrite, Alone), wait);
}
