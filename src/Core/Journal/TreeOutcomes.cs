using System.Runtime.InteropServices;

namespace LoopJournal.Journal;

/// <summary>
/// Finds the test runs that ended in different ways on one tree: they show which tests are flaky. The tree that a gate leaves counts as the
/// one that it was given. A reset forgets what was before it.
/// </summary>
internal sealed class TreeOutcomes
{
    private readonly Dictionary<string, List<Attempt>> _byTree = new(StringComparer.Ordinal);
    private readonly TreeLinks _links = new();
    private readonly Queue<Attempt> _added = [];

    /// <summary>Whether an attempt ran its tests to their end on a known tree.</summary>
    public static bool IsOutcome(Attempt attempt) =>
        attempt is { Tree.Length: > 0, Stage: Stages.Test, Stale: not true }
        && (attempt.HasPassed ? attempt.IsClean : attempt.Gate == Gates.Fail);

    /// <summary>Adds an attempt of the stream; its place in the order does not matter.</summary>
    public void Add(Attempt attempt)
    {
        if (!IsOutcome(attempt))
        {
            return;
        }

        var outcomes = GetOutcomes(_links.Find(attempt.Tree));
        if (outcomes.Exists(other => (other.Stream, other.Tree, other.TreeAfter, other.Gate, other.Fingerprint)
            == (attempt.Stream, attempt.Tree, attempt.TreeAfter, attempt.Gate, attempt.Fingerprint)))
        {
            return;
        }

        outcomes.Add(attempt);
        var left = _links.Find(attempt.TreeAfter);
        if (_links.Link(attempt.Tree, left))
        {
            outcomes.AddRange(_byTree.Remove(left, out var others) ? others : []);
        }

        _added.Enqueue(attempt);
        if (_added.Count > StreamTail.MaxAttempts)
        {
            Remove(_added.Dequeue());
        }
    }

    /// <summary>Forgets all: a reset was added.</summary>
    public void Clear()
    {
        _byTree.Clear();
        _links.Clear();
        _added.Clear();
    }

    /// <summary>The attempts whose tree also had another outcome, in the order in which they were added.</summary>
    public List<Attempt> FindDiffering()
    {
        var differing = _byTree.Values
            .Where(outcomes => outcomes.Exists(other => (other.Gate, other.Fingerprint) != (outcomes[0].Gate, outcomes[0].Fingerprint)))
            .SelectMany(outcomes => outcomes)
            .ToHashSet(ReferenceEqualityComparer.Instance);
        return [.. _added.Where(differing.Contains)];
    }

    private void Remove(Attempt attempt)
    {
        var tree = _links.Find(attempt.Tree);
        _links.Remove(attempt.TreeAfter);
        if (_byTree.TryGetValue(tree, out var outcomes) && outcomes.Remove(attempt) && outcomes.Count == 0)
        {
            _byTree.Remove(tree);
        }
    }

    private List<Attempt> GetOutcomes(string tree) => CollectionsMarshal.GetValueRefOrAddDefault(_byTree, tree, out _) ??= [];
}
