using CsCheck;
using LoopJournal.Journal;
using LoopJournal.Model;
using LoopJournal.Reports;
using LoopJournal.Verdicts;

namespace LoopJournal.Tests.Journal;

[TestClass]
public sealed class StreamTailTests : IDisposable
{
    private static readonly StreamKey Test = new("main", "tests/Shop.Tests.csproj", "net10.0", "test");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void A_tail_begins_with_the_last_pass_and_keeps_earlier_rows_that_make_a_dead_end()
    {
        Write(
            Fail(1, "a1", "retry"), Fail(2, "a2", "retry"), Fail(3, "a1", "retry"), Fail(4, "a1", "retry"),
            Fail(5, "a1", "other") with { Stream = Test with { Framework = "net9.0" } },
            Fail(6, "a3", "x") with { Gate = Gates.Pass, Fingerprint = "" },
            Fail(7, "a2", "raise"), Fail(8, "a1", "raise"));

        Assert.AreSequenceEqual(
            [3L, 4L, 6L, 7L, 8L], ReadTail(Test).Attempts.Select(row => row.Iteration), "two attempts with one action are enough");
        Assert.AreSequenceEqual([3L, 4L, 6L, 7L, 8L], ReadTail(Test, block: 64).Attempts.Select(row => row.Iteration));
    }

    [TestMethod]
    public void After_a_pass_nothing_before_it_is_read()
    {
        Write(Fail(1, "a1", "retry"), Fail(2, "", "x") with { Gate = Gates.Pass });

        Assert.AreSequenceEqual([2L], ReadTail(Test).Attempts.Select(row => row.Iteration));
    }

    [TestMethod]
    public void After_a_killed_run_the_failure_before_it_still_has_its_dead_ends()
    {
        Write(
            Fail(1, "a1", "retry"), Fail(2, "", "x") with { Gate = Gates.Reset }, Fail(3, "a1", "retry"),
            Fail(4, "b1", "y") with { Gate = Gates.Blocked, Stage = Stages.Host });

        Assert.AreSequenceEqual([1L, 2L, 3L, 4L], ReadTail(Test).Attempts.Select(row => row.Iteration));
    }

    [TestMethod]
    public void A_copy_of_a_pass_does_not_end_a_streak()
    {
        var pass = Fail(2, "", "p") with { Gate = Gates.Pass };
        Write(Fail(1, "a1", "retry"), pass, Fail(3, "a1", "x"), Fail(4, "a1", "y"), Fail(1, "a1", "retry"), pass, Fail(5, "a1", "z"));

        Assert.AreEqual(3, StallDetector.Analyze(ReadTail(Test).Attempts, 3).StallCount);
        Assert.AreSequenceEqual([1L, 2L, 3L, 4L, 5L], ReadTail(Test, block: 64).Attempts.Select(row => row.Iteration));
    }

    [TestMethod]
    public void A_copy_of_an_attempt_from_before_the_last_pass_is_not_an_attempt_after_it()
    {
        var (first, second) = (Fail(1, "a1", "retry"), Fail(2, "a2", "x"));
        Write(first, second, Fail(3, "", "p") with { Gate = Gates.Pass }, first, second);

        Assert.AreSequenceEqual([3L], ReadTail(Test).Attempts.Select(row => row.Iteration));
    }

    [TestMethod]
    public void A_row_that_a_pass_is_glued_to_is_read_too()
    {
        var (first, pass) = (AttemptJson.Write(Fail(1, "a1", "retry")), AttemptJson.Write(Fail(2, "", "p") with { Gate = Gates.Pass }));
        File.WriteAllLines(Path, [first + pass, first, AttemptJson.Write(Fail(3, "a1", "retry"))]);

        Assert.AreSequenceEqual([1L, 2L, 3L], ReadTail(Test).Attempts.Select(row => row.Iteration));
    }

    [TestMethod]
    [Timeout(30_000, CooperativeCancellation = false)]
    public void Thousands_of_copied_passes_are_read_once()
    {
        var rows = Enumerable.Range(1, 12_000)
            .Select(i => Fail(i, "a1", "retry") with { Gate = i % 2 == 0 && i < 11_900 ? Gates.Pass : Gates.Fail });
        var lines = rows.Select(AttemptJson.Write).ToList();
        File.WriteAllLines(Path, [.. lines, .. lines]);

        Assert.AreEqual(102, StallDetector.Analyze(ReadTail(Test).Attempts, 3).StallCount);
    }

