using System.Buffers;
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
    private readonly ArrayBufferWriter<byte> _head = new();
    private readonly Queue<byte[]> _tail = new();
    private long _tailLength;
    private bool _isCut;

    /// <summary>The bound for each of a gate's two output streams.</summary>
    public static BoundedLog CreateForGate() => new(1 << 20, 4 << 20);

    [MethodImpl(MethodImplOptions.Synchronized)]
    public void Write(ReadOnlySpan<byte> bytes)
    {
        var first = Math.Min(head - _head.WrittenCount, bytes.Length);
        _head.Write(bytes[..first]);
        bytes = bytes[first..];
        if (bytes.IsEmpty)
        {
            return;
        }

        _tail.Enqueue(bytes.ToArray());
        _tailLength += bytes.Length;
        while (_tailLength - _tail.Peek().Length >= tail)
        {
            _tailLength -= _tail.Dequeue().Length;
            _isCut = true;
        }
    }

    /// <summary>Copies the beginning and the end.</summary>
    [MethodImpl(MethodImplOptions.Synchronized)]
    public void CopyTo(Stream stream)
    {
        var beginning = _head.WrittenSpan;
        byte[] end = [.. _tail.SelectMany(bytes => bytes)];
        if (_isCut)
        {
            beginning = beginning[..(beginning.LastIndexOf((byte)'\n') + 1)];
            end = end[(Array.IndexOf(end, (byte)'\n') + 1)..];
        }

        stream.Write(beginning);
        stream.Write(end);
    }
}
