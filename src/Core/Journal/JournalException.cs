namespace LoopJournal.Journal;

/// <summary>The journal cannot be read or written. The message is for people: what happened, why, and what to do.</summary>
internal sealed class JournalException(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>The result of work; <paramref name="otherwise"/> where the journal cannot be read.</summary>
    public static T Catch<T>(Func<T> work, T otherwise)
    {
        try
        {
            return work();
        }
        catch (JournalException)
        {
            return otherwise;
        }
    }
}
