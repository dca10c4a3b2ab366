namespace LoopJournal.Verdicts;

/// <summary>
/// Tells edits from what a gate writes. Both change the tree: an attempt on the tree that the gate of an earlier one left is on the same
/// edits as that one.
/// </summary>
internal static class EditedTrees
{
    /// <summary>
    /// For each attempt with a tree the first tree with the same edits, to be compared in place of its own. Attempts without
    /// <see cref="Attempt.TreeAfter"/> have their own.
    /// </summary>
    /// <param name="attempts">Attempts of a stream that follow one another, oldest first.</param>
    public static Dictionary<Attempt, string> Find(IEnumerable<Attempt> attempts)
    {
        var edits = new Dictionary<string, string>(StringComparer.Ordinal); // by tree, before or after a gate
        var found = new Dictionary<Attempt, string>(ReferenceEqualityComparer.Instance);
        var before = "";
        foreach (var attempt in attempts)
        {
            // Where gates of other streams ran in between, only the recorder knows that they wrote all that differs
            var own = attempt.Changed is { Count: 0 } && before.Length > 0 ? before : attempt.Tree;
            before = attempt.Tree.Length == 0 ? "" : edits.GetValueOrDefault(attempt.Tree, own);
            if (before.Length > 0)
            {
                found[attempt] = edits[attempt.Tree] = before;
                edits[attempt.TreeAfter.Length > 0 ? attempt.TreeAfter : attempt.Tree] = before;
            }
        }

        return found;
    }
}
