using System.Text;
using CsCheck;
using LoopJournal.Journal;
using LoopJournal.Model;
using LoopJournal.Text;

namespace LoopJournal.Tests.Journal;

[TestClass]
public sealed class JournalReaderTests : IDisposable
{
    private const string Row1 =
        """{"iteration":1,"action":"a","hypothesis":"","gate":"fail","fingerprint":"f1","note":"","commit":"","ts":""}""";
    private const string Row2 = """{"iteration": 2, "action": "a", "gate": "fail", "fingerprint": "f1"}""";

    private readonly TemporaryFolder _folder = new();

    private string JournalPath => _folder["journal.jsonl"];

    public void Dispose() => _folder.Dispose();

    public static IEnumerable<(string What, byte[] Journal, long[] Iterations, long[] Skipped)> Damaged =>
    [
        ("nothing", [], [], []),
        ("blank lines", GetBytes("\n\n" + Row1 + "\n\n"), [1], []),
        ("no line break at the end", GetBytes(Row1 + "\n" + Row2), [1, 2], []),
        ("CRLF", GetBytes(Row1 + "\r\n" + Row2 + "\r\n"), [1, 2], []),
        ("a byte order mark", [0xef, 0xbb, 0xbf, .. GetBytes(Row1 + "\n" + Row2 + "\n")], [1, 2], []),
        ("a torn tail", GetBytes(Row1 + "\n" + Row2[..30]), [1], [2]),
        ("a row glued behind a torn one", GetBytes(Row1[..40] + Row2 + "\n"), [2], [1]),
        ("two whole rows on one line", GetBytes(Row1 + Row2 + "\n"), [1, 2], [1]),
        ("a row behind zeros", [0, 0, 0, .. GetBytes(Row1 + "\n")], [1], [1]),
        ("a row behind a torn one and zeros", [.. GetBytes(Row1[..40]), 0, 0, .. GetBytes(Row2 + "\n")], [2], [1]),
        ("zeros alone", [0, 0, 0, (byte)'\n', .. GetBytes(Row1 + "\n")], [1], [1]),
        (
            "UTF-16 of another shell",
            [.. GetBytes(Row1 + "\n"), 0xff, 0xfe, .. Encoding.Unicode.GetBytes(Row2 + "\n"), (byte)'\n', .. GetBytes(Row2 + "\n")],
            [1, 2],
            [2, 3]),
        ("bytes that are not UTF-8", [.. GetBytes("{\"iteration\":7,\"note\":\""), 0xff, .. GetBytes("\"}\n" + Row1 + "\n")], [1], [1]),
        ("JSON that is no object", GetBytes("1\n\"x\"\n[]\nnull\n" + Row1 + "\n"), [1], [1, 2, 3, 4]),
        (
            "a field of another type",
            GetBytes("{\"gate\":[]}\n{\"action\":1}\n{\"tests\":3}\n{\"failures\":[1]}\n{\"changed\":{}}\n" + Row1 + "\n"),
            [1],
            [1, 2, 3, 4, 5]),
        ("a field twice", GetBytes("{\"gate\":\"fail\",\"gate\":\"pass\"}\n" + Row1 + "\n"), [1], [1]),
        ("deep nesting", GetBytes(new string('[', 200_000) + "\n{\"x\":" + new string('[', 200_000) + "\n" + Row1 + "\n"), [1], [1, 2]),
        ("a line of 2 MB", GetBytes(new string('x', 2_000_000) + "\n" + Row1 + "\n"), [1], [1]),
        (
            "a row of 2 MB",
            GetBytes(Row1 + "\n{\"iteration\":5,\"note\":\"" + new string('x', 2_000_000) + "\"}\n" + Row2 + "\n"),
            [1, 2],
            [2]),
        ("2 MB without a line break at the end", GetBytes(Row1 + "\n" + new string('x', 2_000_000)), [1], [2]),
    ];

    [TestMethod]
    [DataRow("\n", DisplayName = "a whole line before")]
    [DataRow("", DisplayName = "a torn one before")]
    public void Only_rows_appended_since_a_length_are_read(string end)
    {
        var reader = new JournalReader(JournalPath);
        Assert.AreEqual(0, reader.GetLength());
        File.WriteAllText(JournalPath, Row1 + end);
        var length = reader.GetLength();
        Assert.IsEmpty(reader.ReadNewestFirst(length));

        File.AppendAllText(JournalPath, (end.Length == 0 ? "\n" : "") + Row2 + "\n");
        Assert.AreEqual(2, Assert.ContainsSingle(reader.ReadNewestFirst(length)).Iteration);
    }

