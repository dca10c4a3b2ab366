using System.IO.Compression;
using System.Text.Json;

namespace LoopJournal.Tests;

/// <summary>
/// Scripts for <c>loop_journal.py</c> keep working: the tool gives the same answers, which are recorded. See Data/README.md.
/// </summary>
[TestClass]
public sealed class SeedAnswerTests
{
    [TestMethod]
    public void Stall_and_resume_give_the_facts_and_exit_codes_of_the_original_script()
    {
        using var tool = new Tool();
        var stalled = 0;
        foreach (var line in ReadLines("seed-stalls.jsonl.gz"))
        {
            var row = JsonElement.Parse(line);
            var k = row.GetProperty("k").GetInt32().ToString(System.Globalization.CultureInfo.InvariantCulture);
            tool.WriteJournal(row.GetProperty("rows").EnumerateArray().Select(r => new
            {
                iteration = r[0].GetInt32(),
                action = r[1].GetString(),
                hypothesis = "",
                gate = r[2].GetString(),
                fingerprint = r[3].GetString(),
                note = "",
                commit = "",
                ts = "t",
            }));

            var answer = tool.Run("stall", "--json", "--k", k, "--exit-code");

            var (want, got) = (row.GetProperty("answer"), answer.Json);
            string[] always = ["stall_count", "fingerprint", "dead_ends"];
            if (want.GetProperty("verdict").GetString() == "STALLED")
            {
                stalled++;
                foreach (var property in want.EnumerateObject())
                {
                    Assert.AreEqual(Compact(property.Value), Compact(got.GetProperty(property.Name)), line);
                }

                Assert.AreEqual("stalled", tool.Run("stall", "--k", k).FirstLine, line);
                Assert.AreEqual(10, answer.ExitCode, line);
            }
            else
            {
                // The script has no verdict for oscillation: the tool may answer OSCILLATING.
                Assert.AreNotEqual("STALLED", got.GetProperty("verdict").GetString(), line);
                Assert.AreEqual(got.GetProperty("severity").GetString() == "error" ? 10 : 0, answer.ExitCode, line);
            }

            foreach (var name in always)
            {
                Assert.AreEqual(Compact(want.GetProperty(name)), Compact(got.GetProperty(name)), $"{name}: {line}");
            }

            Assert.AreEqual(row.GetProperty("resume").GetString(), tool.Run("resume", "--k", k).FirstLine, line);
        }

        Assert.AreEqual(50, stalled);

        static string Compact(JsonElement value) => value.ValueKind == JsonValueKind.Array
            ? "[" + string.Join(", ", value.EnumerateArray().Select(item => JsonSerializer.Serialize(item.GetString(), Relaxed))) + "]"
            : value.ToString();
    }

    [TestMethod]
    public void Fingerprints_of_logs_are_those_of_the_original_script()
    {
        using var tool = new Tool();
        var log = Path.Combine(tool.Folder, "a.log");
        var count = 0;
        foreach (var line in ReadLines("seed-logs.jsonl.gz"))
        {
            var row = JsonElement.Parse(line);
            File.WriteAllBytes(log, row.GetProperty("log").GetBytesFromBase64());

            var answer = tool.Run("fingerprint", "--algorithm", "seed", "--file", log);

            Assert.AreEqual(row.GetProperty("answer").GetString(), answer.Output.TrimEnd('\n'), line);
            Assert.AreEqual(row.GetProperty("exit").GetInt32(), answer.ExitCode, line);
            count++;
        }

        Assert.AreEqual(200, count);
    }

    // The original script's status prints this line for this journal, without the quotes around the action.
    [TestMethod]
    public void A_record_has_the_fields_of_the_original_script_first_and_its_status_line()
    {
        using var tool = new Tool();
        tool.Write("test.log", "error: no answer after 5 s\n");

        var recorded = tool.Run(
            "record", "--iteration", "3", "--action", "add retry to fetch", "--hypothesis", "timeout is transient", "--gate", "fail",
            "--gate-output", "test.log", "--note", "n");

        var fingerprint = tool.Run("fingerprint", "test.log").Output.TrimEnd('\n');
        Assert.AreEqual($"  recorded iter=3 gate=fail fp={fingerprint} action=\"add retry to fetch\"\nrecorded\n", recorded.Output);
        var fields = JsonElement.Parse(File.ReadAllText(tool.Journal)).EnumerateObject().Select(field => field.Name).Take(8);
        CollectionAssert.AreEqual(
            new[] { "iteration", "action", "hypothesis", "gate", "fingerprint", "note", "commit", "ts" }, fields.ToArray());
        CollectionAssert.Contains(tool.Run("status").Lines.ToArray(), $"  iter=3   fail    fp={fingerprint} \"add retry to fetch\"");
    }

    private static readonly JsonSerializerOptions Relaxed =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static IEnumerable<string> ReadLines(string file)
    {
        using var reader = new StreamReader(
            new GZipStream(File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Data", file)), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
