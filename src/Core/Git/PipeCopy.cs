using System.IO.Pipes;
using Microsoft.Win32.SafeHandles;

namespace LoopJournal.Git;

/// <summary>Reads what a process prints, to its end, on a thread of its own.</summary>
internal static class PipeCopy
{
    /// <summary>Starts to copy. The thread does not keep this process alive.</summary>
    /// <param name="from">The process's output or error.</param>
    /// <param name="to">Takes it; not to be used before the thread has ended.</param>
    public static Thread Start(Stream from, Stream to)
    {
        var copy = new Thread(() =>
        {
            try
            {
                if (from is PipeStream { SafePipeHandle: var pipe })
                {
                    Copy(pipe, to);
                }
                else
                {
                    from.CopyTo(to);
                }
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException)
            {
                // nobody waits for it any more
            }
        }) { IsBackground = true };
        copy.Start();
        return copy;
    }

    /// <summary>On Unix a pipe is read as a socket, with all that a socket needs (5 ms); as a file it is only read.</summary>
    private static void Copy(SafePipeHandle pipe, Stream to)
    {
        var isHeld = false;
        try
        {
            // held, because the number would mean another file once the process is disposed of
            pipe.DangerousAddRef(ref isHeld);
            using var file = new FileStream(new SafeFileHandle(pipe.DangerousGetHandle(), ownsHandle: false), FileAccess.Read, 1);
            file.CopyTo(to);
        }
        finally
        {
            if (isHeld)
            {
                pipe.DangerousRelease();
            }
        }
    }
}
