namespace LoopJournal.Tests;

/// <summary>Waits for other processes.</summary>
internal static class Patience
{
    /// <summary>The longest wait, for a busy machine.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public static void WaitUntil(Func<bool> condition) => Assert.IsTrue(SpinWait.SpinUntil(condition, Limit));

    /// <summary>Whether the capture's writer has ended.</summary>
    public static bool IsFree(string capture)
    {
        try
        {
            new FileStream(capture, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
            return true;
        }
        catch (FileNotFoundException)
        {
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
