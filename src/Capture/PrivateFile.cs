#if !NET
using System.Runtime.InteropServices;
#endif

namespace LoopJournal.Capture;

/// <summary>Makes files and folders that only their owner may read: captures hold the unmasked messages of failing tests.</summary>
/// <remarks>On Windows they have the rights of the folder above them.</remarks>
internal static class PrivateFile
{
    /// <summary>Opens a file without a buffer; one that is made here has mode 0600.</summary>
    /// <exception cref="IOException">The file cannot be opened, or is there already under <see cref="FileMode.CreateNew"/>.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be opened.</exception>
    public static FileStream Open(string path, FileMode mode, FileAccess access, FileShare share, FileOptions options = FileOptions.None)
    {
#if NET
        var settings = new FileStreamOptions { Mode = mode, Access = access, Share = share, Options = options, BufferSize = 0 };
        if (!OperatingSystem.IsWindows() && mode != FileMode.Open)
        {
            settings.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, settings);
#else
        var file = new FileStream(path, mode, access, share, 1, options);
        Restrict(path, 0x180); // 0600
        return file;
#endif
    }

    /// <summary>Writes a new file whole, or leaves none: a part of one would hold the room that a full disk needs.</summary>
    /// <inheritdoc cref="Open"/>
    public static void WriteNew(string path, byte[] bytes)
    {
        using var file = Open(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete);
        try
        {
            file.Write(bytes, 0, bytes.Length);
            file.Flush();
        }
        catch (Exception e) when (e is IOException or ArgumentOutOfRangeException) // beyond the limit of `ulimit -f` it is the latter
        {
            File.Delete(path);
            throw new IOException(e.Message, e);
        }
    }

    /// <summary>Makes a folder, and those above it that are missing, with mode 0700. A folder that is there keeps its mode.</summary>
    /// <exception cref="IOException">The folder cannot be made, for example because a file is in its place.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be made.</exception>
    public static void MakeFolder(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        if (Path.GetDirectoryName(path) is { Length: > 0 } parent)
        {
            MakeFolder(parent);
        }

#if NET
        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return;
        }

        Directory.CreateDirectory(path);
#else
        Directory.CreateDirectory(path);
        Restrict(path, 0x1C0); // 0700
#endif
    }

#if !NET
    /// <summary>netstandard2.0 cannot set modes. Where the system call fails, the mode is that of the user's umask.</summary>
    private static void Restrict(string path, int mode)
    {
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            _ = ChangeMode(path, mode);
        }
    }

    [DllImport("libc", EntryPoint = "chmod", CharSet = CharSet.Ansi)]
    private static extern int ChangeMode(string path, int mode);
#endif
}