    [TestMethod]
    [DynamicData(nameof(Damaged))]
    public void Damage_costs_only_the_damaged_rows_and_is_reported_with_its_line(
        string what, byte[] journal, long[] iterations, long[] skippedLines)
    {
        File.WriteAllBytes(JournalPath, journal);
        foreach (var block in new[] { JournalBytes.UsualBlock, 7 })
        {
            var reader = new JournalReader(JournalPath) { Block = journal.Length > 100_000 ? 4096 : block };
            var skipped = new SkippedLines();

            Assert.AreSequenceEqual(iterations, reader.ReadOldestFirst(skipped).Select(row => row.Iteration), what);
            Assert.AreSequenceEqual(skippedLines, skipped.Numbers, what);
            Assert.AreEqual(skippedLines.Length, skipped.Count);
            Assert.AreSequenceEqual(iterations.Reverse(), reader.ReadNewestFirst().Select(row => row.Iteration), what);

            var tail = reader.ReadTail(StreamKey.Seed);
            Assert.AreSequenceEqual(iterations, tail.Attempts.Select(row => row.Iteration), what);
            Assert.AreSequenceEqual(skippedLines, tail.Skipped.Numbers, what);
        }
    }

    [TestMethod]
    [DataRow("{\"iteration\":", 20, DisplayName = "beginnings of rows on one line")]
    [DataRow("{\"iteration\":}", 20, DisplayName = "rows that are no JSON on one line")]
    [DataRow("{\"iteration\":\n", 10, DisplayName = "torn rows")]
    [DataRow("\n", 200, DisplayName = "blank lines")]
    [DataRow("\r\n", 200, DisplayName = "blank lines of Windows")]
    [Timeout(20_000, CooperativeCancellation = false)]
    public void Megabytes_of_damage_take_seconds_and_hide_no_row(string damage, int megabytes)
    {
        using (var journal = File.Create(JournalPath))
        {
            journal.Write(GetBytes(Row1 + "\n"));
            var line = GetBytes(string.Concat(Enumerable.Repeat(damage, 1_000_000 / damage.Length)) + "\n");
            for (var i = 0; i < megabytes; i++)
            {
                journal.Write(line);
            }

            journal.Write(GetBytes(Row2 + "\n"));
        }

        var reader = new JournalReader(JournalPath);
        Assert.AreSequenceEqual([1L, 2L], reader.ReadOldestFirst().Select(row => row.Iteration));
        Assert.HasCount(2, reader.ReadTail(StreamKey.Seed).Attempts);
        Assert.AreEqual(1, reader.ReadNewestFirst().Skip(1).First().Iteration);
    }

    [TestMethod]
    public void At_most_a_hundred_rows_of_a_damaged_line_are_read()
    {
        var damaged = string.Concat(Enumerable.Repeat(Row1 + Row2[..30], 99));
        File.WriteAllText(JournalPath, damaged + Row2 + "{\"iteration\":{\"iteration\":" + Row2 + "\n");

        Assert.AreEqual(100, new JournalReader(JournalPath).ReadOldestFirst().Count());
    }

    [TestMethod]
    public void Unknown_fields_are_not_damage()
    {
        File.WriteAllText(JournalPath, """{"x":{"a":[1,{"b":null}]},"iteration":4,"y":"z","y":1}""" + "\n");

        Assert.AreEqual(4, new JournalReader(JournalPath).FindNewest()!.Iteration);
    }

    [TestMethod]
    public void The_newest_row_of_a_stream_is_found_among_others_and_may_be_a_reset_of_its_loop()
    {
        var net10 = new StreamKey("main", "tests/Shop.Tests.csproj", "net10.0", "test");
        var journal = new JournalFile(_folder.Path);
        journal.Append(new() { Iteration = 1, Id = "1", Gate = Gates.Fail, Stream = net10 });
        journal.Append(new() { Iteration = 2, Id = "2", Gate = Gates.Fail, Stream = net10 with { Framework = "net9.0" } });
        var reader = new JournalReader(journal.Path);

        Assert.AreEqual(1, reader.ReadTail(net10).Attempts[^1].Iteration);
        Assert.AreEqual(2, reader.FindNewest()!.Iteration);
        Assert.IsEmpty(reader.ReadTail(net10 with { Loop = "other" }).Attempts);

        journal.Append(new() { Iteration = 3, Id = "3", Gate = Gates.Reset, Stream = new("main", "", "", "") });
        Assert.AreEqual(3, reader.ReadTail(net10).Attempts[^1].Iteration);
        Assert.IsTrue(reader.Contains("2"));
        Assert.IsFalse(reader.Contains("4"));
    }