    [TestMethod]
    public void The_original_of_a_copy_is_looked_for_in_the_last_bytes_only()
    {
        var (first, second) = (Fail(1, "a1", "retry"), Fail(2, "a2", "x"));
        Write(first, second, Fail(3, "", "p") with { Gate = Gates.Pass }, first, second);
        var length = new FileInfo(Path).Length;

        Assert.HasCount(1, new JournalReader(Path) { MaxLookBack = length }.ReadTail(Test).Attempts);
        Assert.AreSequenceEqual(
            [2L, 3L, 1L],
            new JournalReader(Path) { MaxLookBack = 10 }.ReadTail(Test).Attempts.Select(row => row.Iteration),
            "2 is found as a dead end");
    }

    [TestMethod]
    public void A_stream_without_a_pass_has_a_bounded_window()
    {
        File.WriteAllLines(
            Path, Enumerable.Repeat(AttemptJson.Write(Fail(1, "a1", "retry") with { Id = "" }), 3 * StreamTail.MaxAttempts));

        Assert.HasCount(StreamTail.MaxAttempts + 2, ReadTail(Test).Attempts);
    }

    [TestMethod]
    public void Damaged_lines_among_those_that_had_to_be_read_are_reported_with_their_numbers()
    {
        var row = AttemptJson.Write(Fail(1, "a1", "retry"));
        string[] rows =
        [
            row[..^1], row.Replace("fail", "pass", StringComparison.Ordinal), "",
            row[..^1], row.Replace("\"1\"", "\"2\"", StringComparison.Ordinal),
        ];
        File.WriteAllLines(Path, rows);

        var tail = ReadTail(Test, block: 50);

        Assert.AreSequenceEqual([1L, 4L], tail.Skipped.Numbers);
        Assert.HasCount(2, tail.Attempts);
    }

    [TestMethod]
    public void A_tail_has_the_same_facts_as_the_whole_stream()
    {
        var streams = new[]
        {
            Test, Test with { Command = "test --filter Cart" }, Test with { Framework = "net9.0" }, Test with { Loop = "ü/x" },
            Test with { Project = "" , Framework = "", Command = "" }, StreamKey.Seed,
        };
        var row = Gen.Select(
            Gen.OneOf(streams),
            Gen.OneOf(Gates.Fail, Gates.Fail, Gates.Fail, Gates.Fail, Gates.Blocked, Gates.Pass, Gates.Reset, ""),
            Gen.OneOf("", "f1", "f1", "f2", "f ü"),
            Gen.OneOf("", "retry", " retry", "raise", "\"fingerprint\":\"f1\""),
            Gen.OneOf(Stages.Test, Stages.Host),
            Gen.Bool,
            (stream, gate, fingerprint, action, stage, twice) =>
                (Attempt: new Attempt { Stream = stream, Gate = gate, Fingerprint = fingerprint, Action = action, Stage = stage }, twice));

        Gen.Select(row.Array[0, 40], Gen.OneOf(streams), Gen.Int[1, 900]).Sample((rows, stream, block) =>
        {
            var lines = rows.SelectMany((r, i) =>
            {
                var line = AttemptJson.Write(r.Attempt with { Iteration = i, Id = r.Attempt.Stream == StreamKey.Seed ? "" : $"id{i}" });
                return r.twice && r.Attempt.Stream != StreamKey.Seed ? new[] { line, "", line[..(i % 9)], line } : [line];
            });
            var path = _folder[Guid.NewGuid().ToString("N")];
            File.WriteAllLines(path, lines);
            var reader = new JournalReader(path) { Block = block };

            var expected = ComputeFacts(reader.ReadOldestFirst().Where(stream.Has));
            var actual = ComputeFacts(reader.ReadTail(stream).Attempts);
            File.Delete(path);
            Assert.AreEqual(expected, actual);
        }, iter: 500);
    }

