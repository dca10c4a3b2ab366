namespace LoopJournal.Snapshots;

/// <summary>
/// Counts the snapshots in a row that did not end in time, in a file of the journal's folder. After three of them snapshots pause: each
/// attempt would wait for a snapshot that does not come. Every tenth attempt tries again.
/// </summary>
/// <param name="journal">The journal's folder.</param>
internal sealed class SnapshotMisses(JournalFolder journal)
{
    private const string Folder = "snapshots";
    private const string Name = "misses";
    private const int MaxMisses = 3;
    private const int TryInterval = 10;

    /// <summary>Whether no snapshot is taken now.</summary>
    public bool IsPaused => Count is >= MaxMisses and var count && count % TryInterval != 0;

    /// <summary>Whether the snapshot that was just missed is the one that began the pause.</summary>
    public bool HasJustPaused => Count == MaxMisses;

    /// <summary>Whether the next snapshot continues the work of a missed one.</summary>
    public bool IsUnfinished => Count is > 0 and < MaxMisses;

    // Most often the file is missing, because all snapshots came in time
    private int Count => int.TryParse(
        FileErrors.Catch(() => File.ReadAllText(journal.GetPath(Folder, Name)), otherwise: ""),
        NumberStyles.None,
        CultureInfo.InvariantCulture,
        out var count) ? count : 0;

    /// <summary>Counts a snapshot that did not end in time, or was not taken.</summary>
    public void Add()
    {
        var count = Count + 1;
        journal.Ensure(Folder);
        using var file = PrivateFile.Open(journal.GetPath(Folder, Name), FileMode.Create, FileAccess.Write, FileShare.ReadWrite);
        file.Write(System.Text.Encoding.ASCII.GetBytes(count.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>A snapshot came in time.</summary>
    public void Clear() => File.Delete(journal.GetPath(Folder, Name));
}
