namespace LoopJournal.Tests;

/// <summary>A journal with many streams: the worst verdict comes first, with the name of its stream.</summary>
[TestClass]
public sealed class StreamTests
{
    [TestMethod]
    public void Of_thirty_streams_the_worst_is_shown()
    {
        using var tool = new Tool();
        var streams = Enumerable.Range(0, 30).Select(i => $"run gate-{i}").ToList();
        tool.WriteJournal(Enumerable.Range(0, 3).SelectMany(round => streams.Select((command, i) =>
            Records.Fail(command, i == 17 ? "bbbbbbbbbbb2" : $"{i:x2}{round:x10}", action: "try it"))));

        var stall = tool.Run("stall", "--exit-code");
        Assert.AreEqual(10, stall.ExitCode);
        CollectionAssert.AreEqual(
            new[] { "stalled", "  stream: \"Shop.Tests (net10.0, run gate-17)\" in loop \"main\", the worst of 30 streams" },
            stall.Lines.Take(2).ToArray());
        Assert.Contains(
            "  stream: \"Shop.Tests (net10.0, run gate-17)\" in loop \"main\", the worst of 30 streams", tool.Run("resume").Lines[1]);
        Assert.Contains("  other streams: 29 progress", tool.Run("resume", "--max-bytes", "100000").Output);
        Assert.StartsWith(
            "journal: 90 records (last 10):\n"
            + "  stream: \"Shop.Tests (net10.0, run gate-17)\" in loop \"main\", the worst of 30 streams\n    stalled ",
            tool.Run("status").Output);

        var json = stall with { Output = tool.Run("stall", "--json").Output };
        Assert.AreEqual("STALLED", json.Json.GetProperty("verdict").GetString());
        Assert.AreEqual("run gate-17", json.Json.GetProperty("stream").GetProperty("command").GetString());
        Assert.AreEqual(30, json.Json.GetProperty("streams").GetArrayLength());
    }

    [TestMethod]
    public void A_stream_that_is_named_in_full_has_the_verdict_that_the_whole_journal_gives_it()
    {
        using var tool = new Tool();
        string[] commands = ["test", "test --filter Cart", "run make"];
        tool.WriteJournal(Enumerable.Range(0, 60).Select(i => i % 13 == 7
            ? Records.Pass("test")
            : Records.Fail(
                commands[i % 3], $"{i % 4:x12}", action: $"try {i % 2}", project: $"{(i % 5 == 0 ? "lib" : "src")}/Shop.Tests.csproj")));

        foreach (var command in commands)
        {
            string[] others = ["--framework", "net10.0", "--command", command];
            var whole = tool.Run(["stall", "--project", "src/Shop.Tests.csproj", .. others]);
            var end = tool.Run(["stall", "--loop", "main", "--project", "src/Shop.Tests.csproj", .. others]);
            Assert.AreEqual(whole, end);
            var both = tool.Run(["stall", "--loop", "main", "--project", "Shop.Tests.csproj", .. others]);
            Assert.Contains("the worst of 2 streams", both.Output);
        }

        Assert.Contains(
            "empty journal", tool.Run("stall", "--loop", "main", "--project", "", "--framework", "", "--command", "test").Output);
    }

    [TestMethod]
    public void A_record_without_an_action_is_shown_by_its_edited_files()
    {
        using var tool = new Tool();
        tool.WriteJournal([
            new { iteration = 1, gate = "fail", fingerprint = "f", command = "test" },
            new { iteration = 2, gate = "fail", fingerprint = "f", command = "test", changed = new[] { "a.cs" } },
            new { iteration = 3, gate = "reset", note = "another plan", command = "test" },
            new { iteration = 4, gate = "pass", action = "mend it", command = "run x" },
        ]);

        CollectionAssert.AreEqual(
            new[]
            {
                "  iter=1   fail    fp=\"f\"          \"test\"",
                "  iter=2   fail    fp=\"f\"          \"test\": (edited \"a.cs\")",
                "  iter=3   reset   fp=-            \"test\": \"another plan\"",
                "  iter=4   pass    fp=-            \"run x\": \"mend it\"",
            },
            tool.Run("status").Lines.TakeLast(4).ToArray());
    }

