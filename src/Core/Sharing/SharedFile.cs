namespace LoopJournal.Sharing;

/// <summary>A small file of ours in git's common folder: another process sees the old one or the new one.</summary>
internal static class SharedFile
{
    /// <summary>Writes the file in place of the one that is there.</summary>
    /// <param name="shared">Our folder in git's common folder.</param>
    /// <param name="bytes">All of it.</param>
    /// <param name="names">Its sub-folder and its name.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Replace(JournalFolder shared, byte[] bytes, params string[] names)
    {
        shared.Ensure(names[..^1]);
        var path = shared.GetPath(names);
        var part = $"{path}.{Guid.NewGuid():N}.tmp";
        PrivateFile.WriteNew(part, bytes);
        try
        {
            File.Move(part, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(part);
            throw;
        }
    }
}
