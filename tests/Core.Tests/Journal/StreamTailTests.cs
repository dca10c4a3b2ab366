using CsCheck;
using LoopJournal.Journal;

namespace LoopJournal.Tests.Journal;

[TestClass]
public sealed class StreamTailTests : IDisposable
{
    private static readonly StreamKey Test = new("main", "tests/Shop.Tests.csproj", "net10.0", "test");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void A_tail_begins_with_the_last_pass_and_holds_of_what_was_before_what_tells_a_dead_end()
    {
        Write(
            Fail(1, "a1", "retry"), Fail(2, "a2", "retry"), Fail(3, "a1", "retry"), Fail(4, "a1", "retry"),
            Fail(5, "a1", "other") with { Stream = Test with { Framework = "net9.0" } },
            Fail(6, "a3", "x") with { Gate = Gates.Pass, Fingerprint = "" },
            Fail(7, "a2", "raise"), Fail(8, "a1", "raise"));

        Assert.AreSequenceEqual([3L, 4L, 6L, 7L, 8L], Tail(Test).Attempts.Select(row => row.Iteration), "two of an action tell as much as three");
        Assert.AreSequenceEqual([3L, 4L, 6L, 7L, 8L], Tail(Test, block: 64).Attempts.Select(row => row.Iteration));
    }

    [TestMethod]
    public void After_a_pass_nothing_before_it_is_read()
    {
        Write(Fail(1, "a1", "retry"), Fail(2, "", "x") with { Gate = Gates.Pass });

        Assert.AreSequenceEqual([2L], Tail(Test).Attempts.Select(row => row.Iteration));
    }

    [TestMethod]
    public void Behind_a_killed_run_the_failure_before_it_still_has_its_dead_ends()
    {
        Write(
            Fail(1, "a1", "retry"), Fail(2, "", "x") with { Gate = Gates.Reset }, Fail(3, "a1", "retry"),
            Fail(4, "b1", "y") with { Gate = Gates.Blocked, Stage = Stages.Host });

        Assert.AreSequenceEqual([1L, 2L, 3L, 4L], Tail(Test).Attempts.Select(row => row.Iteration));
    }

    [TestMethod]
    public void An_attempt_that_was_recorded_twice_counts_once_and_where_it_stood_first()
    {
        Write(Fail(1, "a1", "retry"), Fail(2, "", "p") with { Gate = Gates.Pass }, Fail(1, "a1", "retry"));

        Assert.AreSequenceEqual([1L, 2L], Tail(Test).Attempts.Select(row => row.Iteration));
    }

    [TestMethod]
    public void Without_any_pass_the_window_has_an_end()
    {
        File.WriteAllLines(Path, Enumerable.Repeat(AttemptJson.Write(Fail(1, "a1", "retry") with { Id = "" }), 3 * StreamTail.MostAttempts));

        Assert.HasCount(StreamTail.MostAttempts + 2, Tail(Test).Attempts);
    }

    [TestMethod]
    public void Damaged_lines_among_those_that_had_to_be_read_are_reported_with_their_numbers()
    {
        var row = AttemptJson.Write(Fail(1, "a1", "retry"));
        File.WriteAllLines(Path, [row[..200], row.Replace("fail", "pass", StringComparison.Ordinal), "", row[..200], row.Replace("\"1\"", "\"2\"", StringComparison.Ordinal)]);

        var tail = Tail(Test, block: 50);

        Assert.AreSequenceEqual([1L, 4L], tail.Skipped.Numbers);
        Assert.HasCount(2, tail.Attempts);
    }

    [TestMethod]
    public void What_a_tail_tells_is_what_all_of_the_stream_tells()
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
            (stream, gate, fingerprint, action, stage, twice) => (Attempt: new Attempt { Stream = stream, Gate = gate, Fingerprint = fingerprint, Action = action, Stage = stage }, twice));

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

            var expected = Facts(reader.OldestFirst().Where(stream.Has));
            var actual = Facts(reader.Tail(stream).Attempts);
            File.Delete(path);
            Assert.AreEqual(expected, actual);
        }, iter: 500);
    }

    /// <summary>What verdicts rest on, in the simplest way to tell it from all of a stream's rows.</summary>
    private static string Facts(IEnumerable<Attempt> all)
    {
        var seen = new HashSet<string>();
        var rows = all.Where(row => row.Id.Length == 0 || seen.Add(row.Id)).ToList();
        var window = rows.Skip(Math.Max(rows.FindLastIndex(row => row.Clears), 0)).ToList();
        return string.Join(' ', window.Select(row => row.Iteration)) + " | " + DeadEnds(rows.LastOrDefault()) + " | " + DeadEnds(window.FindLast(row => !row.IsHostBlocked));

        string DeadEnds(Attempt? last) => last is null or { Clears: true } or { Fingerprint: "" } || rows[^1].Clears
            ? ""
            : string.Join(',', rows.Where(row => row.Gate != Gates.Pass && row.Fingerprint == last.Fingerprint && row.Action.Trim().Length > 0)
                .GroupBy(row => row.Action.Trim()).Where(group => group.Count() > 1).Select(group => group.Key).Order(StringComparer.Ordinal));
    }

    private string Path => _folder["journal.jsonl"];

    private static Attempt Fail(int iteration, string fingerprint, string action) =>
        new() { Iteration = iteration, Id = $"{iteration}", Stream = Test, Gate = Gates.Fail, Stage = Stages.Test, Fingerprint = fingerprint, Action = action };

    private void Write(params Attempt[] rows) => File.WriteAllLines(Path, rows.Select(AttemptJson.Write));

    private StreamTail Tail(StreamKey stream, int block = JournalBytes.UsualBlock) => new JournalReader(Path) { Block = block }.Tail(stream);
}
