namespace LoopJournal.Evidence;

/// <summary>
/// A stream whose first bytes can be looked at before it is read, because standard input cannot be rewound. Where the file cannot be read
/// on, it ends.
/// </summary>
internal sealed class PrefixedStream(Stream file) : Stream
{
    private ReadOnlyMemory<byte> _head;

    /// <summary>Why the file could not be read on; null when it could.</summary>
    public IOException? Fault { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The first bytes, as many as there are up to <paramref name="length"/>. Called before anything is read.</summary>
    public ReadOnlySpan<byte> Peek(int length)
    {
        var head = new byte[length];
        _head = head.AsMemory(0, this.ReadAtLeast(head, length, throwOnEndOfStream: false));
        return _head.Span;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (_head.IsEmpty)
        {
            try
            {
                return Fault is null ? file.Read(buffer) : 0;
            }
            catch (IOException e)
            {
                Fault = e; // the bytes read until now count
                return 0;
            }
        }

        var count = Math.Min(buffer.Length, _head.Length);
        _head.Span[..count].CopyTo(buffer);
        _head = _head[count..];
        return count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
