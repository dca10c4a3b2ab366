using System.Text;

namespace LoopJournal.Tests;

/// <summary>A journal whose every text is hostile, as each verb shows it.</summary>
[TestClass]
public sealed class HostileJournalTests
{
    private static readonly string[][] Readers =
    [
        ["stall"], ["stall", "--k", "1"], ["resume", "--max-bytes", "100000"], ["status", "--n", "100"],
    ];

    [TestMethod]
    public void No_field_of_a_row_leaves_its_quotes()
    {
        var said = new StringBuilder();
        foreach (var text in HostileText.All)
        {
            foreach (var rows in CreateJournals(text))
            {
                using var tool = new Tool();
                tool.WriteJournal(rows);

                foreach (var arguments in Readers.Append(["reset", "--command", text]).Append(["reset"]).Append(["reset", "--note", text]))
                {
                    var answer = tool.Run(arguments);

                    Assert.AreEqual(0, answer.ExitCode, answer.Error);
                    answer.AssertIsInert(arguments);
                    said.Append(answer.Output);
                }
            }
        }

        string[] everySentence =
            ["LOOP0010", "LOOP0011", "LOOP0012", "LOOP0013", "Flaky", "files that flip", "back to it", "also ", "(edited ", "its commit"];
        foreach (var words in everySentence)
        {
            Assert.IsTrue(said.ToString().Contains(words, StringComparison.Ordinal), words);
        }
    }

    [TestMethod]
    [DataRow("größer <T> & 'x' + 1 # C#", "größer <T> & 'x' + 1 # C#")]
    [DataRow("say \"x\" in C:\\x", """say \"x\" in C:\\x""")]
    [DataRow("##[x] ###", """#\u0023[x] #\u0023\u0023""")]
    [DataRow("\u001b\u007f\u009b\t", """\u001b\u007f\u009b\t""")]
    [DataRow("\u2028\u2029\u200b\u200f\u202a\u202e\u2060\u2069\ufeff", """\u2028\u2029\u200b\u200f\u202a\u202e\u2060\u2069\ufeff""")]
    [DataRow("\U000E0041", """\udb40\udc41""")]
    public void JSON_answers_escape_only_what_is_not_safe_to_print(string text, string written)
    {
        using var tool = new Tool();
        tool.WriteJournal([Records.Fail("test", action: text)]);

        var answer = tool.Run("status", "--format", "json");

        Assert.Contains($"\"action\": \"{written}\"", answer.Output, StringComparison.OrdinalIgnoreCase);
        Assert.AreEqual(text, answer.Json.GetProperty("newest")[0].GetProperty("action").GetString());
    }

    [TestMethod]
    public void JSON_answers_contain_no_command_and_decode_to_the_original_texts()
    {
        foreach (var text in HostileText.All)
        {
            using var tool = new Tool();
            tool.WriteJournal(CreateJournals(text)[0]);

            var (status, resume) = (tool.Run("status", "--format", "json"), tool.Run("resume", "--format", "json"));

            foreach (var answer in new[] { status, resume, tool.Run("stall", "--json") })
            {
                HostileText.AssertCommandsNothing(answer.Output);
                Assert.IsTrue(answer.Output.All(c => c == '\n' || !HostileText.IsHidden(c)), answer.Output);
                HostileText.AssertIsInert(answer.Json.GetProperty("message").GetString()!);
                Assert.AreEqual(text, answer.Json.GetProperty("stream").GetProperty("command").GetString());
            }

            var row = status.Json.GetProperty("newest")[0];
            CollectionAssert.AreEqual(
                new[] { text, text, text, text, text },
                new[] { "action", "hypothesis", "note", "gate", "fingerprint" }
                    .Select(name => row.GetProperty(name).GetString()).ToArray());
            var failure = resume.Json.GetProperty("failures")[0];
            CollectionAssert.AreEqual(
                new[] { text, text, text, text, text },
                new[] { "id", "type", "message", "site", "fingerprint" }.Select(name => failure.GetProperty(name).GetString()).ToArray());
        }
    }

    /// <summary>Journals in which every text is hostile, one for each verdict that names a failure.</summary>
    private static List<List<object>> CreateJournals(string text)
    {
        var (failing, other) = (CreateRow(text, "fail", text), CreateRow(text, "fail", text + "2"));
        var known = CreateRow(text, "fail", "aaaaaaaaaaa1");
        return
        [
            [CreateRow(text, text, text), CreateRow(text, text, text), CreateRow(text, text, text)],
            [failing, failing, failing, failing],
            [failing, other, failing, other],
            [failing, other, failing, CreateRow(text, "fail", text + "3"), failing],
            [
                known, CreateRow(text, "pass", ""), CreateRow(text, "reset", "", action: ""),
                CreateRow(text, "fail", text, command: "test", action: ""), CreateRow(text, text, "", command: text + "2"),
            ],
            [CreateRow(text, "blocked", text, "host"), CreateRow(text, "blocked", text, "host"), CreateRow(text, "blocked", text, "host")],
            [
                CreateRow(text, "fail", text, tree: "T", failed: 2), CreateRow(text, "fail", text + "2", tree: "T", failed: 3),
                CreateRow(text, "fail", text + "3", tree: "U", failed: 1), CreateRow(text, "fail", text, tree: "T", failed: 2),
            ],
            [.. Enumerable.Range(1, 8).Select(i => CreateRow(text, "fail", $"{text}{i}", failed: i))],
        ];
    }

    private static object CreateRow(
        string text, string gate, string fingerprint, string stage = "test", string tree = "", int failed = 0, string? command = null,
        string? action = null) => new
    {
        iteration = 1,
        action = action ?? text,
        hypothesis = text,
        gate,
        fingerprint,
        note = text,
        commit = text,
        ts = text,
        loop = text,
        project = text,
        framework = text,
        command = command ?? text,
        stage,
        algorithm = "failures/1",
        detail = text,
        tree,
        changed = new[] { text, text + "2" },
        tests = failed > 0 ? new { total = 9, passed = 9 - failed, failed, skipped = 0 } : null,
        failures = new[] { text, text + fingerprint }.Distinct()
            .Select(id => new { id, type = text, message = text, site = text, fingerprint = text }),
    };
}