    [TestMethod]
    public void Journals_that_were_concatenated_give_the_verdict_of_all_rows()
    {
        var streams = new[] { Test, Test with { Command = "test --filter Cart" }, Test with { Command = "run make" } };
        var row = Gen.Select(
            Gen.OneOf(streams),
            Gen.OneOf(Gates.Fail, Gates.Fail, Gates.Fail, Gates.Blocked, Gates.Pass, Gates.Reset),
            Gen.OneOf("f1", "f1", "f2"),
            Gen.OneOf("", "retry", "raise"),
            Gen.OneOf("", "t1", "t2", "t2r"),
            Gen.OneOf("", "r"), // what the gate wrote
            (stream, gate, fingerprint, action, tree, report) => new Attempt
            {
                Stage = Stages.Test,
                Failures = gate is Gates.Fail ? [new(fingerprint, "", "", "", fingerprint)] : [],
                TreeAfter = tree.Length > 0 && report.Length > 0 ? tree + report : "",
                Stream = gate is Gates.Reset ? new("main", "", "", "") : stream,
                Gate = gate,
                Fingerprint = fingerprint,
                Action = action,
                Tree = tree,
            });
        var slice = Gen.Select(Gen.Int[0, 40], Gen.Int[0, 40]);

        var journal = Gen.Select(row.Array[1, 30], slice.Array[0, 4], Gen.Int[0, 30], Gen.OneOf(streams), Gen.Int[1, 900]);
        var compared = 0;
        journal.Sample((rows, slices, fresh, stream, block) =>
        {
            slices = rows.Any(row => row.Gate is Gates.Reset) ? [] : slices; // copies around a reset: other tests are flaky

            var lines = rows.Select((r, i) => AttemptJson.Write(r with { Iteration = i, Id = $"{i:x32}" })).ToList();
            var copies = slices.SelectMany(s => lines.Skip(s.Item1).Take(s.Item2));
            var path = _folder[Guid.NewGuid().ToString("N")];
            File.WriteAllLines(path, [.. lines.SkipLast(fresh), .. copies, .. lines.TakeLast(fresh)]);
            var reader = new JournalReader(path) { Block = block };

            var all = LoopState.Read(reader, new("main", stream.Project, stream.Framework, stream.Command), 3).Streams.SingleOrDefault();
            var tail = StallDetector.Analyze(reader.ReadTail(stream).Attempts, 3);
            File.Delete(path);
            if (all is not null)
            {
                Assert.AreEqual(Summarize(all.Verdict), Summarize(tail), string.Join('\n', lines));
                Interlocked.Increment(ref compared);
            }
        }, iter: 1000);
        Assert.IsGreaterThan(500, compared, "most journals have the stream");
    }

    private static string Summarize(Verdict verdict) => string.Join(
        ' ',
        [
            verdict.Kind, verdict.Severity, verdict.StallCount, verdict.Fingerprint, verdict.Reason, verdict.NoChange,
            verdict.Best?.Iteration, .. verdict.DeadEnds, "|", .. verdict.Flaky,
        ]);

    /// <summary>The rows and dead ends that a verdict depends on, computed from all rows of a stream in the simplest way.</summary>
    private static string ComputeFacts(IEnumerable<Attempt> all)
    {
        var seen = new HashSet<string>();
        var rows = all.Where(row => row.Id.Length == 0 || seen.Add(row.Id)).ToList();
        var window = rows.Skip(Math.Max(rows.FindLastIndex(row => row.Clears), 0)).ToList();
        return string.Join(' ', window.Select(row => row.Iteration))
            + " | " + ListDeadEnds(rows.LastOrDefault())
            + " | " + ListDeadEnds(window.FindLast(row => !row.IsHostBlocked));

        string ListDeadEnds(Attempt? last) => last is null or { Clears: true } or { Fingerprint: "" } || rows[^1].Clears
            ? ""
            : string.Join(',', rows.Where(row => !row.Clears && row.Fingerprint == last.Fingerprint && row.Action.Trim().Length > 0)
                .GroupBy(row => row.Action.Trim()).Where(group => group.Count() > 1)
                .Select(group => group.Key).Order(StringComparer.Ordinal));
    }

    [TestMethod]
    public void A_streak_that_a_copied_pass_interrupts_is_read_to_its_beginning_for_the_next_attempt_too()
    {
        var pass = Fail(1, "", "") with { Gate = Gates.Pass };
        var others = Enumerable.Range(0, 110).Select(i => Fail(1000 + i, "a1", "x") with { Stream = Test with { Framework = "net9.0" } });
        Attempt[] before = [pass, Fail(2, "a1", "retry"), .. others];
        Write([.. before, pass, Fail(3, "a1", "retry"), .. others.Take(10)]);

        // The original of the copy is within the limit, the beginning of the streak is not.
        var maxLookBack = before.Sum(row => AttemptJson.Write(row).Length + 1);
        var tail = new JournalReader(Path) { MaxLookBack = maxLookBack }.ReadTail(Test, Fail(4, "a1", "retry"));

        Assert.AreSequenceEqual([1L, 2L, 3L], tail.Attempts.Select(row => row.Iteration));
    }

    private string Path => _folder["journal.jsonl"];

    private static Attempt Fail(int iteration, string fingerprint, string action) =>
        new()
        {
            Iteration = iteration, Id = $"{iteration}", Stream = Test, Gate = Gates.Fail, Stage = Stages.Test,
            Fingerprint = fingerprint, Action = action,
        };

    private void Write(params Attempt[] rows) => File.WriteAllLines(Path, rows.Select(AttemptJson.Write));

    private StreamTail ReadTail(StreamKey stream, int block = JournalBytes.UsualBlock) =>
        new JournalReader(Path) { Block = block }.ReadTail(stream);
}
