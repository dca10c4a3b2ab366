using System.Formats.Tar;
using System.Security.Cryptography;

namespace LoopJournal.Snapshots;

/// <summary>
/// The ways back in the journal's folder: a tar file in <c>undo/N</c> holds the files that a restore replaced, byte by byte. The folder
/// gets its number once it is complete. Git, the snapshots and the journal have no part in it.
/// </summary>
/// <param name="journal">The journal's folder.</param>
/// <param name="worktree">See <see cref="Attempt.Worktree"/>.</param>
internal sealed class UndoStore(JournalFolder journal, string worktree)
{
    private const int MaxWaysBack = 10;

    // Named so, the file is from a restore that was not taken back; an undo without a number looks for no other.
    private const string Restore = "restore.tar";
    private const string Other = "kept.tar";

    // The first folder of an entry shows whether the path was there. Without the last entry the tar file was cut.
    private const string There = "files/";
    private const string Absent = "absent/";
    private const string End = "end";

    private string Folder { get; } = worktree.Length > 0 ? "undo-" + worktree : "undo";

    /// <summary>The newest restore that was not taken back; null where there is none.</summary>
    public int? FindNewest() => ListNumbers().Where(number => File.Exists(GetPath(number, Restore))).Cast<int?>().FirstOrDefault();

    /// <summary>Keeps files of a working tree. The copy is on the disk, and was read again, when this returns.</summary>
    /// <param name="root">The working tree's top folder.</param>
    /// <param name="files">The files and links to keep.</param>
    /// <param name="isUndo">Whether an undo is to replace it.</param>
    /// <param name="scratch">A folder of the caller's, on the same disk.</param>
    /// <returns>The number of the way back.</returns>
    /// <exception cref="IOException">A file cannot be read or is changing, or the disk is full.</exception>
    public int Keep(string root, IReadOnlyList<KeptFile> files, bool isUndo, string scratch)
    {
        var prepared = Path.Combine(scratch, "undo");
        PrivateFile.MakeFolder(prepared);
        var path = Path.Combine(prepared, isUndo ? Other : Restore);
        using (var stream = PrivateFile.Open(path, FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            using (var tar = new TarWriter(stream, TarEntryFormat.Gnu, leaveOpen: true))
            {
                foreach (var file in files)
                {
                    Write(tar, root, file);
                }

                tar.WriteEntry(new GnuTarEntry(TarEntryType.RegularFile, End));
            }

            stream.Flush(flushToDisk: true);
        }

        var written = new List<KeptFile>();
        Read(path, (file, _) => written.Add(file));
        if (!written.SequenceEqual(files.Select(file => file with { Written = default })))
        {
            throw new IOException("a file was changed while it was being kept");
        }

        var folder = journal.Ensure(Folder);
        for (var number = ListNumbers() is [var newest, ..] ? newest + 1 : 1; number > 0; number++)
        {
            try
            {
                Directory.Move(prepared, GetPath(number));
                return number;
            }
            catch (IOException) when (Path.Exists(Path.Combine(folder, Format(number))))
            {
                // Another restore took the number at the same moment, or a link has it.
            }
        }

        throw new IOException($"{folder} has no number left: move it away");
    }

    /// <summary>Reads a way back, and finds the files of a working tree that differ from it.</summary>
    /// <param name="number">The number of the way back.</param>
    /// <param name="root">The working tree's top folder.</param>
    /// <param name="scratch">An empty folder, which the files are written into.</param>
    /// <exception cref="IOException">The way back does not exist or is damaged.</exception>
    public IReadOnlyList<Replacement> Extract(int number, string root, string scratch)
    {
        if (!ListNumbers().Contains(number))
        {
            throw new IOException($"there is no way back {number}; there are: {string.Join(", ", ListNumbers())}");
        }

        var replacements = new List<Replacement>();
        Read(File.Exists(GetPath(number, Restore)) ? GetPath(number, Restore) : GetPath(number, Other), (file, entry) =>
        {
            var copy = file.IsFile ? Path.Combine(scratch, Path.GetRandomFileName()) : null;
            if (copy is not null)
            {
                using (var stream = PrivateFile.Open(copy, FileMode.CreateNew, FileAccess.Write, FileShare.None))
                {
                    entry.DataStream?.CopyTo(stream);
                }

                FileModes.SetMode(copy, file.Mode);
            }

            var there = KeptFile.Read(root, file.Path) with { Written = default };
            if (there != file || (copy is not null && Hash(copy) != Hash(Path.Combine(root, file.Path))))
            {
                replacements.Add(new Replacement(file.Path, copy, file.Target));
            }
        });
        return replacements;
    }

    /// <summary>Notes that a restore was taken back.</summary>
    public void MarkTaken(int number)
    {
        if (File.Exists(GetPath(number, Restore)))
        {
            File.Move(GetPath(number, Restore), GetPath(number, Other));
        }
    }

    /// <summary>Deletes all but the newest ways back.</summary>
    public void Trim() => ListNumbers().Skip(MaxWaysBack).ToList().ForEach(Delete);

    /// <summary>Deletes a way back: the files that this class writes, and their folder if nothing else is in it.</summary>
    /// <remarks>Where another process reads it, or another user made it, the next restore tries again.</remarks>
    private void Delete(int number) => FileErrors.Ignore(() =>
    {
        File.Delete(GetPath(number, Restore));
        File.Delete(GetPath(number, Other));
        Directory.Delete(GetPath(number));
    });

    /// <summary>The numbers in use, the newest first.</summary>
    private List<int> ListNumbers() => new DirectoryInfo(journal.GetPath(Folder)) switch
    {
        { Exists: false } => [],
        var folder => [.. folder.EnumerateDirectories().Where(entry => entry.LinkTarget is null)
            .Select(entry => int.TryParse(entry.Name, out var number) && entry.Name == Format(number) ? number : 0)
            .Where(number => number > 0)
            .OrderDescending()],
    };

    private static void Write(TarWriter tar, string root, KeptFile file)
    {
        using var content = file.IsFile ? File.OpenRead(Path.Combine(root, file.Path)) : null;
        tar.WriteEntry(file.Target is { } target
            ? new GnuTarEntry(TarEntryType.SymbolicLink, There + file.Path) { LinkName = target }
            : new GnuTarEntry(TarEntryType.RegularFile, (file.IsFile ? There : Absent) + file.Path)
            {
                Mode = (UnixFileMode)file.Mode,
                DataStream = content,
            });
    }

    private static void Read(string path, Action<KeptFile, TarEntry> visit)
    {
        try
        {
            using var tar = new TarReader(File.OpenRead(path));
            while ((tar.GetNextEntry() ?? throw new InvalidDataException()) is { Name: not End } entry)
            {
                var file = entry.Name[(entry.Name.IndexOf('/', StringComparison.Ordinal) + 1)..];
                visit(
                    !KeptFile.IsInside(file) ? throw new InvalidDataException()
                    : entry.Name == Absent + file ? new KeptFile(file)
                    : entry.Name != There + file ? throw new InvalidDataException()
                    : entry.EntryType == TarEntryType.SymbolicLink ? new KeptFile(file, Target: entry.LinkName)
                    : new KeptFile(file, entry.Length, (int)entry.Mode),
                    entry);
            }
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw new IOException($"the way back is damaged: {path}", e);
        }
    }

    private static string Hash(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexString(SHA256.HashData(file));
    }

    private static string Format(int number) => number.ToString(CultureInfo.InvariantCulture);

    private string GetPath(int number, string name = "") => journal.GetPath(Folder, Format(number), name);
}
