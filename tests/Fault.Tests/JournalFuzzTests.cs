using System.Diagnostics;
using System.Globalization;
using System.Text;
using LoopJournal.Journal;
using LoopJournal.Model;
using LoopJournal.Verdicts;

namespace LoopJournal.Tests;

/// <summary>
/// Random journals with random damage, read from either end and by each stream. A failure names the seed of its journal. With that seed in
/// the variable <c>LOOPJOURNAL_FUZZ_SEED</c>, the test begins with that journal.
/// </summary>
[TestClass]
public sealed class JournalFuzzTests(TestContext context) : IDisposable
{
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(2);

    private static readonly StreamKey Test = new("main", "tests/Shop.Tests.csproj", "net10.0", "test");

    private static readonly StreamKey[] Streams =
    [
        Test, Test with { Command = "test --filter Cart" }, Test with { Loop = "ü/x" }, new("main", "", "", "run make"), StreamKey.Seed,
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [Timeout(120_000, CooperativeCancellation = false)]
    public void A_damaged_journal_is_read_in_time_and_without_losing_an_intact_line() => Read(1000, TimeSpan.FromSeconds(10));

    [TestMethod]
    [TestCategory("Full")]
    [Timeout(3_600_000, CooperativeCancellation = false)]
    public void Many_damaged_journals_are_read_in_time_and_without_losing_an_intact_line() => Read(100_000, TimeSpan.FromMinutes(50));

    private void Read(int journals, TimeSpan budget)
    {
        var given = Environment.GetEnvironmentVariable("LOOPJOURNAL_FUZZ_SEED");
        var first = given is { Length: > 0 } ? int.Parse(given, CultureInfo.InvariantCulture) : Random.Shared.Next();
        context.WriteLine($"seed {first}");
        var clock = Stopwatch.StartNew();
        var (read, intact, worst) = (0, 0, TimeSpan.Zero);
        while (read < journals && clock.Elapsed < budget)
        {
            var seed = unchecked(first + read);
            var time = TimeSpan.MaxValue;

            // A journal that took too long is read again: an endless loop is slow again, a busy machine is not.
            for (var tries = 0; tries < 2 && time > MaxTime; tries++)
            {
                var start = clock.Elapsed;
                intact += ReadOne(seed);
                time = clock.Elapsed - start;
            }

            Assert.IsLessThan(MaxTime, time, $"seed {seed}");
            worst = time > worst ? time : worst;
            read++;
        }

        Assert.IsGreaterThan(0, intact, "the damage leaves intact lines");
        context.WriteLine($"{read} journals, {intact} intact lines, {clock.Elapsed.TotalSeconds:0} s");
        context.WriteLine($"the slowest {worst.TotalMilliseconds:0} ms");
    }

    /// <summary>Makes a journal, reads it in all ways, and compares the results.</summary>
    /// <returns>How many intact lines it had.</returns>
    private int ReadOne(int seed)
    {
        var random = new Random(seed);
        var lines = Enumerable.Range(1, random.Next(1, 50)).ToDictionary(i => AttemptJson.Write(CreateRow(random, i)), i => (long)i);
        var journal = Encoding.UTF8.GetBytes(string.Concat(lines.Keys.Select(line => line + "\n")));
        var damage = random.GetItems(JournalDamage.Kinds.ToArray(), random.Next(4));
        journal = damage.Aggregate(journal, (bytes, kind) => kind.Do(random, bytes));

        // Seldom without a line break at the end: a reader reads such a file several times, because another process may be writing.
        journal = random.Next(20) == 0 ? journal : [.. journal, (byte)'\n'];
        var message = $"seed {seed}: {string.Join(", ", damage.Select(kind => kind.Name))}";
        var path = _folder["journal.jsonl"];
        File.WriteAllBytes(path, journal);
        var reader = new JournalReader(path) { Block = random.GetItems([64, 1000, JournalBytes.UsualBlock], 1)[0] };

        var forward = reader.ReadOldestFirst().ToList();
        Assert.AreSequenceEqual(forward.Select(AttemptJson.Write), reader.ReadNewestFirst().Reverse().Select(AttemptJson.Write), message);

        var rows = forward.CountBy(row => row.Iteration).ToDictionary();
        var intact = Encoding.Latin1.GetString(journal).Split('\n').Select(line => Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(line)))
            .Where(lines.ContainsKey).CountBy(line => lines[line]).ToList();
        foreach (var (iteration, count) in intact)
        {
            Assert.IsGreaterThanOrEqualTo(count, rows.GetValueOrDefault(iteration), message);
        }

        foreach (var stream in Streams)
        {
            Assert.AreEqual(Summarize([.. forward.Where(stream.Has)]), Summarize(reader.ReadTail(stream).Attempts), message);
        }

        return intact.Sum(line => line.Value);
    }

    private static Attempt CreateRow(Random random, int number)
    {
        var gate = random.GetItems([Gates.Fail, Gates.Fail, Gates.Fail, Gates.Blocked, Gates.Pass, Gates.Reset], 1)[0];
        var isFailure = gate is Gates.Fail or Gates.Blocked;
        var hasFailures = isFailure && random.Next(2) == 0;
        var stream = gate is Gates.Reset && random.Next(2) == 0 ? new("main", "", "", "") : random.GetItems(Streams, 1)[0];
        return new()
        {
            Iteration = number,
            Id = stream == StreamKey.Seed ? "" : Guid.CreateVersion7(DateTimeOffset.UnixEpoch.AddSeconds(number)).ToString("N"),
            Stream = stream,
            Gate = gate,
            Stage = random.GetItems([Stages.Test, Stages.Host, Stages.Compile], 1)[0],
            Fingerprint = isFailure ? random.GetItems(["7f3a91c2d4e5", "0b7d21f4c9aa"], 1)[0] : "",
            Action = random.GetItems(["", "retry", " retry", "raise\n\u202e\"x\"", "größer"], 1)[0],
            Tree = hasFailures ? "" : random.GetItems(["", "t1", "t2"], 1)[0],
            Failures = hasFailures ? [new("Shop.CartTests.Total", "Timeout", new string('m', random.Next(300)), "Cart.cs", "f")] : [],
        };
    }

    private static string Summarize(IReadOnlyList<Attempt> attempts)
    {
        var verdict = StallDetector.Analyze(attempts, 3);
        return string.Join(
            ' ',
            [
                verdict.Kind, verdict.Severity, verdict.StallCount, verdict.Fingerprint, verdict.Reason, verdict.NoChange,
                verdict.Best?.Iteration, .. verdict.DeadEnds,
            ]);
    }
}
