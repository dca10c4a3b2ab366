using System.IO.Compression;
using System.Text.Json;
using LoopJournal.Model;
using LoopJournal.Verdicts;

namespace LoopJournal.Tests.Verdicts;

/// <summary>
/// Every stall of the original script is a stall here, with the same facts. The answers of the script are recorded; see README.md.
/// </summary>
[TestClass]
public sealed class SeedVerdictTests
{
    [TestMethod]
    public void Verdicts_over_rows_of_the_original_script_are_its_own()
    {
        var lines = ReadLines();
        using var table = JsonDocument.Parse(lines[0]);
        var (actions, gates, fingerprints) =
            (ReadStrings(table, "actions"), ReadStrings(table, "gates"), ReadStrings(table, "fingerprints"));
        int stalled = 0;

        foreach (var line in lines.Skip(1))
        {
            using var document = JsonDocument.Parse(line);
            var expected = document.RootElement;
            var rows = expected.GetProperty("rows").EnumerateArray().Select(row => new Attempt
            {
                Iteration = row[0].GetInt64(),
                Action = actions[row[1].GetInt32()],
                Gate = gates[row[2].GetInt32()],
                Fingerprint = fingerprints[row[3].GetInt32()],
            }).ToList();

            var verdict = StallDetector.Analyze(rows, expected.GetProperty("k").GetInt32());

            Assert.AreEqual(expected.GetProperty("stall_count").GetInt32(), verdict.StallCount, line);
            CollectionAssert.AreEqual(ReadStrings(expected, "dead_ends"), verdict.DeadEnds.ToArray(), line);
            if (expected.GetProperty("verdict").GetString() == "STALLED")
            {
                stalled++;
                Assert.AreEqual(VerdictKind.Stalled, verdict.Kind, line);
                Assert.AreEqual(VerdictSeverity.Error, verdict.Severity, line);
                Assert.AreEqual(expected.GetProperty("fingerprint").GetString(), verdict.Fingerprint, line);
                Assert.AreEqual(expected.GetProperty("recommend").GetString(), verdict.Recommend, line);
                Assert.AreEqual(expected.GetProperty("reason").GetString(), verdict.Reason, line);
            }
            else
            {
                Assert.AreNotEqual(VerdictKind.Stalled, verdict.Kind, line);
                if (verdict.Kind == VerdictKind.Progress)
                {
                    Assert.AreEqual(expected.GetProperty("reason").GetString(), verdict.Reason, line);
                }
            }
        }

        Assert.HasCount(10_001, lines);
        Assert.AreEqual(3_517, stalled);
    }

    private static string[] ReadStrings(JsonDocument document, string name) => ReadStrings(document.RootElement, name);

    private static string[] ReadStrings(JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(item => item.GetString()!)];

    private static string[] ReadLines()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Verdicts", "seed-verdicts.jsonl.gz"));
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
