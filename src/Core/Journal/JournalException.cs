namespace LoopJournal.Journal;

/// <summary>The journal cannot be read or written. The message is made for people: what, why, and what to do about it.</summary>
internal sealed class JournalException(string message, Exception? cause = null) : Exception(message, cause);
