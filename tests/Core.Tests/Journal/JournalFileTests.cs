using System.Diagnostics;
using System.Text;
using LoopJournal.Journal;
using LoopJournal.Model;

namespace LoopJournal.Tests.Journal;

[TestClass]
public sealed class JournalFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private JournalFile Journal => new(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Appended_rows_are_read_from_either_end()
    {
        var journal = new JournalFile(_folder["a", "loop"]);

        Assert.IsTrue(journal.Append(CreateRow(1)).Created);
        Assert.IsFalse(journal.Append(CreateRow(2)).Created);

        Assert.AreSequenceEqual([1L, 2L], ReadIterations(journal.Path));
        Assert.AreSequenceEqual([2L, 1L], new JournalReader(journal.Path).ReadNewestFirst().Select(row => row.Iteration));
        Assert.AreEqual("*\n", File.ReadAllText(_folder["a", "loop", ".gitignore"]));
    }

    [TestMethod]
    public void A_row_is_one_line_of_UTF8_without_a_byte_order_mark()
    {
        Journal.Append(new() { Action = "a\nb\r\u2028ü" });

        Assert.AreEqual(
            """{"iteration":0,"action":"a\nb\r\u2028ü","hypothesis":"","gate":"","fingerprint":"","note":"","commit":"","ts":""}""" + "\n",
            Encoding.UTF8.GetString(File.ReadAllBytes(Journal.Path)));
    }

    [TestMethod]
    public void Wherever_a_writer_was_stopped_only_its_record_is_lost_and_that_is_reported()
    {
        var rows = Enumerable.Range(1, 3).Select(i => AttemptJson.Write(CreateRow(i)) + "\n").ToArray();
        var whole = Encoding.UTF8.GetBytes(string.Concat(rows));
        for (var cut = rows[0].Length; cut <= whole.Length; cut++)
        {
            File.WriteAllBytes(Journal.Path, whole[..cut]);
            Journal.Append(CreateRow(9));

            var survivors = new List<long> { 1 };
            survivors.AddRange(cut >= rows[0].Length + rows[1].Length - 1 ? [2] : []);
            survivors.AddRange(cut >= whole.Length - 1 ? [3] : []);
            var torn = cut != rows[0].Length && cut < rows[0].Length + rows[1].Length - 1
                || (cut > rows[0].Length + rows[1].Length && cut < whole.Length - 1);
            var skipped = new SkippedLines();
            Assert.AreSequenceEqual([.. survivors, 9L], ReadIterations(Journal.Path, skipped), $"cut at {cut}");
            Assert.AreEqual(torn ? 1 : 0, skipped.Count, $"cut at {cut}");
        }
    }

    [TestMethod]
    public void A_tail_of_zeros_costs_only_the_records_that_it_covers()
    {
        var rows = Enumerable.Range(1, 9).Select(i => AttemptJson.Write(CreateRow(i)) + "\n").ToArray();
        var whole = Encoding.UTF8.GetBytes(string.Concat(rows));
        for (var sector = 0; sector * 512 < whole.Length; sector++)
        {
            var bytes = whole.ToArray();
            bytes.AsSpan(sector * 512).Clear();
            File.WriteAllBytes(Journal.Path, bytes);
            Journal.Append(CreateRow(99));

            var survivors = Enumerable.Range(1, 9).Where(i => rows.Take(i).Sum(row => row.Length) - 1 <= sector * 512).Select(i => (long)i);
            var skipped = new SkippedLines();
            Assert.AreSequenceEqual([.. survivors, 99L], ReadIterations(Journal.Path, skipped), $"from sector {sector}");
            Assert.AreEqual(1, skipped.Count);
        }
    }

    [TestMethod]
    public void An_append_rewrites_no_existing_byte()
    {
        byte[] before = [.. "garbage\n\0\0{\"iteration\":1,\"x\":"u8];
        File.WriteAllBytes(Journal.Path, before);

        Journal.Append(CreateRow(2));

        Assert.AreSequenceEqual(before, File.ReadAllBytes(Journal.Path)[..before.Length]);
        Assert.AreEqual((byte)'\n', File.ReadAllBytes(Journal.Path)[before.Length]);
    }

    [TestMethod]
    public void A_lock_that_is_held_for_too_long_stops_no_writer()
    {
        Journal.Append(CreateRow(1));
        using var held = new FileStream(_folder["journal.lock"], FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

        new JournalFile(_folder.Path) { LockWait = TimeSpan.FromMilliseconds(30) }.Append(CreateRow(2));

        Assert.AreSequenceEqual([1L, 2L], ReadIterations(Journal.Path));
        Assert.Contains("}\n\n{", File.ReadAllText(Journal.Path), "Without the lock a row is led by a line break.");
    }

    [TestMethod]
    [Timeout(10_000, CooperativeCancellation = false)]
    public void A_lock_that_cannot_be_taken_at_all_is_not_waited_for()
    {
        Directory.CreateDirectory(_folder["journal.lock"]);

        new JournalFile(_folder.Path) { LockWait = TimeSpan.MaxValue }.Append(CreateRow(1));

        Assert.AreSequenceEqual([1L], ReadIterations(Journal.Path));
    }

    [TestMethod]
    public void Threads_lose_nothing_and_one_of_them_makes_the_file()
    {
        var created = 0;
        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            if (Journal.Append(CreateRow(i)).Created)
            {
                Interlocked.Increment(ref created);
            }
        });

        Assert.AreEqual(1, created);
        Assert.AreSequenceEqual(Enumerable.Range(0, 200).Select(i => (long)i), ReadIterations(Journal.Path).Order());
    }

    [TestMethod]
    public async Task Processes_lose_nothing_and_tear_nothing()
    {
        const int processes = 8, records = 500;
        var writers = Enumerable.Range(0, processes).Select(i => WriterProcess.Start(_folder.Path, i * records, records)).ToArray();
        foreach (var writer in writers)
        {
            await writer.WaitForExitAsync();
            Assert.AreEqual(0, writer.ExitCode);
            writer.Dispose();
        }

        var skipped = new SkippedLines();
        Assert.AreSequenceEqual(
            Enumerable.Range(0, processes * records).Select(i => (long)i), ReadIterations(Journal.Path, skipped).Order());
        Assert.AreEqual(0, skipped.Count);
    }

    [TestMethod]
    public void A_folder_in_the_journals_place_is_refused()
    {
        Directory.CreateDirectory(Journal.Path);

        Assert.Contains(Journal.Path, AssertRefused(Journal).Message);
        Assert.Contains(
            "folder", Assert.ThrowsExactly<JournalException>(() => new JournalReader(Journal.Path).ReadNewestFirst().ToList()).Message);
    }

    [TestMethod]
    public void A_file_in_the_folders_place_is_refused()
    {
        File.WriteAllText(_folder["file"], "");

        AssertRefused(new(_folder["file"]));
        Assert.IsEmpty(new JournalReader(_folder["file", "journal.jsonl"]).ReadOldestFirst());
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [Timeout(10_000, CooperativeCancellation = false)]
    public void A_pipe_is_refused_and_never_waited_for()
    {
        using (var made = Process.Start("mkfifo", [Journal.Path]))
        {
            made.WaitForExit();
        }

        AssertRefused(Journal);
        Assert.ThrowsExactly<JournalException>(() => new JournalReader(Journal.Path).FindNewest());
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void A_full_disk_and_a_device_are_errors()
    {
        var folder = Directory.CreateTempSubdirectory("loop-journal-").FullName;
        Make("full", minor: 7);
        Make("null", minor: 3);

        Assert.Contains("No space left", AssertRefused(new(folder, folder, "full")).Message);
        Assert.Contains("does not grow", AssertRefused(new(folder, folder, "null")).Message);
        Directory.Delete(folder, recursive: true);

        void Make(string device, int minor)
        {
            using var made = Process.Start("mknod", [Path.Combine(folder, device), "c", "1", $"{minor}"]);
            made.WaitForExit();
            if (made.ExitCode != 0)
            {
                Assert.Inconclusive("Only root may make devices, and not in every container.");
            }
        }
    }

    [TestMethod]
    public void A_missing_journal_is_an_empty_one()
    {
        var reader = new JournalReader(_folder["none", "journal.jsonl"]);

        Assert.IsEmpty(reader.ReadOldestFirst());
        Assert.IsNull(reader.FindNewest());
        Assert.IsEmpty(reader.ReadTail(StreamKey.Seed).Attempts);
        Assert.IsFalse(reader.Contains("x"));
    }

    private static Attempt CreateRow(long iteration) =>
        new() { Iteration = iteration, Action = "add retry", Gate = Gates.Fail, Fingerprint = "7f3a91c2d4e5" };

    private static JournalException AssertRefused(JournalFile journal) =>
        Assert.ThrowsExactly<JournalException>(() => journal.Append(CreateRow(1)));

    private static IEnumerable<long> ReadIterations(string path, SkippedLines? skipped = null) =>
        new JournalReader(path).ReadOldestFirst(skipped).Select(row => row.Iteration);
}
