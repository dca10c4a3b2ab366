namespace LoopJournal.Reports.Page;

/// <summary>Things that many attempts share, each once.</summary>
/// <param name="getKey">Gives what makes two things the same.</param>
internal sealed class PagePlaces<TKey, T>(Func<T, TKey> getKey)
    where TKey : notnull
{
    private readonly Dictionary<TKey, int> _places = [];

    public List<T> All { get; } = [];

    public int Add(T thing)
    {
        if (_places.TryAdd(getKey(thing), All.Count))
        {
            All.Add(thing);
        }

        return _places[getKey(thing)];
    }
}
