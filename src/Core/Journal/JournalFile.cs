using LoopJournal.Text;

namespace LoopJournal.Journal;

/// <summary>The result of an append.</summary>
/// <param name="Created">Whether this call made the journal's file.</param>
/// <param name="Start">How long the file was before, in bytes.</param>
internal readonly record struct Appended(bool Created, long Start);

/// <summary>
/// The journal to append to. Any number of threads and processes may, the original script among them: no record overwrites another,
/// and a record torn by a killed writer or a full disk costs itself alone. Nothing is ever truncated or rewritten.
/// </summary>
internal sealed class JournalFile
{
    private readonly JournalFolder _folder;
    private readonly string _name;

    /// <summary>The journal in <paramref name="directory"/>; nothing is made before the first append.</summary>
    /// <param name="directory">The journal's folder.</param>
    /// <param name="root">
    /// The repository's root: no link is followed between it and the journal. Without a root, no link in the folder is followed.
    /// </param>
    /// <param name="name">The file's name, where it is not the usual one.</param>
    public JournalFile(string directory, string? root = null, string name = JournalFolder.Journal)
    {
        Folder = System.IO.Path.GetFullPath(directory);
        Path = System.IO.Path.Combine(Folder, name);
        _folder = new JournalFolder(Folder, System.IO.Path.GetFullPath(root ?? directory));
        _name = name;
    }

    /// <summary>The journal's folder.</summary>
    public string Folder { get; }

    /// <summary>The journal's file.</summary>
    public string Path { get; }

    /// <summary>How long to wait for the lock before appending without it.</summary>
    internal TimeSpan LockWait { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Appends the attempt, and returns when it is on the disk.</summary>
    /// <exception cref="JournalException">It is not, or not for certain.</exception>
    public Appended Append(Attempt attempt) => AppendAll([attempt]);

    /// <summary>Appends attempts, and returns when they are on the disk.</summary>
    /// <inheritdoc cref="Append(Attempt)"/>
    public Appended AppendAll(IReadOnlyList<Attempt> attempts)
    {
        var lines = string.Concat(attempts.Select(attempt => AttemptJson.Write(attempt) + "\n"));
        try
        {
            _folder.Ensure();
            return Append(_folder.GetPath(_name), Encoding.UTF8.GetBytes("\n" + lines));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new JournalException(
                $"{Quoted.From(Path)} cannot be written: {Quoted.From(e.Message)} Make it a file that can be written, or move it away.", e);
        }
    }

    private Appended Append(string path, byte[] record)
    {
        using var held = JournalLock.Take(System.IO.Path.Combine(Folder, "journal.lock"), LockWait);
        using var journal = AppendOnlyFile.Open(path, out var created);
        var before = journal.Length;

        // A line break goes first after a torn tail; without the lock always, because another process may be writing half a record.
        var led = held is null || !journal.EndsALine();
        Write(journal, record, led);
        if (journal.Length <= before)
        {
            throw new IOException("It does not grow. It is not an ordinary file: move it away.");
        }

        held?.Dispose(); // before the flush, so that many writers wait for the disk at the same time
        Flush(journal);
        return new(created, before);
    }

    private void Flush(AppendOnlyFile journal)
    {
        try
        {
            journal.Flush();
        }
        catch (IOException e)
        {
            throw new JournalException(
                $"The record in {Quoted.From(Path)} is not for certain on the disk: {Quoted.From(e.Message)} "
                    + "Check the disk, or move the journal to another one.",
                e);
        }
    }

    private static void Write(AppendOnlyFile journal, ReadOnlySpan<byte> record, bool led)
    {
        var bytes = led ? record : record[1..];

        // Where the system took a part of it, that half is useless: write the whole record again, on a line of its own.
        if (journal.Write(bytes) != bytes.Length && journal.Write(record) != record.Length)
        {
            throw new IOException("The system takes only a part of the record. Is the disk full?");
        }
    }
}
