namespace LoopJournal.Evidence;

/// <summary>The failing results of a run in the order in which they came; of the tries of one test the last counts.</summary>
internal sealed class CapturedFailures
{
    private readonly Dictionary<string, int> _places = [];
    private readonly List<TestResult?> _failures = [];

    /// <summary>How many have failed so far.</summary>
    public int Count => _failures.Count(failure => failure is not null);

    /// <summary>Adds a failing result.</summary>
    /// <param name="key">Names the result among the tries of a test; empty where the platform tells of the last alone.</param>
    /// <param name="failure">The result.</param>
    public void Add(string key, TestResult failure)
    {
        Remove(key);
        if (key.Length > 0)
        {
            _places[key] = _failures.Count;
        }

        _failures.Add(failure);
    }

    /// <summary>Takes back the result of this key, if there is one.</summary>
    public void Remove(string key)
    {
        if (_places.Remove(key, out var place))
        {
            _failures[place] = null;
        }
    }

    /// <summary>What has failed in the end.</summary>
    public List<TestResult> ToList() => [.. _failures.OfType<TestResult>()];
}
