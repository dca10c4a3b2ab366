using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace LoopJournal.Evidence;

/// <summary>
/// A set of failures of bounded size. Where there are more, those with the smallest hashes stay: which they are depends on the set alone,
/// not on its order.
/// </summary>
internal sealed class SmallestFailures
{
    /// <summary>How many distinct failures are kept.</summary>
    public const int Most = 10_000;

    private readonly Dictionary<UInt128, Failure> _failures = [];
    private readonly PriorityQueue<UInt128, UInt128> _largest = new(Comparer<UInt128>.Create(static (a, b) => b.CompareTo(a)));

    /// <summary>How many there are.</summary>
    public int Count => _failures.Count;

    /// <summary>Adds a failure, unless it is there already.</summary>
    public void Add(Failure failure)
    {
        var key = BinaryPrimitives.ReadUInt128BigEndian(
            SHA256.HashData(Encoding.UTF8.GetBytes($"{failure.Id}\u001f{failure.Type}\u001f{failure.Shape}\u001f{failure.Site}\u001f{failure.Values}")));
        if ((Count == Most && key >= _largest.Peek()) || !_failures.TryAdd(key, failure))
        {
            return;
        }

        _largest.Enqueue(key, key);
        if (Count > Most)
        {
            _failures.Remove(_largest.Dequeue());
        }
    }

    /// <summary>The failures, in no particular order.</summary>
    public List<Failure> ToList() => [.. _failures.Values];
}