    [TestMethod]
    public void A_recorder_looks_for_a_stream_in_the_last_bytes_only_and_a_reader_in_all()
    {
        var stream = new StreamKey("main", "p", "", "run make");
        var next = new Attempt { Gate = Gates.Fail, Stream = stream };
        var journal = new JournalFile(_folder.Path);
        journal.Append(new() { Iteration = 7, Gate = Gates.Fail, Stream = stream });
        var length = new FileInfo(journal.Path).Length;
        foreach (var i in Enumerable.Range(0, 101))
        {
            journal.Append(new() { Iteration = i, Gate = Gates.Fail, Stream = stream with { Command = "run test" } });
        }

        var whole = new FileInfo(journal.Path).Length;

        foreach (var block in new[] { 1, 50, JournalBytes.UsualBlock })
        {
            JournalReader CreateReader(long maxLookBack) => new(journal.Path) { Block = block, MaxLookBack = maxLookBack };

            Assert.AreEqual(7, CreateReader(whole).ReadTail(stream, next).Attempts.Single().Iteration);
            Assert.IsEmpty(CreateReader(whole - 1).ReadTail(stream, next).Attempts, "begins in the line");
            Assert.IsEmpty(CreateReader(whole - length).ReadTail(stream, next).Attempts);
            Assert.AreEqual(7, CreateReader(whole - length).ReadTail(stream).Attempts.Single().Iteration);
            Assert.AreEqual(0, CreateReader(whole - length).ReadNewestFirst(length).Last().Iteration);
        }
    }

    [TestMethod]
    public void A_stream_whose_newest_row_is_near_is_read_as_far_back_as_it_goes()
    {
        var stream = new StreamKey("main", "p", "", "run make");
        var journal = new JournalFile(_folder.Path);
        journal.Append(new() { Iteration = 1, Id = "1", Gate = Gates.Fail, Fingerprint = "f", Stream = stream });
        foreach (var i in Enumerable.Range(0, 101))
        {
            journal.Append(new() { Iteration = i, Gate = Gates.Fail, Stream = stream with { Command = "run test" } });
        }

        journal.Append(new() { Iteration = 2, Id = "2", Gate = Gates.Fail, Fingerprint = "f", Stream = stream });
        var reader = new JournalReader(journal.Path) { MaxLookBack = 500 };

        var tail = reader.ReadTail(stream, new Attempt { Gate = Gates.Fail, Fingerprint = "f", Stream = stream });

        Assert.AreSequenceEqual([1L, 2L], tail.Attempts.Select(row => row.Iteration));
        Assert.AreEqual(new FileInfo(journal.Path).Length, tail.JournalLength);
    }

    [TestMethod]
    public void The_dead_ends_of_the_next_attempt_are_read_with_the_stream()
    {
        var stream = new StreamKey("main", "p", "", "run make");
        var journal = new JournalFile(_folder.Path);
        string[] gates = [Gates.Fail, Gates.Fail, Gates.Pass];
        foreach (var (i, gate) in gates.Index())
        {
            journal.Append(
                new() { Iteration = i + 1, Gate = gate, Action = "retry", Fingerprint = gate == Gates.Fail ? "f" : "", Stream = stream });
        }

        var reader = new JournalReader(journal.Path);
        var next = new Attempt { Iteration = 4, Gate = Gates.Fail, Fingerprint = "f", Action = "x", Stream = stream };

        Assert.AreSequenceEqual([3L], reader.ReadTail(stream).Attempts.Select(row => row.Iteration));
        Assert.AreSequenceEqual([1L, 2L, 3L], reader.ReadTail(stream, next).Attempts.Select(row => row.Iteration));
    }

    [TestMethod]
    public void The_rows_of_all_streams_since_a_byte_are_read_with_the_stream()
    {
        var stream = new StreamKey("main", "p", "", "run make");
        var journal = new JournalFile(_folder.Path);
        journal.Append(new() { Iteration = 1, Gate = Gates.Fail, Stream = stream with { Command = "run test" } });
        var since = new FileInfo(journal.Path).Length;
        foreach (var i in Enumerable.Range(2, 150))
        {
            journal.Append(new() { Iteration = i, Gate = Gates.Pass, Stream = i == 100 ? stream : stream with { Command = "run test" } });
        }

        var tail = new JournalReader(journal.Path).ReadTail(stream, since: since);

        Assert.AreSequenceEqual(Enumerable.Range(2, 150).Reverse().Select(i => (long)i), tail.Since.Select(row => row.Iteration));
        Assert.AreSequenceEqual([100L], tail.Attempts.Select(row => row.Iteration));
    }

