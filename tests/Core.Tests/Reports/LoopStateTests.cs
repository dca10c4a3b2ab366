using LoopJournal.Journal;
using LoopJournal.Model;
using LoopJournal.Reports;

namespace LoopJournal.Tests;

[TestClass]
public sealed class LoopStateTests
{
    [TestMethod]
    public void A_loop_and_a_stream_read_the_same_without_the_rows_of_others()
    {
        using var folder = new TemporaryFolder();
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var file = folder[$"{seed}.jsonl"];
            File.WriteAllLines(file, Enumerable.Range(0, 60).Select(i => AttemptJson.Write(MakeRow(random, i))));
            foreach (var filter in new[]
            {
                StreamFilter.From("main", "src/P0/P0.csproj", "net10.0", StreamKey.Test),
                StreamFilter.From("main", "src/P0/P0.csproj", "net10.0", "test --filter A"),
                StreamFilter.From("main", null, null, null),
                StreamFilter.From(null, null, null, null),
            })
            {
                var all = LoopState.Read(new(file), filter, 3);
                var only = LoopState.Read(new(file), filter, 3, onlyTheirs: true);

                Assert.AreEqual(all.Records, only.Records, $"seed {seed}, {filter}");
                Assert.AreEqual(
                    string.Join('\n', ResumeText.GetLines(all, 3, null, 5000, _ => CauseSources.None, null)),
                    string.Join('\n', ResumeText.GetLines(only, 3, null, 5000, _ => CauseSources.None, null)));
            }
        }
    }

    [TestMethod]
    public void A_damaged_line_is_reported_whatever_loop_it_was_of()
    {
        using var folder = new TemporaryFolder();
        var rows = Enumerable.Range(0, 3).Select(i => AttemptJson.Write(new()
        {
            Iteration = i,
            Id = $"{i:x32}",
            Gate = Gates.Fail,
            Stream = new(i == 2 ? "main" : "other", "src/P/P.csproj", "net10.0", StreamKey.Test),
        })).ToList();
        string[] damaged = [rows[1][..40], "no row", rows[0][..40] + rows[1], rows[1].Replace("test", "\0\0\0\0", StringComparison.Ordinal)];
        File.WriteAllLines(folder["journal.jsonl"], [rows[0], .. damaged, rows[2]]);

        var loop = LoopState.Read(new(folder["journal.jsonl"]), new("main"), 3, onlyTheirs: true);

        Assert.AreEqual((1L, 4L), (loop.Records, loop.Skipped.Count));
    }

    private static Attempt MakeRow(Random random, int i)
    {
        string[] gates = [Gates.Pass, Gates.Fail, Gates.Fail, Gates.Fail, Gates.Blocked, Gates.Reset];
        string[] commands = [StreamKey.Test, "test --filter A", "build"];
        var gate = gates[random.Next(gates.Length)];
        var isForAll = gate == Gates.Reset && random.Next(2) == 0;
        return new()
        {
            Iteration = i,
            Id = $"{i:x32}",
            Action = $"try {random.Next(5)}",
            Gate = gate,
            Fingerprint = gate is Gates.Fail or Gates.Blocked ? $"aaaaaaaaaaa{random.Next(3)}" : "",
            Stage = gate == Gates.Blocked ? Stages.Host : Stages.Test,
            Stream = isForAll ? new(random.Next(2) == 0 ? "main" : "", "", "", "")
                : new(random.Next(3) == 0 ? "other" : "main", $"src/P{random.Next(2)}/P{random.Next(2)}.csproj", "net10.0", commands[random.Next(3)]),
        };
    }
}
