namespace LoopJournal.Sharing;

/// <summary>
/// The tree of a writer's month: a file of rows for each day, and the folder <c>trees</c> with snapshots of working trees.
/// </summary>
/// <param name="repository">Where it is written.</param>
internal sealed class MonthTree(SyncRepository repository)
{
    private const string Trees = "trees";

    /// <summary>Writes a commit with rows after the one that is there; that one again where it has all of them.</summary>
    /// <param name="before">The month's commit; null where it has none.</param>
    /// <param name="days">New rows by their days, <c>yyyyMMdd</c>.</param>
    /// <param name="snapshots">The trees in place of those that are there; null: these stay.</param>
    /// <returns>The commit, and how many rows are new in it.</returns>
    public (string? Commit, int Rows) Write(
        string? before, IEnumerable<IGrouping<string, Attempt>> days, IReadOnlyCollection<string>? snapshots)
    {
        // "<mode> <type> <id>\t<name>"
        var old = repository.ListEntries(before).ToDictionary(entry => entry[(entry.IndexOf('\t') + 1)..]);
        var entries = new Dictionary<string, string>(old);
        var count = 0;
        foreach (var day in days)
        {
            var name = $"{day.Key[6..]}.jsonl";
            var rows = old.TryGetValue(name, out var entry) ? RowText.Read(repository.ReadFile(entry.Split(' ', '\t')[2])).ToList() : [];
            var ids = rows.Select(row => row.Id).ToHashSet(StringComparer.Ordinal);
            var added = day.Where(row => ids.Add(row.Id)).ToList();
            if (added.Count > 0)
            {
                entries[name] = $"100644 blob {repository.WriteFile(RowText.Write([.. rows, .. added]))}\t{name}";
                count += added.Count;
            }
        }

        if (snapshots is { Count: > 0 })
        {
            entries[Trees] = $"040000 tree {repository.WriteTree(snapshots.Select(tree => $"040000 tree {tree}\t{tree}"))}\t{Trees}";
        }

        var isSame = entries.Count == old.Count && entries.All(entry => old.GetValueOrDefault(entry.Key) == entry.Value);
        return isSame ? (before, 0) : (repository.WriteCommit(repository.WriteTree(entries.Values), before), count);
    }
}
