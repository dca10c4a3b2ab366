namespace LoopJournal.Journal;

/// <summary>
/// Which trees differ only by what gates wrote. Each tree leads to the one that the gate was given; the order of the links does not matter.
/// </summary>
internal sealed class TreeLinks
{
    private readonly Dictionary<string, string> _given = new(StringComparer.Ordinal); // never a circle: only ends are linked

    /// <summary>Links the tree that a gate left to the one that it was given; either may be empty, for unknown.</summary>
    /// <returns>Whether they were not linked before.</returns>
    public bool Link(string given, string left)
    {
        var (to, from) = (Find(given), Find(left));
        return to.Length > 0 && from.Length > 0 && to != from && _given.TryAdd(from, to);
    }

    /// <summary>The tree to compare in place of <paramref name="tree"/>.</summary>
    public string Find(string tree)
    {
        var end = tree;
        while (_given.TryGetValue(end, out var given))
        {
            end = given;
        }

        if (end != tree)
        {
            _given[tree] = end; // The next search from here takes one step
        }

        return end;
    }

    /// <summary>Forgets where a tree leads to.</summary>
    public void Remove(string left) => _given.Remove(left);

    /// <summary>Forgets all links.</summary>
    public void Clear() => _given.Clear();
}
