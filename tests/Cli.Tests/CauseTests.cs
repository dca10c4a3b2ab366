using System.Text;
using System.Text.Json;

namespace LoopJournal.Tests;

/// <summary>The causes of failures, as <c>resume</c> and <c>failures</c> show them.</summary>
[TestClass]
public sealed class CauseTests
{
    [TestMethod]
    public void A_cause_has_its_count_a_test_the_message_the_line_of_the_product_and_of_the_test_and_what_it_printed()
    {
        using var tool = new Tool();
        tool.WriteJournal([CreateRow(causes:
        [
            new
            {
                count = 42, id = "Shop.Tests.FnTests.Max", type = "System.ArgumentException", shape = "Argument <n> is null for 'x'",
                message = "Argument 1 is null for 'x'", frame = "src/Fn.cs:12", testFrame = "tests/FnTests.cs:40",
                printed = new[] { "error: \"no disk\"" },
            },
            new { count = 2, id = "T.C", type = "", shape = "Expected <n>", message = "Expected 3" },
            new { count = 1, id = "Shop.Tests.B.Sum", type = "", message = "Expected 3\nbut was 4", frame = "", testFrame = "tests/B.cs:4" },
        ])]);

        Assert.Contains(
            """
              live failures (50 of 60 tests), by cause:
                42 tests: "System.ArgumentException: Argument <n> is null for 'x'"
                  one is "Shop.Tests.FnTests.Max": "Argument 1 is null for 'x'"
                  at "src/Fn.cs:12"
                  the test's line: "tests/FnTests.cs:40"
                  printed: "error: 'no disk'"
                2 tests, with other values each, one is "T.C": "Expected 3"
                1 test: "Shop.Tests.B.Sum": "Expected 3 but was 4"
                  the test's line: "tests/B.cs:4"
                and 7 tests of other causes

            """.ReplaceLineEndings("\n"),
            tool.Run("resume").Output);
    }

    [TestMethod]
    public void More_bytes_give_more_causes_and_then_more_of_each_message_and_both_values_stay()
    {
        using var tool = new Tool();
        tool.WriteJournal([CreateRow(causes: Enumerable.Range(0, 10).Select(i => (object)new
        {
            count = 5,
            id = $"Shop.Tests.T{i}",
            type = "",
            message = $"Expected: \"begin{i} {new string('x', 900)}\" But was: \"end{i}\"",
            frame = $"src/F{i}.cs:1",
        }))]);

        var (small, medium, large) = (Resume(tool, 2048), Resume(tool, 5000), Resume(tool, 20_000));

        Assert.IsLessThanOrEqualTo(2048, Encoding.UTF8.GetByteCount(small));
        Assert.Contains("Expected: 'begin0 xxx", small);
        Assert.Contains("But was: 'end0'\"", small);
        Assert.DoesNotContain("begin9", small);
        Assert.Contains("But was: 'end9'\"", medium);
        Assert.DoesNotContain(new string('x', 900), medium);
        Assert.Contains(new string('x', 900) + "' But was: 'end9'\"", large);
    }

    [TestMethod]
    public void Two_kilobytes_show_three_causes_with_their_lines_before_the_tries()
    {
        using var tool = new Tool();
        tool.WriteJournal(Enumerable.Range(0, 12).Select(i => CreateRow(i + 1, action: $"{i} {new string('a', 60)}", causes:
            Enumerable.Range(0, 10).Select(cause => (object)new
            {
                count = 50 - cause, id = $"Shop.Tests.{new string('n', 90)}.CartTests.Total{cause}", type = "System.ArgumentException",
                message = new string('m', 900), frame = $"src/Folder/Cart{cause}.cs:12", testFrame = $"tests/Folder/CartTests{cause}.cs:40",
            }))));

        var text = tool.Run("resume").Output;

        Assert.IsLessThanOrEqualTo(2048, Encoding.UTF8.GetByteCount(text));
        Assert.Contains("src/Folder/Cart2.cs:12", text);
        Assert.IsLessThan(text.IndexOf("\n  tried ", StringComparison.Ordinal), text.IndexOf("Cart2.cs", StringComparison.Ordinal));
    }

    [TestMethod]
    public void The_end_of_the_answer_stays_where_tries_and_causes_are_too_long()
    {
        using var tool = new Tool();
        tool.WriteJournal(Enumerable.Range(0, 30).Select(i => CreateRow(i + 1, action: $"{i / 2} {new string('a', 60)}", causes:
            Enumerable.Repeat((object)new { count = 1, id = "A", type = "", message = new string('m', 900) }, 10))));

        var text = tool.Run("resume").Output;

        Assert.IsLessThanOrEqualTo(2048, Encoding.UTF8.GetByteCount(text));
        Assert.Contains("\n  AVOID (dead-ends): ", text);
        Assert.Contains("\n  tried 2 times [no effect] ", text);
    }

