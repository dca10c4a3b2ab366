namespace LoopJournal.Tests;

/// <summary>Working trees of one clone that share their journal, and rows that go from one clone to another, at the prompt.</summary>
[TestClass]
public sealed class SharingTests
{
    [TestMethod]
    public void A_working_tree_learns_from_another_one_and_keeps_its_own_verdict()
    {
        using var main = CreateClone();
        using var linked = AddWorktree(main, "w1");
        Clones.Fail(linked, "raise the timeout");
        Clones.Fail(linked, "retry");
        linked.Write("cart.txt", "good");
        linked.Run("record", "--gate", "pass", "--action", "mend the cart");
        Clones.Fail(main, "guess");

        var lines = main.Run("resume").Lines;

        Assert.Contains("  tried by another stream under this failure: \"retry\"; \"raise the timeout\"", lines);
        Assert.Contains(line => line.StartsWith("  solved by \"mend the cart\" in \"run\" of loop \"l\", commit ", StringComparison.Ordinal), lines);
        Assert.Contains(line => line.StartsWith("    the change: loop-journal diff ", StringComparison.Ordinal), lines);
        Assert.StartsWith("resume: 1 attempts", lines[0]);
        Assert.AreEqual("progress", main.Run("stall").FirstLine);
        var solved = main.Run("resume", "--format", "json").Json.GetProperty("others").GetProperty("solved_by");
        Assert.AreEqual("mend the cart", solved.GetProperty("action").GetString());
        Assert.IsFalse(linked.Run("resume", "--format", "json").Json.TryGetProperty("others", out _), "its last attempt passed");
        Assert.IsFalse(Directory.Exists(Path.Combine(main.Folder, ".orchestrator")));
        Assert.IsFalse(Directory.Exists(Path.Combine(linked.Folder, ".orchestrator")));
    }

    [TestMethod]
    public void The_journal_that_a_working_tree_had_before_goes_into_the_shared_one_once()
    {
        using var main = CreateClone();
        main.Variables["LoopJournalShare"] = "off";
        Clones.Fail(main, "before");
        main.Variables["LoopJournalShare"] = "machine";

        Clones.Fail(main, "after");
        Clones.Fail(main, "again");

        Assert.Contains("stall=3/3", main.Run("resume").FirstLine);
        Assert.HasCount(1, main.Run("status").Lines.Where(line => line.EndsWith("\"before\"", StringComparison.Ordinal)));
        using var linked = AddWorktree(main, "w1");
        Assert.AreEqual("resume: fresh loop — no prior attempts", linked.Run("resume").FirstLine);
    }

    [TestMethod]
    public void Git_itself_may_say_that_the_journal_is_shared()
    {
        using var main = CreateClone();
        main.Variables.Remove("LoopJournalShare");
        Clones.Git(main.Folder, "config", "loop-journal.share", "machine");

        Clones.Fail(main, "a");
        Assert.IsTrue(File.Exists(Path.Combine(main.Folder, ".git", "loop-journal", "journal.jsonl")));

        Clones.Git(main.Folder, "config", "loop-journal.share", "all");
        var answer = main.Run("status");
        Assert.AreEqual(2, answer.ExitCode);
        Assert.Contains("git config loop-journal.share is \"all\". allowed: off, machine or remote", answer.Error);
        main.Variables["LoopJournalShare"] = "clone";
        Assert.Contains("the variable LoopJournalShare is \"clone\". allowed: off, machine or remote", main.Run("status").Error);
    }

    [TestMethod]
    public void An_undo_takes_back_the_restore_of_its_own_working_tree()
    {
        using var main = CreateClone();
        using var linked = AddWorktree(main, "w1");
        var file = main.Write("a.txt", "1");
        Clones.Fail(main, "a");
        File.WriteAllText(file, "2");
        var restored = main.Run("restore", "1");
        Assert.AreEqual((0, "1"), (restored.ExitCode, File.ReadAllText(file)), restored.Error);

        Assert.AreEqual(1, linked.Run("restore", "--undo").ExitCode);

        Assert.AreEqual("1", File.ReadAllText(file));
        Assert.AreEqual((0, "2"), (main.Run("restore", "--undo").ExitCode, File.ReadAllText(file)));
    }

