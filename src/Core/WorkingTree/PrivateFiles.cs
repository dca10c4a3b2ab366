namespace LoopJournal.WorkingTree;

/// <summary>Files and folders that no other user of the machine can read. On Windows they inherit the rights of their folder.</summary>
internal static class PrivateFiles
{
    /// <summary>Makes the folder, if need be. Its parents get the usual mode.</summary>
    public static string CreateFolder(string path) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(path).FullName
        : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;

    /// <summary>Makes a file and opens it for writing.</summary>
    /// <exception cref="IOException">The file exists already, or it cannot be made.</exception>
    public static FileStream CreateFile(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }

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
