namespace LoopJournal.Tests;

/// <summary>Waiting for what other processes do.</summary>
internal static class Patience
{
    /// <summary>How long it may take on a machine that has much else to do.</summary>
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
