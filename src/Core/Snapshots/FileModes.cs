namespace LoopJournal.Snapshots;

/// <summary>The permission bits of files, which Windows does not have.</summary>
internal static class FileModes
{
    /// <summary>The permission bits of a file or folder; 0 on Windows.</summary>
    public static int GetMode(FileSystemInfo info) => OperatingSystem.IsWindows() ? 0 : (int)info.UnixFileMode;

    /// <summary>Sets the permission bits of a file; nothing on Windows.</summary>
    public static void SetMode(string path, int mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, (UnixFileMode)mode);
        }
    }
}
