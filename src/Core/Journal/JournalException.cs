namespace LoopJournal.Journal;

/// <summary>The journal cannot be read or written. The message is made for people: what, why, and what to do about it.</summary>
internal sealed class JournalException : Exception
{
    /// <summary>Creates the exception.</summary>
    public JournalException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
