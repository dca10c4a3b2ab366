using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace LoopJournal.Journal;

/// <summary>
/// System calls that .NET lacks on Unix: opening without waiting for another process, the append mode, and the errors of fsync.
/// </summary>
internal static partial class UnixFile
{
    private const int WriteAccess = 2;
    private const int ENOENT = 2;
    private const int EINTR = 4;
    private const int ENOTDIR = 20;
    private const int EINVAL = 22;
    private const int ENOTTY = 25;
    private const int EROFS = 30;
    private const int F_FULLFSYNC = 51;

    private static int ENOTSUP => OperatingSystem.IsMacOS() ? 45 : 95;

    private static int ReadWrite => 0x2;

    private static int Append => OperatingSystem.IsMacOS() ? 0x8 : 0x400;

    /// <summary>O_NONBLOCK: opening a FIFO or a device does not wait for another process.</summary>
    private static int NoWait => OperatingSystem.IsMacOS() ? 0x4 : 0x800;

    private static int CloseOnExec => OperatingSystem.IsMacOS() ? 0x1000000 : 0x80000;

    /// <summary>O_NOFOLLOW, which differs between the processors that Linux runs on.</summary>
    private static int NoFollow => OperatingSystem.IsMacOS() ? 0x100
        : RuntimeInformation.ProcessArchitecture
            is Architecture.Arm64 or Architecture.Arm or Architecture.Armv6 or Architecture.Ppc64le ? 0x8000
        : 0x20000;

    /// <summary>Opens a file to be read.</summary>
    public static SafeFileHandle OpenToRead(string path) => Open(path, NoWait | CloseOnExec);

    /// <summary>Opens a file that is there and no link in append mode; to be read too, because its last byte matters.</summary>
    public static SafeFileHandle OpenToAppend(string path) => Open(path, ReadWrite | Append | NoWait | NoFollow | CloseOnExec);

    /// <summary>One write(2); how many bytes the system took.</summary>
    public static unsafe int Write(SafeFileHandle file, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            nint written;
            do
            {
                written = CallWrite(file, start, bytes.Length);
            }
            while (written < 0 && Marshal.GetLastPInvokeError() == EINTR);
            return written >= 0 ? (int)written : throw CreateException(Marshal.GetLastPInvokeError());
        }
    }

    /// <summary>
    /// Returns when the file's bytes are on the disk. By the system's own call, because <see cref="RandomAccess.FlushToDisk"/> does not
    /// report its errors.
    /// </summary>
    /// <exception cref="IOException">They may not be: the disk failed, or is full.</exception>
    public static void Flush(SafeFileHandle file)
    {
        int error;
        do
        {
            error = Sync(file) == 0 ? 0 : Marshal.GetLastPInvokeError();
        }
        while (error == EINTR);

        if (error != 0 && !IsRefusal(error))
        {
            throw CreateException(error);
        }
    }

    /// <summary>On macOS fsync leaves the bytes in the drive's cache; it is for file systems that do not know the stronger call.</summary>
    private static int Sync(SafeFileHandle file)
    {
        if (!OperatingSystem.IsMacOS())
        {
            return CallSync(file);
        }

        var result = CallControl(file, F_FULLFSYNC);
        return result == -1 && IsRefusal(Marshal.GetLastPInvokeError()) ? CallSync(file) : Math.Min(result, 0);
    }

    /// <summary>Whether an error says that the system cannot flush such a file: a pipe, a device, some network drives.</summary>
    private static bool IsRefusal(int error) => error is EINVAL or ENOTTY or EROFS || error == ENOTSUP;

    /// <summary>Whether this user may make files in a folder: its mode, and whether the disk can be written.</summary>
    public static bool CanWrite(string folder) => CallAccess(folder, WriteAccess) == 0;

    private static SafeFileHandle Open(string path, int flags)
    {
        // Without the third argument, the mode: open(2) is variadic, and Apple's arm64 passes those another way than LibraryImport does.
        var descriptor = CallOpen(path, flags);
        return descriptor >= 0 ? new(descriptor, ownsHandle: true) : throw CreateException(Marshal.GetLastPInvokeError());
    }

    private static IOException CreateException(int error) => error is ENOENT or ENOTDIR
        ? new FileNotFoundException(Marshal.GetPInvokeErrorMessage(error) + ".")
        : new IOException(Marshal.GetPInvokeErrorMessage(error) + ".", error);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int CallOpen(string path, int flags);

    [LibraryImport("libc", EntryPoint = "access", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int CallAccess(string path, int mode);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int CallSync(SafeFileHandle file);

    /// <summary>Without the third argument, which only other commands take: see <see cref="Open"/>.</summary>
    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int CallControl(SafeFileHandle file, int command);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static unsafe partial nint CallWrite(SafeFileHandle file, byte* bytes, nint count);
}