    [TestMethod]
    public void A_file_to_which_the_failures_lead_and_that_no_attempt_edited_is_named()
    {
        using var tool = new Tool();
        string[] frames = ["src/Cart.cs", "src/Tax.cs"];
        tool.WriteJournal(
            [CreateRow(1, frames: frames), CreateRow(2, frames: frames, changed: ["src/Cart.cs"]), CreateRow(3, frames: frames, changed: [])]);

        Assert.Contains("edited it: \"src/Tax.cs\"\n", tool.Run("resume").Output);
        Assert.Contains("The failures lead to files that none of these attempts edited: \"src/Tax.cs\".", tool.Run("stall").Output);
        Assert.AreEqual("src/Tax.cs", tool.Run("stall", "--json").Json.GetProperty("untouched")[0].GetString());
    }

    [TestMethod]
    [DataRow(new[] { "src/Cart.cs", "src/Tax.cs" }, DisplayName = "all were edited")]
    [DataRow(new string[0], DisplayName = "nothing was edited")]
    [DataRow(null, DisplayName = "the edits are not known")]
    public void Nothing_is_called_untouched_where(string[]? changed)
    {
        using var tool = new Tool();
        tool.WriteJournal(Enumerable.Range(1, 3).Select(i => CreateRow(i, frames: ["src/Cart.cs", "src/Tax.cs"], changed: changed)));

        Assert.DoesNotContain("untouched", tool.Run("resume").Output);
    }

    [TestMethod]
    public void Failures_shows_each_failing_stream_in_full_with_the_tests_by_class()
    {
        using var tool = new Tool();
        tool.WriteJournal([CreateRow(causes: [new { count = 2, id = "Shop.Tests.A.X", type = "", message = "boom", frame = "src/A.cs:1" }])]);

        Assert.AreEqual(
            """
            Shop: attempt 1 failed, 50 of 60 tests
              live failures (50 of 60 tests), by cause:
                2 tests, one is "Shop.Tests.A.X": "boom"
                  at "src/A.cs:1"
                and 7 tests of other causes
              the tests: "Shop.Tests.A" ("X"; "Y" 2 times), "Shop.Tests.B" ("X") and 47 more

            """.ReplaceLineEndings("\n"),
            tool.Run("failures").Output);
        Assert.AreEqual(tool.Run("failures").Output, tool.Run("failures", "1").Output);
        var json = tool.Run("failures", "--json").Json.GetProperty("attempts")[0];
        Assert.AreEqual("src/A.cs:1", json.GetProperty("causes")[0].GetProperty("frame").GetString());
    }

    [TestMethod]
    public void Failures_of_a_pass_is_one_line()
    {
        using var tool = new Tool();
        Assert.AreEqual("no attempts yet\n", tool.Run("failures").Output);

        tool.WriteJournal([CreateRow(), CreateRow(2, gate: "pass")]);
        Assert.AreEqual("Shop: attempt 2 passed, 50 of 60 tests\n", tool.Run("failures").Output);
        Assert.StartsWith("Shop: attempt 1 failed, ", tool.Run("failures", "1").Output);
        Assert.AreEqual((1, "no attempt has the number \"9\"\n"), (tool.Run("failures", "9").ExitCode, tool.Run("failures", "9").Error));
        Assert.AreEqual(2, tool.Run("failures", "x").ExitCode);
    }

    [TestMethod]
    [Timeout(20_000)]
    [DataRow("resume")]
    [DataRow("failures")]
    [DataRow("failures", "--json")]
    public void Hostile_causes_stay_in_their_quotes_and_within_the_bound(params string[] arguments)
    {
        using var tool = new Tool();
        foreach (var text in HostileText.All)
        {
            var huge = text + string.Concat(Enumerable.Repeat("a.b(", 30_000));
            tool.WriteJournal([CreateRow(causes: Enumerable.Repeat(
                (object)new
                {
                    count = 2, id = huge, type = text, shape = text, message = huge, frame = huge, testFrame = text, printed = new[] { text },
                },
                4),
                frames: [text])]);
            var answer = tool.Run(arguments);
            answer.AssertIsInert(arguments);
            Assert.IsTrue(arguments is [_, _] || Encoding.UTF8.GetByteCount(answer.Output) <= 8192);
        }
    }

    private static string Resume(Tool tool, int bytes) => tool.Run("resume", "--max-bytes", $"{bytes}").Output;

    private static string CreateRow(
        int iteration = 1,
        string gate = "fail",
        string action = "",
        IEnumerable<object>? causes = null,
        string[]? frames = null,
        string[]? changed = null) => JsonSerializer.Serialize(new
    {
        iteration,
        gate,
        action,
        fingerprint = gate == "fail" ? "7f3a91c2d4e5" : "",
        loop = "main",
        project = "a/Shop.csproj",
        command = "test",
        stage = "test",
        algorithm = "failures/1",
        tests = new { total = 60, passed = 10, failed = 50, skipped = 0 },
        failures = new[] { "Shop.Tests.A.X", "Shop.Tests.A.Y(1, \"a.b\")", "Shop.Tests.A.Y(2, \"\")", "Shop.Tests.B.X" }.Select(
            id => new { id, type = "", message = "boom", site = "", fingerprint = "f" }),
        failuresOmitted = 47,
        causes = causes ?? [],
        causesOmitted = causes is null ? 0 : 7,
        frames,
        changed,
    });
}
