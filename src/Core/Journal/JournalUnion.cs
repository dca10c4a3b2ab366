using System.Security.Cryptography;

namespace LoopJournal.Journal;

/// <summary>
/// Adds the rows of another journal to a journal. A row never changes, so rows with one id are one row, and adding them twice changes
/// nothing.
/// </summary>
/// <param name="journal">The journal to add to.</param>
/// <param name="existing">Reads it, with the rows of every working tree.</param>
internal sealed class JournalUnion(JournalFile journal, JournalReader existing)
{
    /// <summary>How many rows are appended at once: one flush to the disk for each would take minutes.</summary>
    private const int MaxRows = 500;

    private const int IdLength = 32;

    /// <summary>Adds the rows that the journal does not have.</summary>
    /// <param name="rows">The rows, oldest first.</param>
    /// <param name="worktree">The working tree that they belong to from now on; empty: to each.</param>
    /// <param name="onRow">Called with the number of rows that were looked at.</param>
    /// <returns>How many rows were looked at, and how many of them were added.</returns>
    /// <exception cref="JournalException">The journal cannot be read, or not be written.</exception>
    public (long Rows, long Added) Add(IEnumerable<Attempt> rows, string worktree, Action<long>? onRow = null)
    {
        var ids = existing.ReadOldestFirst().Select(row => row.Id).ToHashSet(StringComparer.Ordinal);
        var (count, added) = (0L, 0L);
        foreach (var chunk in rows.Select(row => Identify(row) with { Worktree = worktree }).Where(IsNew).Chunk(MaxRows))
        {
            journal.AppendAll(chunk);
            added += chunk.Length;
        }

        return (count, added);

        bool IsNew(Attempt row)
        {
            count++;
            onRow?.Invoke(count);
            return ids.Add(row.Id);
        }
    }

    /// <summary>The original script's rows have no id: they get one from all that they say.</summary>
    public static Attempt Identify(Attempt row) => row.Id.Length > 0 ? row : row with
    {
        Id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(AttemptJson.Write(row))))[..IdLength],
    };
}
