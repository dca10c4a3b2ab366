namespace LoopJournal.Journal;

/// <summary>
/// Finds the test runs that ended in different ways on one tree: they show which tests are flaky. A reset forgets what was before it.
/// </summary>
internal sealed class TreeOutcomes
{
    private readonly Dictionary<string, List<Attempt>> _byTree = new(StringComparer.Ordinal);
    private readonly Queue<string> _trees = [];

    /// <summary>Adds an attempt of the stream; its place in the order does not matter.</summary>
    public void Add(Attempt attempt)
    {
        if (attempt.Tree.Length == 0 || attempt.Stage != Stages.Test || attempt.Gate is not (Gates.Pass or Gates.Fail))
        {
            return;
        }

        if (!_byTree.TryGetValue(attempt.Tree, out var outcomes))
        {
            _byTree.Add(attempt.Tree, outcomes = []);
            _trees.Enqueue(attempt.Tree);
            if (_trees.Count > StreamTail.MaxAttempts)
            {
                _byTree.Remove(_trees.Dequeue());
            }
        }

        if (outcomes.TrueForAll(other => other.Gate != attempt.Gate || other.Fingerprint != attempt.Fingerprint))
        {
            outcomes.Add(attempt);
        }
    }

    /// <summary>Forgets all: a reset was added.</summary>
    public void Clear()
    {
        _byTree.Clear();
        _trees.Clear();
    }

    /// <summary>The attempts whose tree also had another outcome.</summary>
    public HashSet<Attempt> FindDiffering() =>
        new(_byTree.Values.Where(outcomes => outcomes.Count > 1).SelectMany(outcomes => outcomes), ReferenceEqualityComparer.Instance);
}
