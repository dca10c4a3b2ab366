using LoopJournal.Text;

namespace LoopJournal.Evidence;

/// <summary>
/// Failures by key, of bounded number and length. Where there are more, those with the smallest keys stay: which they are depends on the
/// keys alone, not on their order.
/// </summary>
internal sealed class BoundedFailureSet
{
    /// <summary>How many failures are kept.</summary>
    public const int MaxKept = 10_000;

    /// <summary>How many characters the kept failures have together; where they have more, half as many failures stay.</summary>
    private const int MaxText = 16 << 20;

    /// <summary>How many keys are remembered to be counted once. A failure whose key is not remembered counts each time.</summary>
    private const int MaxRemembered = 1 << 18;

    /// <summary>How many characters the kept failures have printed together. Those beyond are dropped: they decide nothing.</summary>
    private const int MaxPrinted = 4 << 20;

    /// <summary>How many causes are counted; failures of later ones have none.</summary>
    private const int MaxCauses = 10_000;

    private readonly Dictionary<FailureKey, KeptFailure> _kept = [];
    private readonly SortedSet<FailureKey> _keptKeys = [];
    private readonly Dictionary<ulong, ulong> _keys = []; // with the cause of each
    private readonly Dictionary<ulong, int> _causes = [];
    private FailureKey? _limit; // those with this key and larger ones are dropped
    private int _maxKept = MaxKept;
    private int _notRemembered;
    private long _place;
    private long _text;
    private long _printed;

    /// <summary>How many there are, kept or not.</summary>
    public int Count => _keys.Count + _notRemembered;

    /// <summary>How many of them are not kept.</summary>
    public int Omitted => Count - _kept.Count;

    /// <summary>How many failures have a cause, kept or not.</summary>
    public int GetCount(ulong cause) => _causes.GetValueOrDefault(cause);

    /// <summary>The failures that are kept, in the order in which they came.</summary>
    public IEnumerable<KeptFailure> Kept => _kept.Count == 0 ? [] : _kept.Values.OrderBy(kept => kept.Place);

    /// <summary>
    /// Makes a key: the hash of <paramref name="rank"/> decides which failures stay, the hash of <paramref name="rest"/> separates equal
    /// ranks.
    /// </summary>
    public static FailureKey GetKey(string rank, string rest) => new(FailedIds.Hash(rank), rest.Length == 0 ? 0 : FailedIds.Hash(rest));

    /// <summary>Adds a failure, unless there is one that is hashed alike and has the same <paramref name="rest"/>.</summary>
    /// <returns>Whether it is new.</returns>
    public bool Add(Failure failure, string rest = "")
    {
        var key = GetKey($"{failure.Id}\u001f{failure.Type}\u001f{failure.Shape}\u001f{failure.Site}\u001f{failure.Values}", rest);
        return !_kept.ContainsKey(key) && Set(key, failure);
    }

    /// <summary>Puts a failure under a key, in place of the one that is there.</summary>
    /// <param name="key">See <see cref="GetKey"/>.</param>
    /// <param name="failure">The failure.</param>
    /// <returns>Whether the key is new.</returns>
    public bool Set(FailureKey key, Failure failure)
    {
        var isRemembered = _keys.TryGetValue(Shorten(key), out var before);
        var kept = _kept.GetValueOrDefault(key);
        var isNew = !isRemembered && kept is null;
        CountCause(isRemembered ? before : kept is not null ? kept.Failure.Cause : 0, -1);
        CountCause(failure.Cause, 1);
        if (isRemembered || (isNew && _keys.Count < MaxRemembered))
        {
            _keys[Shorten(key)] = failure.Cause;
        }
        else if (isNew)
        {
            _notRemembered++;
        }

        if (_limit is null || key.CompareTo(_limit) < 0)
        {
            Drop(key);
            failure = _printed + GetPrinted(failure) > MaxPrinted ? failure with { Printed = [] } : failure;
            _printed += GetPrinted(failure);
            _kept.Add(key, new(key, failure, _place++));
            _keptKeys.Add(key);
            _text += GetLength(failure);
            Limit();
        }

        return isNew;
    }

    /// <summary>Counts a failure that is there once more.</summary>
    public void Repeat(Failure failure) => CountCause(failure.Cause, 1);

    /// <summary>Removes a failure and returns it; null when none is kept under this key.</summary>
    public Failure? Remove(FailureKey key)
    {
        var dropped = Drop(key);
        var isRemembered = _keys.Remove(Shorten(key), out var cause);
        _notRemembered -= !isRemembered && dropped is not null ? 1 : 0;
        CountCause(isRemembered ? cause : dropped?.Cause ?? 0, -1);
        return dropped;
    }

    /// <summary>The failures that are kept, in the order in which they came.</summary>
    public List<Failure> ToList() => [.. Kept.Select(kept => kept.Failure)];

    private static ulong Shorten(FailureKey key) => unchecked((key.Rank * 0x9E37_79B9_7F4A_7C15) + key.Rest);

    private static int GetLength(Failure failure) =>
        failure.Id.Length + failure.Type.Length + failure.Message.Length + failure.Site.Length
        + failure.Shape.Length + failure.Values.Length;

    private static int GetPrinted(Failure failure) => failure.Printed.Sum(line => line.Length);

    private void CountCause(ulong cause, int count)
    {
        if (cause != 0 && (_causes.Count < MaxCauses || _causes.ContainsKey(cause)))
        {
            _causes[cause] = _causes.GetValueOrDefault(cause) + count;
        }
    }

    private Failure? Drop(FailureKey key)
    {
        if (!_kept.Remove(key, out var dropped))
        {
            return null;
        }

        _keptKeys.Remove(key);
        _text -= GetLength(dropped.Failure);
        _printed -= GetPrinted(dropped.Failure);
        return dropped.Failure;
    }

    private void Limit()
    {
        DropLargest();

        // by halves, so that a message that is a few characters longer in the next run changes nothing
        while (_text > MaxText && _maxKept > 1)
        {
            _maxKept /= 2;
            DropLargest();
        }
    }

    private void DropLargest()
    {
        while (_kept.Count > _maxKept)
        {
            _limit = _keptKeys.Max!;
            Drop(_limit);
        }
    }
}

/// <summary>The key of a failure in a <see cref="BoundedFailureSet"/>.</summary>
/// <param name="Rank">Decides which failures stay.</param>
/// <param name="Rest">Separates equal ranks.</param>
internal sealed record FailureKey(ulong Rank, ulong Rest) : IComparable<FailureKey>
{
    /// <inheritdoc/>
    public int CompareTo(FailureKey? other) => other is null ? 1
        : Rank != other.Rank ? Rank.CompareTo(other.Rank) : Rest.CompareTo(other.Rest);
}

/// <summary>A failure that a <see cref="BoundedFailureSet"/> keeps.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Failure">The failure.</param>
/// <param name="Place">Its place in the order in which the failures came.</param>
internal sealed record KeptFailure(FailureKey Key, Failure Failure, long Place);