    [TestMethod]
    public void Exported_rows_go_on_with_their_loop_in_another_clone()
    {
        using var first = new Tool();
        first.Variables["LoopId"] = "l";
        Clones.Fail(first, "one");
        Clones.Fail(first, "two");
        var rows = Path.Combine(first.Folder, "rows.jsonl");
        Assert.StartsWith("exported: 2 rows, ", first.Run("export", "--out", rows).FirstLine);
        Assert.AreEqual(File.ReadAllText(rows), first.Run("export").Output);

        using var second = new Tool();
        second.Variables["LoopId"] = "l";
        Assert.StartsWith("imported: 2 of 2 rows of ", second.Run("import", rows).FirstLine);
        Assert.StartsWith("imported: 0 of 2 rows of ", second.Run("import", rows).FirstLine);
        Clones.Fail(second, "three");

        Assert.AreEqual(10, second.Run("stall", "--exit-code").ExitCode);
    }

    [TestMethod]
    public void A_loop_goes_on_in_a_new_container_for_each_run()
    {
        using var cache = new TemporaryFolder();
        var rows = cache["rows.jsonl"];
        for (var run = 1; run <= 3; run++)
        {
            using var container = CreateClone();
            container.Variables.Remove("LoopJournalShare");
            if (run > 1)
            {
                Assert.AreEqual($"imported: {run - 1} of {run - 1} rows of \"{rows}\"", container.Run("import", rows).FirstLine);
            }

            Clones.Fail(container, $"try {run}");
            Assert.Contains($"stall={run}/3", container.Run("resume").FirstLine);
            Assert.StartsWith($"exported: {run} rows, ", container.Run("export", "--out", rows).FirstLine);
            Assert.IsFalse(Directory.Exists(Path.Combine(container.Folder, ".git", "loop-journal")), "no reference and no id is made");
        }
    }

    [TestMethod]
    public void What_cannot_be_imported_is_said_and_the_rest_is()
    {
        using var tool = new Tool();
        var row = """{"iteration":1,"action":"","gate":"fail","fingerprint":"aaaaaaaaaaa1","loop":"l"}""";
        var rows = tool.Write("rows.jsonl", $"{row}\nnot a row\n{row.Replace("1,", "2,", StringComparison.Ordinal)[..40]}\n");

        var answer = tool.Run("import", rows);

        Assert.StartsWith("imported: 1 of 1 rows", answer.FirstLine);
        Assert.Contains("warning LOOP0003: ", answer.Error);
        Assert.AreEqual(2, tool.Run("import", "nowhere.jsonl").ExitCode);
        Assert.AreEqual(3, tool.Run("import", tool.Folder).ExitCode);
    }

    [TestMethod]
    public void An_export_never_replaces_the_journal()
    {
        using var tool = new Tool();
        Clones.Fail(tool, "one");
        var before = File.ReadAllText(tool.Journal);

        var answer = tool.Run("export", "--loop", "other", "--out", tool.Journal);

        Assert.AreEqual(2, answer.ExitCode);
        Assert.Contains("--out is the journal itself", answer.Error);
        Assert.AreEqual(before, File.ReadAllText(tool.Journal));
    }

    [TestMethod]
    public void The_report_says_what_is_spent_what_others_learned_and_what_is_proven()
    {
        using var main = CreateClone();
        using var linked = AddWorktree(main, "w1");
        main.Variables["LoopJournalMaxAttempts"] = "20";
        Clones.Fail(linked, "retry");
        Clones.Fail(main, "guess");

        var failing = main.Run("report", "--format", "markdown").Lines;
        Assert.Contains("- budget: 1 of 20 attempts since the last clean pass or reset", failing);
        Assert.Contains("- tried by another stream under this failure: `retry`", failing);

        main.Run("record", "--gate", "pass");
        var clean = main.Run("report", "--format", "markdown").Output;
        Assert.Contains("\n- proven ", clean);
        Assert.DoesNotContain("tried by another", clean);
    }

    private static Tool CreateClone()
    {
        var tool = new Tool();
        Directory.Delete(Path.Combine(tool.Folder, ".git"));
        Clones.Git(tool.Folder, "init", "-q", "-b", "main");
        Clones.Git(tool.Folder, "commit", "-q", "--allow-empty", "-m", "c");
        Share(tool);
        return tool;
    }

    private static Tool AddWorktree(Tool main, string name)
    {
        var tool = new Tool();
        Directory.Delete(tool.Folder, recursive: true);
        Clones.Git(main.Folder, "worktree", "add", "-q", "-b", name, tool.Folder);
        Share(tool);
        return tool;
    }

    private static void Share(Tool tool)
    {
        tool.Variables["LoopJournalShare"] = "machine";
        tool.Variables["LoopId"] = "l";
    }
}
