using System.Text.RegularExpressions;

namespace LoopJournal.Tests;

/// <summary>The strips of <c>status</c>: a mark for each attempt, and how many tests failed below it.</summary>
[TestClass]
public sealed partial class StripTests
{
    private const string OneKnown = "AAAAAAAAAAIAAAACAAAAAwAAAAAAAAAFqqqqu7u7";

    [TestMethod]
    public void Every_way_to_end_has_a_mark_and_letters_follow_fingerprints()
    {
        using var tool = CreateTool();

        var lines = tool.Run("status", "--n", "1").Lines;

        CollectionAssert.AreEqual(
            new[]
            {
                "  A  B A  v s k ! C! \u2713 | D ?",
                "  12 3 12 2              1 2",
                "  v passed but tests vanished, s passed on old binaries, k only known failures, ! blocked, | reset",
            },
            lines.Skip(lines.ToList().FindIndex(line => line.StartsWith("  A ", StringComparison.Ordinal))).Take(3).ToArray(),
            string.Join('\n', lines));
    }

    [TestMethod]
    public void A_terminal_has_colours_unless_the_user_wants_none()
    {
        using var tool = CreateTool();
        tool.Columns = 80;

        Assert.Contains("\u001b[31mA\u001b[0m", tool.Run("status").Output);
        Assert.Contains("\u001b[32m\u2713\u001b[0m", tool.Run("status").Output);
        tool.Variables["NO_COLOR"] = "1";
        Assert.DoesNotContain("\u001b", tool.Run("status").Output);
        tool.Variables.Remove("NO_COLOR");
        tool.Variables["TERM"] = "dumb";
        Assert.DoesNotContain("\u001b", tool.Run("status").Output);
    }

    [TestMethod]
    public void A_narrow_terminal_shows_the_newest_attempts()
    {
        using var tool = new Tool();
        tool.WriteJournal(Enumerable.Range(1, 60).Select(i => MakeRow(i, "fail", fingerprint: $"{i % 30:x12}", failed: i)));
        for (var columns = 1; columns <= 250; columns++)
        {
            tool.Columns = columns;
            var strip = tool.Run("status", "--n", "1").Lines.Select(line => Colour().Replace(line, ""))
                .Where(line => Marks().IsMatch(line)).ToList();

            Assert.IsTrue(strip.TrueForAll(line => line.Length <= columns), $"{columns}: {string.Join('\n', strip)}");
            Assert.HasCount(columns < 8 ? 0 : 2, strip, $"{columns}");
            Assert.IsTrue(strip.Count == 0 || strip[0].EndsWith(" AD", StringComparison.Ordinal) && strip[1].EndsWith(" 60", StringComparison.Ordinal));
            Assert.AreEqual(columns is >= 8 and < 172, strip.Exists(line => line.StartsWith("  ... ", StringComparison.Ordinal)), $"{columns}");
        }
    }

    [TestMethod]
    public void Each_of_several_streams_has_a_strip_and_one_failure_has_one_letter()
    {
        using var tool = new Tool();
        tool.WriteJournal(
        [
            MakeRow(1, "fail", fingerprint: "aaaaaaaaaaa1", failed: 1, project: "A/A.csproj"),
            MakeRow(1, "fail", fingerprint: "aaaaaaaaaaa2", failed: 1, project: "B/B.csproj"),
            MakeRow(2, "fail", fingerprint: "aaaaaaaaaaa1", failed: 1, project: "B/B.csproj"),
        ]);

        var lines = tool.Run("status").Lines.ToList();

        Assert.Contains("      B A", lines);
        Assert.Contains("      A", lines);
    }

    private static Tool CreateTool()
    {
        var tool = new Tool();
        tool.WriteJournal(
        [
            MakeRow(1, "fail", fingerprint: "aaaaaaaaaaa1", failed: 12),
            MakeRow(2, "fail", fingerprint: "aaaaaaaaaaa2", failed: 3),
            MakeRow(3, "fail", fingerprint: "aaaaaaaaaaa1", failed: 12),
            MakeRow(4, "pass", more: """, "vanished": [{"id": "S.A", "how": "missing"}, {"id": "S.B", "how": "skipped"}]"""),
            MakeRow(5, "pass", more: """, "stale": true"""),
            MakeRow(6, "fail", more: $""", "known": "{OneKnown}" """),
            MakeRow(7, "blocked"),
            MakeRow(8, "blocked", fingerprint: "aaaaaaaaaaa3"),
            MakeRow(9, "pass"),
            MakeRow(10, "reset"),
            MakeRow(11, "fail", fingerprint: "aaaaaaaaaaa4", failed: 1),
            MakeRow(12, "fail", failed: 2),
        ]);
        return tool;
    }

    private static string MakeRow(
        int iteration, string gate, string fingerprint = "", int failed = 0, string more = "", string project = "S.csproj") => $$"""
        {"iteration": {{iteration}}, "action": "", "gate": "{{gate}}", "fingerprint": "{{fingerprint}}", "id": "{{project[0]}}{{iteration}}",
        "loop": "main", "project": "{{project}}", "framework": "net10.0", "command": "test", "stage": "test",
        "tests": {"total": 20, "passed": {{20 - failed}}, "failed": {{failed}}, "skipped": 0}{{more}}}
        """.ReplaceLineEndings(" ");

    [GeneratedRegex("\u001b\\[[0-9]*m")]
    private static partial Regex Colour();

    [GeneratedRegex(@"^  (\.\.\. |    )?(([A-Z]{1,2}|\d{1,2}) *)+$")]
    private static partial Regex Marks();
}
