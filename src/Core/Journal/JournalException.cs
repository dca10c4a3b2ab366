namespace LoopJournal.Journal;

/// <summary>The journal cannot be read or written. The message is for people: what happened, why, and what to do.</summary>
internal sealed class JournalException(string message, Exception? cause = null) : Exception(message, cause);