    [TestMethod]
    public void A_stream_is_found_under_the_name_under_which_it_was_written()
    {
        var typed = new StreamKey("main", "p", "", "run tool --password hunter");
        var journal = new JournalFile(_folder.Path);
        journal.Append(new() { Iteration = 1, Gate = Gates.Fail, Stream = typed });
        var written = AttemptLimits.Apply(typed);

        Assert.AreEqual("run tool --password ***", new JournalReader(journal.Path).FindNewest()!.Stream.Command);
        Assert.HasCount(1, new JournalReader(journal.Path).ReadTail(written).Attempts);
    }

    [TestMethod]
    public void Rows_appended_while_a_reader_reads_are_not_seen_and_do_no_harm()
    {
        File.WriteAllText(JournalPath, string.Concat(Enumerable.Repeat(Row1 + "\n", 1000)));
        var reader = new JournalReader(JournalPath) { Block = 512 };
        var count = 0;
        foreach (var _ in reader.ReadOldestFirst())
        {
            if (count++ % 100 == 0)
            {
                File.AppendAllText(JournalPath, Row2 + "\n");
            }
        }

        Assert.AreEqual(1000, count);
    }

    [TestMethod]
    public void Whatever_the_bytes_are_both_directions_read_the_same_rows()
    {
        var piece = Gen.OneOf(
            Gen.OneOf(Row1, Row2, "\n", "\n", "\n", "\r\n", "\0\0", "\uFEFF", "{\"iteration\":", "{\"iteration\":3}", "}", "\"", "x"),
            Gen.String[0, 20]);
        var input = Gen.Select(piece.Array[0, 12], Gen.Int[1, 40], Gen.Byte.Array[0, 3], Gen.Int[0, 600], Gen.Int[0, 19]);
        input.Sample((pieces, block, noise, at, open) =>
        {
            // Seldom without a line break at the end: a reader reads such a file twice, because another process may be writing.
            var bytes = Encoding.UTF8.GetBytes(string.Concat(pieces)).ToList();
            bytes.InsertRange(Math.Min(at, bytes.Count), noise);
            bytes.AddRange(open == 0 ? [] : "\n"u8);
            var path = _folder[Guid.NewGuid().ToString("N")];
            File.WriteAllBytes(path, [.. bytes]);
            var reader = new JournalReader(path) { Block = block };

            var forward = reader.ReadOldestFirst().Select(AttemptJson.Write).ToList();
            var backward = reader.ReadNewestFirst().Select(AttemptJson.Write).ToList();
            reader.ReadTail(StreamKey.Seed);
            File.Delete(path);
            return forward.SequenceEqual(backward.AsEnumerable().Reverse());
        }, iter: 300);
    }

    [TestMethod]
    public void Whatever_happens_to_other_lines_an_intact_line_comes_back()
    {
        var damage = Gen.Select(Gen.Int[0, 9], Gen.Int[0, 100], Gen.Byte.Where(b => b != '\n').Array[1, 8]);
        Gen.Select(damage.Array[0, 6], Gen.Int[1, 40]).Sample((damages, block) =>
        {
            var lines = Enumerable.Range(0, 10)
                .Select(i => GetBytes(Row1.Replace("\"commit\":\"\"", $"\"commit\":\"row{i}\"", StringComparison.Ordinal))).ToArray();
            foreach (var (line, at, bytes) in damages)
            {
                bytes.CopyTo(lines[line], at % (lines[line].Length - bytes.Length));
            }

            var path = _folder[Guid.NewGuid().ToString("N")];
            File.WriteAllBytes(path, [.. lines.SelectMany(line => line.Append((byte)'\n'))]);
            var read = new JournalReader(path) { Block = block }.ReadOldestFirst().Select(row => row.Commit).ToHashSet();
            File.Delete(path);
            return Enumerable.Range(0, 10).Except(damages.Select(d => d.Item1)).All(i => read.Contains($"row{i}"));
        }, iter: 300);
    }

    private static byte[] GetBytes(string text) => Encoding.UTF8.GetBytes(text);
}
