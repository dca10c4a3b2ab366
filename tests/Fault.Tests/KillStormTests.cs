using System.Collections.Concurrent;
using System.Globalization;
using LoopJournal.Journal;

namespace LoopJournal.Tests;

/// <summary>Writers are killed at any moment, and others start in their place: an acknowledged record is in the journal.</summary>
[TestClass]
public sealed class KillStormTests : IDisposable
{
    private readonly string _folder = Directory.CreateDirectory(
        Path.Combine(
            Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), "loop-journal-" + Guid.NewGuid().ToString("N"))).FullName;

    private readonly ConcurrentDictionary<long, bool> _acknowledged = []; // the number of a record, and whether the writer was one of ours
    private long _next;

    public required TestContext TestContext { get; set; }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    [Timeout(120_000)]
    public Task No_acknowledged_record_is_lost_when_writers_are_killed() => RunAsync(ours: 4, seeds: 1, wanted: 4_000);

    /// <summary>Four storms of different mixtures acknowledge 500,000 records of ours in all.</summary>
    [TestMethod]
    [TestCategory("Full")]
    [Timeout(40 * 60 * 1000)]
    [DataRow(8, 0, 150_000)]
    [DataRow(16, 0, 150_000)]
    [DataRow(6, 4, 150_000)]
    [DataRow(8, 2, 100_000)]
    public Task No_acknowledged_record_is_lost_in_a_long_storm(int ours, int seeds, int wanted) => RunAsync(ours, seeds, wanted);

    private async Task RunAsync(int ours, int seeds, int wanted)
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        using var enough = new CancellationTokenSource();
        var kills = 0;
        await Task.WhenAll(Enumerable.Range(0, ours + seeds).Select(writer => Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                var (isOurs, lifetime) = (writer < ours, Draw(random));
                using var process =
                    StormWriter.Start(isOurs ? StormWriter.Ours : StormWriter.Seed, _folder, Interlocked.Add(ref _next, 10_000_000));
                var count = 0;
                while (count < lifetime && await process.StandardOutput.ReadLineAsync() is { } line)
                {
                    _acknowledged[long.Parse(line, CultureInfo.InvariantCulture)] = isOurs;
                    count++;
                }

                process.Kill();
                Interlocked.Increment(ref kills);

                // Records that it acknowledged before the signal count too.
                while (await process.StandardOutput.ReadLineAsync() is { } line)
                {
                    if (long.TryParse(line, CultureInfo.InvariantCulture, out var number))
                    {
                        _acknowledged[number] = isOurs;
                    }
                }

                if (_acknowledged.Values.Count(ofOurs => ofOurs) >= wanted)
                {
                    await enough.CancelAsync();
                }
            }
        })));

        var skipped = new SkippedLines();
        var rows = new JournalReader(Path.Combine(_folder, "journal.jsonl"))
            .ReadOldestFirst(skipped).Select(row => row.Iteration).ToHashSet();
        var lost = _acknowledged.Where(record => !rows.Contains(record.Key)).ToList();
        TestContext.WriteLine(
            $"seed {seed}: {_acknowledged.Count(record => record.Value)} acknowledged records of ours, "
            + $"{kills} kills, {skipped.Count} torn lines");
        Assert.IsEmpty(lost,
            $"seed {seed}: {lost.Count(record => record.Value)} of ours, {lost.Count(record => !record.Value)} of the original script's");
    }

    private static int Draw(Random random)
    {
        lock (random)
        {
            return random.Next(1, 2_000);
        }
    }
}
