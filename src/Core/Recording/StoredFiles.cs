using LoopJournal.Journal;

namespace LoopJournal.Recording;

/// <summary>Small files in a sub-folder of the journal's folder. Each is put in place in one step, and the oldest are deleted.</summary>
/// <param name="journal">The journal's folder.</param>
/// <param name="folder">The name of the sub-folder.</param>
/// <param name="maxFiles">How many files are kept.</param>
/// <param name="maxBytes">The size above which a file is not one of ours.</param>
internal sealed class StoredFiles(JournalFolder journal, string folder, int maxFiles, int maxBytes)
{
    /// <summary>A file's content; null where there is none.</summary>
    /// <param name="name">The file's name: hex digits.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public byte[]? Read(string name)
    {
        var file = new FileInfo(journal.GetPath(folder, name));
        return !file.Exists || file.Length > maxBytes ? null
            : file.Length == 0 ? [] // it may be a FIFO, which would be read for ever
            : File.ReadAllBytes(file.FullName);
    }

    /// <summary>Puts a file in place of the one before.</summary>
    /// <param name="name">See <see cref="Read"/>.</param>
    /// <param name="bytes">Its content.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public void Write(string name, byte[] bytes)
    {
        PlacedFile.Put(journal, bytes, folder, name);
        Trim(new(journal.GetPath(folder)));
    }

    /// <summary>Deletes the oldest files, and what a process left that was killed long ago.</summary>
    private void Trim(DirectoryInfo place)
    {
        var latest = DateTime.UtcNow.AddHours(-1);
        foreach (var file in place.GetFiles().Where(IsOurs).OrderByDescending(file => file.LastWriteTimeUtc).Where((file, newer) =>
            newer >= maxFiles || (file.Extension.Length > 0 && file.LastWriteTimeUtc < latest)))
        {
            file.Delete();
        }
    }

    private static bool IsOurs(FileInfo file) => file.Name.Split('.')[0].All(char.IsAsciiHexDigitLower);
}
