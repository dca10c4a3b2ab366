using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

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

    private readonly Dictionary<UInt128, (long Place, Failure Failure)> _kept = [];
    private readonly SortedSet<UInt128> _keptKeys = [];
    private readonly HashSet<ulong> _keys = [];
    private UInt128 _limit = UInt128.MaxValue;
    private int _maxKept = MaxKept;
    private int _notRemembered;
    private long _place;
    private long _text;

    /// <summary>How many there are, kept or not.</summary>
    public int Count => _keys.Count + _notRemembered;

    /// <summary>How many of them are not kept.</summary>
    public int Omitted => Count - _kept.Count;

    /// <summary>The failures that are kept, in the order in which they came, each with its key.</summary>
    public IEnumerable<(UInt128 Key, Failure Failure)> Kept =>
        _kept.OrderBy(pair => pair.Value.Place).Select(pair => (pair.Key, pair.Value.Failure));

    /// <summary>
    /// Makes a key: the hash of <paramref name="rank"/> decides which failures stay, the hash of <paramref name="rest"/> separates equal
    /// ranks.
    /// </summary>
    public static UInt128 GetKey(string rank, string rest) => new(Hash(rank), rest.Length == 0 ? 0 : Hash(rest));

    /// <summary>Adds a failure, unless there is one that is hashed alike and has the same <paramref name="rest"/>.</summary>
    public void Add(Failure failure, string rest = "")
    {
        var key = GetKey($"{failure.Id}\u001f{failure.Type}\u001f{failure.Shape}\u001f{failure.Site}\u001f{failure.Values}", rest);
        if (!_kept.ContainsKey(key))
        {
            Set(key, () => failure);
        }
    }

    /// <summary>Puts a failure under a key, in place of the one that is there.</summary>
    /// <param name="key">See <see cref="GetKey"/>.</param>
    /// <param name="failure">Makes the failure; not called where it would not be kept.</param>
    /// <returns>Whether the key is new.</returns>
    public bool Set(UInt128 key, Func<Failure> failure)
    {
        var isNew = !_keys.Contains(Shorten(key)) && !_kept.ContainsKey(key);
        if (isNew && _keys.Count < MaxRemembered)
        {
            _keys.Add(Shorten(key));
        }
        else if (isNew)
        {
            _notRemembered++;
        }

        if (key < _limit)
        {
            Drop(key);
            var made = failure();
            _kept.Add(key, (_place++, made));
            _keptKeys.Add(key);
            _text += GetLength(made);
            Limit();
        }

        return isNew;
    }

    /// <summary>Removes a failure and returns it; null when none is kept under this key.</summary>
    public Failure? Remove(UInt128 key)
    {
        var dropped = Drop(key);
        _notRemembered -= !_keys.Remove(Shorten(key)) && dropped is not null ? 1 : 0;
        return dropped;
    }

    /// <summary>The failures that are kept, in the order in which they came.</summary>
    public List<Failure> ToList() => [.. Kept.Select(pair => pair.Failure)];

    private static ulong Hash(string text) => BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static ulong Shorten(UInt128 key) => unchecked(((ulong)(key >> 64) * 0x9E37_79B9_7F4A_7C15) + (ulong)key);

    private static int GetLength(Failure failure) =>
        failure.Id.Length + failure.Type.Length + failure.Message.Length + failure.Site.Length
        + failure.Shape.Length + failure.Values.Length;

    private Failure? Drop(UInt128 key)
    {
        if (!_kept.Remove(key, out var dropped))
        {
            return null;
        }

        _keptKeys.Remove(key);
        _text -= GetLength(dropped.Failure);
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
            _limit = _keptKeys.Max;
            Drop(_limit);
        }
    }
}
