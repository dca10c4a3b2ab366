using System.IO.Pipes;
using LoopJournal.Cli;
using Microsoft.Win32.SafeHandles;

namespace LoopJournal.Tests;

[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class UnixOutputTests
{
    /// <summary>More than a pipe holds: the writer has to wait for the reader.</summary>
    private static readonly byte[] Much = [.. Enumerable.Range(0, 1_000_000).Select(i => (byte)i)];

    [TestMethod]
    public async Task All_of_it_arrives_however_much_it_is()
    {
        using var reader = new AnonymousPipeServerStream(PipeDirection.In);
        var arrived = ReadAsync(reader);
        new UnixOutput(WriteEnd(reader)).Write(Much);
        reader.DisposeLocalCopyOfClientHandle();

        CollectionAssert.AreEqual(Much, await arrived);
    }

    [TestMethod]
    public async Task A_pipe_that_does_not_wait_is_waited_for()
    {
        using var reader = new AnonymousPipeServerStream(PipeDirection.In);

        // .NET makes a pipe's end one that does not wait as soon as it is used asynchronously
        using var writer = new AnonymousPipeClientStream(PipeDirection.Out, reader.ClientSafePipeHandle);
        await writer.WriteAsync(new byte[] { 7 });
        var arrived = ReadAsync(reader);
        new UnixOutput((int)writer.SafePipeHandle.DangerousGetHandle()).Write(Much);
        writer.Dispose();
        reader.DisposeLocalCopyOfClientHandle();

        CollectionAssert.AreEqual((byte[])[7, .. Much], await arrived);
    }

    [TestMethod]
    public void What_nobody_reads_any_more_is_dropped()
    {
        var reader = new AnonymousPipeServerStream(PipeDirection.In);
        using var writer = new SafeFileHandle(reader.ClientSafePipeHandle.DangerousGetHandle(), ownsHandle: true);
        reader.ClientSafePipeHandle.SetHandleAsInvalid();
        reader.Dispose();

        new UnixOutput((int)writer.DangerousGetHandle()).Write(Much);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void A_full_disk_is_said()
    {
        using var full = File.OpenHandle("/dev/full", FileMode.Open, FileAccess.Write);
        Assert.ThrowsExactly<IOException>(() => new UnixOutput((int)full.DangerousGetHandle()).Write(Much));
    }

    private static int WriteEnd(AnonymousPipeServerStream reader) => (int)reader.ClientSafePipeHandle.DangerousGetHandle();

    private static async Task<byte[]> ReadAsync(Stream stream)
    {
        var read = new MemoryStream();
        await stream.CopyToAsync(read);
        return read.ToArray();
    }
}
