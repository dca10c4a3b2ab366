using LoopJournal.Journal;

namespace LoopJournal.Verdicts;

/// <summary>
/// Tells edits from what a gate writes. Both change the tree: an attempt on the tree that the gate of another one left is on the same edits
/// as that one.
/// </summary>
internal static class EditedTrees
{
    /// <summary>Makes the function that gives the tree to compare in place of an attempt's own; empty where that is not known.</summary>
    /// <param name="attempts">Attempts of a stream that follow one another, oldest first.</param>
    public static Func<Attempt, string> Compare(List<Attempt> attempts)
    {
        var links = new TreeLinks();
        for (var i = 0; i < attempts.Count; i++)
        {
            links.Link(attempts[i].Tree, attempts[i].TreeAfter);
            if (i > 0 && attempts[i].Changed is { Count: 0 })
            {
                // Where gates of other streams ran in between, only the recorder knows that they wrote all that differs
                links.Link(attempts[i - 1].Tree, attempts[i].Tree);
            }
        }

        return attempt => links.Find(attempt.Tree);
    }

    /// <summary>
    /// Likewise, for test runs between which other attempts may be missing: see <see cref="StreamTail"/>. Only the test runs link trees, as
    /// they do in <see cref="TreeOutcomes"/>.
    /// </summary>
    public static Func<Attempt, string> CompareOutcomes(List<Attempt> attempts)
    {
        var links = new TreeLinks();
        attempts.FindAll(TreeOutcomes.IsOutcome).ForEach(attempt => links.Link(attempt.Tree, attempt.TreeAfter));
        return attempt => links.Find(attempt.Tree);
    }
}
