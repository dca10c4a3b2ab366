namespace LoopJournal.Capture;

/// <summary>Work that may fail: the rest of a run goes on where a file or a folder cannot be read or written.</summary>
internal static class FileErrors
{
    /// <summary>The result of work; <paramref name="otherwise"/> where it fails.</summary>
    public static T Catch<T>(Func<T> work, T otherwise)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return otherwise;
        }
    }

    /// <summary>Does work; where a part of it fails, the parts behind it are not done.</summary>
    public static void Ignore(Action work) => Catch(
        () =>
        {
            work();
            return true;
        },
        otherwise: false);
}
