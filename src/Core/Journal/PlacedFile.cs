namespace LoopJournal.Journal;

/// <summary>A small file in a folder of ours that is put in place in one step: another process sees the old one or the new one.</summary>
internal static class PlacedFile
{
    /// <summary>Puts the file in place of the one before; makes its folder where that is missing.</summary>
    /// <param name="folder">The folder of ours.</param>
    /// <param name="bytes">The file's content.</param>
    /// <param name="names">Its sub-folder, where it has one, and its name.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Put(JournalFolder folder, byte[] bytes, params string[] names)
    {
        folder.Ensure(names[..^1]);
        var path = folder.GetPath(names);
        var whole = $"{path}.{Guid.NewGuid():N}";
        try
        {
            PrivateFile.WriteNew(whole, bytes);
            File.Move(whole, path, overwrite: true);
        }
        finally
        {
            File.Delete(whole); // there only where another process reads the file (Windows)
        }
    }
}
