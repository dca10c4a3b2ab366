using System.Diagnostics;

namespace LoopJournal.Journal;

/// <summary>The lock beside the journal. The kernel releases it when its holder dies, so it is never stale.</summary>
/// <remarks>Never the journal itself: an exclusive lock there keeps .NET readers out, and a reader keeps the writer out.</remarks>
internal static class JournalLock
{
    /// <summary>Takes the lock; null when it is not to be had, in time or at all. Dispose of it to release it.</summary>
    public static FileStream? Take(string path, TimeSpan wait)
    {
        if (new FileInfo(path).LinkTarget is not null)
        {
            return null; // nothing of ours is a link
        }

        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return PrivateFile.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e) when (IsHeld(e) && waited.Elapsed < wait)
            {
                Thread.Sleep(Random.Shared.Next(1, 20));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return null;
            }
        }
    }

    /// <summary>Whether a file could not be opened because somebody has it: EAGAIN on Linux and on macOS; ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION on Windows.</summary>
    public static bool IsHeld(IOException e) => OperatingSystem.IsWindows() ? (e.HResult & 0xffff) is 32 or 33 : e.HResult is 11 or 35;
}
