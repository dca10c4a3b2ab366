using LoopJournal.Text;

namespace LoopJournal.Evidence;

/// <summary>The failing results of a run; of the tries of one test the last counts.</summary>
/// <param name="repository">Distinguishes the repository's own stack frames from others.</param>
internal sealed class CapturedFailures(RepositoryPaths repository)
{
    private readonly BoundedFailureSet _failures = new();
    private int _equal; // results without a key that came before, all texts equal

    /// <summary>How many have failed so far.</summary>
    public int Count => _failures.Count + _equal;

    /// <summary>How many different ones there are beyond those in <see cref="ToList"/>.</summary>
    public int Omitted => _failures.Omitted;

    /// <summary>The causes of all that have failed: see <see cref="FailureCause"/>.</summary>
    public List<FailureCause> GetCauses() => FailureCause.Group(_failures.ToList(), _failures.GetCount);

    /// <summary>Adds a failing result.</summary>
    /// <param name="key">Names the result among the tries of a test; empty where the platform reports only the last try.</param>
    /// <param name="result">The result.</param>
    public void Add(string key, TestResult result)
    {
        var all = $"{result.Name}\u001f{result.Type}\u001f{result.Message}\u001f{result.Stack}";
        var failure = TestFailure.From(result, repository);
        if (key.Length > 0)
        {
            _failures.Set(GetKey(key), failure);
        }
        else if (!_failures.Set(BoundedFailureSet.GetKey(result.DisplayName, all), failure))
        {
            _failures.Repeat(failure);
            _equal++;
        }
    }

    /// <summary>Takes back the result of this key, if there is one.</summary>
    public void Remove(string key) => _failures.Remove(GetKey(key));

    /// <summary>The failures after all tries, in the order in which they came.</summary>
    public List<Failure> ToList() => _failures.ToList();

    private static FailureKey GetKey(string key) => BoundedFailureSet.GetKey(key, "");
}
