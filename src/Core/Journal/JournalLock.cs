using System.Diagnostics;

namespace LoopJournal.Journal;

/// <summary>The lock file next to the journal. The kernel releases it when its holder dies, so it is never stale.</summary>
/// <remarks>The journal itself is never locked: .NET readers and writers would then keep each other out.</remarks>
internal static class JournalLock
{
    /// <summary>Takes the lock; null when it cannot be taken in time or at all. Disposing releases it.</summary>
    public static FileStream? Take(string path, TimeSpan wait) => new FileInfo(path).LinkTarget is not null
        ? null // LoopJournal makes no links
        : FileErrors.Catch<FileStream?>(
            () => Open(() => PrivateFile.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None), wait), otherwise: null);

    /// <summary>Opens a file, and waits while another process has it.</summary>
    /// <exception cref="IOException">Another process has it for longer than <paramref name="wait"/>, or it cannot be opened.</exception>
    public static FileStream Open(Func<FileStream> open, TimeSpan wait)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return open();
            }
            catch (IOException e) when (IsHeld(e) && waited.Elapsed < wait)
            {
                Thread.Sleep(Random.Shared.Next(1, 20));
            }
        }
    }

    /// <summary>
    /// Whether a file could not be opened because another process has it: EAGAIN, or a sharing or lock violation on Windows.
    /// </summary>
    public static bool IsHeld(IOException e) => OperatingSystem.IsWindows() ? (e.HResult & 0xffff) is 32 or 33 : e.HResult is 11 or 35;
}
