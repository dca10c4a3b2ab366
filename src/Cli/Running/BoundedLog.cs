using System.Runtime.CompilerServices;

namespace LoopJournal.Cli.Running;

/// <summary>
/// Keeps the beginning and the end of the output that is written to it, so that a command may print for days. It cuts at line breaks:
/// half a line would be another failure each time. Several threads may use it.
/// </summary>
/// <param name="head">How many bytes of the beginning.</param>
/// <param name="tail">How many bytes of the end.</param>
internal sealed class BoundedLog(int head, int tail)
{
    private readonly byte[] _head = new byte[head];
    private readonly byte[] _tail = new byte[tail]; // a ring: the next byte goes to _end
    private int _headLength;
    private int _end;
    private long _tailLength; // with what was overwritten

    /// <summary>How many bytes are kept; a few of them are cut at the line breaks.</summary>
    public int Length => _headLength + (int)Math.Min(tail, _tailLength);

    /// <summary>The bound for each of a gate's two output streams.</summary>
    public static BoundedLog CreateForGate() => new(1 << 20, 4 << 20);

    [MethodImpl(MethodImplOptions.Synchronized)]
    public void Write(ReadOnlySpan<byte> bytes)
    {
        var first = Math.Min(head - _headLength, bytes.Length);
        bytes[..first].CopyTo(_head.AsSpan(_headLength));
        _headLength += first;
        bytes = bytes[first..];
        _tailLength += bytes.Length;
        bytes = bytes[Math.Max(0, bytes.Length - tail)..];
        var straight = Math.Min(tail - _end, bytes.Length);
        bytes[..straight].CopyTo(_tail.AsSpan(_end));
        bytes[straight..].CopyTo(_tail);
        _end = (_end + bytes.Length) % tail;
    }

    /// <summary>Copies the beginning and the end.</summary>
    [MethodImpl(MethodImplOptions.Synchronized)]
    public void CopyTo(Stream stream)
    {
        var isCut = _tailLength > tail;
        var beginning = _head.AsSpan(0, _headLength);
        ReadOnlySpan<byte> older = isCut ? _tail.AsSpan(_end) : default;
        ReadOnlySpan<byte> newer = _tail.AsSpan(0, _end == 0 && _tailLength == tail ? tail : _end);
        if (isCut)
        {
            beginning = beginning[..(beginning.LastIndexOf((byte)'\n') + 1)];
            if (older.IndexOf((byte)'\n') is >= 0 and var line)
            {
                older = older[(line + 1)..];
            }
            else if (newer.IndexOf((byte)'\n') is >= 0 and var next)
            {
                older = default;
                newer = newer[(next + 1)..];
            }
        }

        stream.Write(beginning);
        stream.Write(older);
        stream.Write(newer);
    }
}
