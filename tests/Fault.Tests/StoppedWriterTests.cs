using System.Diagnostics;
using LoopJournal.Journal;
using LoopJournal.Model;

namespace LoopJournal.Tests;

/// <summary>
/// A process stops while it holds the journal's lock. The other processes wait for a limited time, then append without the lock.
/// </summary>
[TestClass]
public sealed class StoppedWriterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("loop-journal-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [Timeout(60_000)]
    public async Task A_writer_that_is_stopped_anywhere_keeps_no_other_from_appending()
    {
        for (var round = 0; round < 10; round++)
        {
            using var writer = StormWriter.Start(StormWriter.Ours, _folder, first: 1_000_000 * (round + 1));
            await writer.StandardOutput.ReadLineAsync();
            Signal(writer, "STOP");

            var journal = new JournalFile(_folder) { LockWait = TimeSpan.FromMilliseconds(50) };
            journal.Append(new() { Iteration = round, Gate = Gates.Fail, Fingerprint = "7f3a91c2d4e5" });

            Signal(writer, "CONT");
            await writer.StandardOutput.ReadLineAsync();
            writer.Kill();
            await writer.WaitForExitAsync();
        }

        var rows = new JournalReader(Path.Combine(_folder, "journal.jsonl")).ReadOldestFirst().Select(row => row.Iteration).ToHashSet();
        Assert.IsTrue(Enumerable.Range(0, 10).All(round => rows.Contains(round)));
    }

    private static void Signal(Process process, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        kill.WaitForExit();
        Assert.AreEqual(0, kill.ExitCode);
    }
}
