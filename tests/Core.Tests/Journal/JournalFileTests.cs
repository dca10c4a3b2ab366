using LoopJournal.Journal;

namespace LoopJournal.Tests.Journal;

[TestClass]
public sealed class JournalFileTests
{
    [TestMethod]
    public void What_was_appended_is_there_oldest_first()
    {
        using var folder = new TemporaryFolder();
        var journal = new JournalFile(Path.Combine(folder.Path, "loop"));

        Assert.IsTrue(journal.Append(new() { Iteration = 1 }).Created);
        Assert.IsFalse(journal.Append(new() { Iteration = 2 }).Created);

        Assert.AreSequenceEqual([1L, 2L], new JournalReader(journal.Path).OldestFirst().Select(row => row.Iteration));
        Assert.AreSequenceEqual([2L, 1L], new JournalReader(journal.Path).NewestFirst().Select(row => row.Iteration));
    }
}
