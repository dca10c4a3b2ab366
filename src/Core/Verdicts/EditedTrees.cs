using LoopJournal.Journal;

namespace LoopJournal.Verdicts;

/// <summary>
/// Tells edits from what a gate writes. Both change the tree: an attempt on the tree that the gate of another one left is on the same edits
/// as that one.
/// </summary>
internal static class EditedTrees
{
    /// <summary>Makes the function that gives the tree to compare in place of an attempt's own; empty where that is not known.</summary>
    /// <param name="attempts">Attempts of a stream, oldest first.</param>
    /// <param name="start">
    /// The first attempt that directly follows the one before it. Between earlier ones, attempts can be missing: see
    /// <see cref="StreamTail"/>.
    /// </param>
    public static Func<Attempt, string> Compare(List<Attempt> attempts, int start)
    {
        var links = new TreeLinks();
        for (var i = 0; i < attempts.Count; i++)
        {
            links.Link(attempts[i].Tree, attempts[i].TreeAfter);
            if (i >= Math.Max(start, 1) && attempts[i].Changed is { Count: 0 })
            {
                // Where gates of other streams ran in between, only the recorder knows that they wrote all that differs
                links.Link(attempts[i - 1].Tree, attempts[i].Tree);
            }
        }

        return attempt => links.Find(attempt.Tree);
    }
}
