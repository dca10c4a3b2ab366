namespace LoopJournal.Text;

/// <summary>Remembers results of a pure function, because the failing tests of a run repeat lines. One thread may use it.</summary>
/// <param name="compute">The function.</param>
internal sealed class Memo<TKey, TResult>(Func<TKey, TResult> compute)
    where TKey : notnull
{
    private const int MaxRemembered = 1024;

    private readonly Dictionary<TKey, TResult> _results = [];

    /// <summary>The function's result.</summary>
    public TResult Get(TKey key)
    {
        if (!_results.TryGetValue(key, out var result))
        {
            if (_results.Count == MaxRemembered)
            {
                _results.Clear();
            }

            _results.Add(key, result = compute(key));
        }

        return result;
    }
}
