using System.Runtime.InteropServices;

namespace LoopJournal.Cli;

/// <summary>
/// Standard output or error of a Unix process, by the system's own call. <see cref="Console"/>, which also watches the terminal, is 5 of
/// the 40 ms that the portable tool takes; and a <see cref="FileStream"/> writes into a file at places of its own, over what others write.
/// </summary>
/// <param name="descriptor">1 or 2.</param>
internal sealed partial class UnixOutput(int descriptor) : Stream
{
    private const int EINTR = 4;
    private const int EPIPE = 32;
    private const short PollOut = 4;

    private static int EAGAIN => OperatingSystem.IsMacOS() ? 35 : 11;

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>Writes it all. A reader that has gone away (<c>| head -1</c>) has what it wanted: what it does not read is dropped.</summary>
    /// <exception cref="IOException">It cannot be written: the disk is full, the descriptor is closed.</exception>
    public override unsafe void Write(ReadOnlySpan<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            for (var done = 0; done < buffer.Length;)
            {
                var written = SystemWrite(descriptor, start + done, buffer.Length - done);
                if (written >= 0)
                {
                    done += (int)written;
                    continue;
                }

                var error = Marshal.GetLastPInvokeError();
                if (error == EPIPE)
                {
                    return;
                }

                if (error == EAGAIN)
                {
                    WaitForRoom(); // whoever shares the pipe has made it one that does not wait
                }
                else if (error != EINTR)
                {
                    throw new IOException($"The output cannot be written: {Marshal.GetPInvokeErrorMessage(error)}.", error);
                }
            }
        }
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    private void WaitForRoom()
    {
        var wanted = new Polled { Descriptor = descriptor, Wanted = PollOut };
        _ = SystemPoll(ref wanted, 1, Timeout.Infinite);
    }

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static unsafe partial nint SystemWrite(int descriptor, byte* bytes, nint count);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int SystemPoll(ref Polled polled, nint count, int timeout);

    /// <summary>poll(2)'s <c>struct pollfd</c>.</summary>
    private struct Polled
    {
        public int Descriptor;
        public short Wanted;
        public short Got;
    }
}