    [TestMethod]
    public void The_worst_verdict_is_a_blocked_one_then_a_stall_then_a_circle()
    {
        using var tool = new Tool();
        string[] circle = ["a", "b", "a", "b"];
        tool.WriteJournal([
            .. Enumerable.Repeat(0, 3)
                .Select(_ => (object)new { gate = "blocked", stage = "host", fingerprint = "h", loop = "l", command = "run blocked" }),
            .. Enumerable.Repeat(0, 3).Select(_ => new { gate = "fail", fingerprint = "s", loop = "l", command = "run stalled" }),
            .. circle.Select(f => new { gate = "fail", fingerprint = f, loop = "l", command = "run circle" }),
            new { gate = "pass", loop = "l", command = "run passing" },
        ]);

        var verdicts = tool.Run("stall", "--format", "json").Json.GetProperty("streams")
            .EnumerateArray().Select(s => s.GetProperty("verdict").GetString());

        CollectionAssert.AreEqual(new[] { "BLOCKED", "STALLED", "OSCILLATING", "PROGRESS" }, verdicts.ToArray());
    }

    [TestMethod]
    public void A_pass_of_the_whole_project_clears_its_filtered_streams()
    {
        using var tool = new Tool();
        var filtered = Enumerable.Range(0, 3).Select(_ => Records.Fail("test --filter Name=Total")).ToList();
        tool.WriteJournal(filtered);
        Assert.AreEqual("stalled", tool.Run("stall").FirstLine);

        tool.WriteJournal([.. filtered, Records.Pass("test")]);
        Assert.AreEqual("progress", tool.Run("stall").FirstLine);
        Assert.AreEqual("progress", tool.Run("stall", "--command", "test --filter Name=Total").FirstLine);

        tool.WriteJournal([.. filtered, Records.Pass("build")]);
        Assert.AreEqual("stalled", tool.Run("stall").FirstLine);
    }

    [TestMethod]
    [DataRow("--project", "src/Shop.Tests.csproj")]
    [DataRow("--project", "src\\Shop.Tests.csproj")]
    [DataRow("--project", "Shop.Tests")]
    [DataRow("--command", "test")]
    [DataRow("--framework", "net10.0")]
    [DataRow("--loop", "main")]
    public void A_filter_selects_streams(string option, string value)
    {
        using var tool = new Tool();
        tool.WriteJournal([
            .. Enumerable.Range(0, 3).Select(_ => Records.Fail("test")),
            new { gate = "fail", fingerprint = "f", loop = "other", command = "run x" },
        ]);

        Assert.AreEqual("progress", tool.Run("stall").FirstLine, "the newest record's loop is another");
        Assert.AreEqual("stalled", tool.Run("stall", option, value).FirstLine);
    }

    [TestMethod]
    public void A_reset_clears_every_stream_of_the_loop()
    {
        using var tool = new Tool();
        tool.WriteJournal([
            .. Enumerable.Range(0, 3).SelectMany(_ =>
                new[] { Records.Fail("test"), Records.Fail("build"), Records.Fail("test", loop: "other") }),
            Records.Fail("run x"),
        ]);

        Assert.AreEqual(
            "reset: every stream of loop \"main\" counts from zero again\n", tool.Run("reset", "--note", "another plan").Output);

        Assert.AreEqual("progress", tool.Run("stall").FirstLine);
        Assert.AreEqual("stalled", tool.Run("stall", "--loop", "other").FirstLine);
        Assert.Contains("\"note\":\"another plan\"", File.ReadAllLines(tool.Journal)[^1]);
    }

    [TestMethod]
    public void A_reset_of_one_stream_leaves_the_others()
    {
        using var tool = new Tool();
        tool.WriteJournal(Enumerable.Range(0, 3).SelectMany(_ => new[] { Records.Fail("test"), Records.Fail("build") }));

        tool.Run("reset", "--command", "build");

        Assert.AreEqual("progress", tool.Run("stall", "--command", "build").FirstLine);
        Assert.AreEqual("stalled", tool.Run("stall", "--command", "test").FirstLine);
    }

    [TestMethod]
    public void An_attempt_that_was_recorded_twice_counts_once()
    {
        using var tool = new Tool();
        var record = Records.Fail("test");
        tool.WriteJournal([record, record, record]);

        Assert.AreEqual(1, tool.Run("stall", "--json").Json.GetProperty("stall_count").GetInt32());
    }

    [TestMethod]
    public void Lines_that_cannot_be_read_are_named_and_lose_nothing_else()
    {
        using var tool = new Tool();
        tool.WriteJournal([Records.Fail("test"), "{\"gate\":", Records.Fail("test"), Records.Fail("test")]);

        var answer = tool.Run("stall", "--exit-code");

        Assert.AreEqual(10, answer.ExitCode);
        Assert.Contains("warning LOOP0003", answer.Error);
        Assert.Contains("Lines: 2.", answer.Error);
    }
}
