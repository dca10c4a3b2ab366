using static LoopJournal.Tests.RunTests;

namespace LoopJournal.Tests;

/// <summary><c>run --results</c>: the files of test results that a command writes are the evidence.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class ResultsTests
{
    private const string Fails = "<testsuite name='s'><testcase classname='Cart' name='total'><failure message='expected 3 but was 4'/>"
        + "</testcase><testcase classname='Cart' name='half'/></testsuite>";
    private const string Passes =
        "<testsuite name='s'><testcase classname='Cart' name='total'/><testcase classname='Cart' name='half'/></testsuite>";
    private const string Skips = "<testsuite name='s'><testcase classname='Cart' name='total'><skipped/></testcase>"
        + "<testcase classname='Cart' name='half'/></testsuite>";

    [TestMethod]
    public void A_loop_of_another_language_stalls_is_caught_skipping_and_ends_with_a_clean_pass()
    {
        using var tool = new Tool();

        var runs = new[] { Fails, Fails, Fails, Skips, Passes }.Select(file => Gate(tool, Write(file))).ToList();

        Assert.Contains("attempt 1 failed, 1 of 2 tests (", runs[0].Error);
        Assert.Contains("error LOOP0010: Stalled: 3 consecutive attempts", runs[2].Error);
        Assert.Contains("\"Cart.total\": \"expected 3 but was 4\"", runs[2].Error);
        Assert.Contains("warning LOOP0014: Passed, but \"Cart.total\", which failed in attempts 1, 2 and 3, was skipped", runs[3].Error);
        Assert.Contains("attempt 5 passed, 2 tests\n", runs[4].Error);
        Assert.DoesNotContain("LOOP0014", runs[4].Error);
        Assert.AreEqual("test", ReadRecord(tool).GetProperty("stage").GetString());
    }

    [TestMethod]
    public void An_old_file_is_not_evidence_and_is_named()
    {
        using var tool = new Tool();
        Gate(tool, Write(Passes));

        var run = Gate(tool, "echo error: no tests found; exit 3");

        Assert.Contains(
            "LoopJournal: the command wrote no file that matches --results, so the output is the evidence. As before: \"reports/1.xml\"",
            run.Error);
        Assert.AreEqual("text/1", ReadRecord(tool).GetProperty("algorithm").GetString());
        Assert.Contains("no file matches --results", Run(tool, ["run", "--results", "x/*.xml", "--", "sh", "-c", "exit 3"]).Error);
    }

    [TestMethod]
    public void A_file_that_is_written_again_with_the_same_content_is_new()
    {
        using var tool = new Tool();
        Gate(tool, Write(Fails));
        Gate(tool, Write(Fails));

        Assert.Contains("same failure 3 times in a row", Gate(tool, Write(Fails)).Error);
    }

    [TestMethod]
    public void A_file_of_the_same_length_and_time_with_other_content_is_new()
    {
        using var tool = new Tool();
        Gate(tool, Write(Passes.Replace("half", "more", StringComparison.Ordinal)) + "; touch -t 202601010000 reports/1.xml");

        var run = Gate(tool, Write(Passes) + "; touch -t 202601010000 reports/1.xml");

        Assert.DoesNotContain("wrote no file", run.Error);
        Assert.Contains("attempt 2 passed, 2 tests", run.Error);
    }

    [TestMethod]
    public void Several_files_are_one_attempt_and_a_task_that_did_not_run_again_keeps_its_tests()
    {
        using var tool = new Tool();
        Gate(tool, Write(Fails, "a/1") + ";" + Write(Fails.Replace("Cart", "Shop", StringComparison.Ordinal), "b/1"));
        Assert.AreEqual(4, ReadRecord(tool).GetProperty("tests").GetProperty("total").GetInt32());
        Gate(tool, Write(Fails, "a/1") + ";" + Write(Passes.Replace("Cart", "Shop", StringComparison.Ordinal), "b/1"));

        var cached = Gate(tool, Write(Passes, "a/1")); // b did not run again
        Assert.DoesNotContain("LOOP0014", cached.Error);
        Assert.Contains("attempt 3 passed, 2 tests", cached.Error);
    }

    [TestMethod]
    public void The_file_of_a_deleted_class_beside_new_files_is_left_over()
    {
        using var tool = new Tool();
        var shop = Fails.Replace("Cart", "Shop", StringComparison.Ordinal);
        Gate(tool, Write(Fails, "Cart") + ";" + Write(shop, "Shop"));

        var deleted = Gate(tool, Write(Passes.Replace("Cart", "Shop", StringComparison.Ordinal), "Shop"), "reports/Shop.xml");

        Assert.Contains("warning LOOP0014: Passed, but \"Cart.total\", which failed in attempt 1, did not run", deleted.Error);
    }

    [TestMethod]
    public void Where_the_files_name_no_failure_the_output_is_the_evidence_of_a_failing_command()
    {
        using var tool = new Tool();

        Gate(tool, Write(Passes) + "; echo 'error: coverage 71 % is below 80 %'; exit 2");

        var record = ReadRecord(tool);
        Assert.AreEqual("text/1", record.GetProperty("algorithm").GetString());
        Assert.AreEqual(2, record.GetProperty("tests").GetProperty("passed").GetInt32());
    }

    [TestMethod]
    public void A_file_that_was_cut_counts_up_to_the_fault_and_nothing_vanishes()
    {
        using var tool = new Tool();
        Gate(tool, Write(Fails));

        var run = Gate(tool, Write(Passes[..^30]));

        Assert.Contains("can be read only in part, and that part counts", run.Error);
        Assert.DoesNotContain("LOOP0014", run.Error);
    }

    [TestMethod]
    public void A_document_type_is_not_expanded()
    {
        using var tool = new Tool();
        const string bomb = "<!DOCTYPE t [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]><testsuite><testcase name='&b;'/></testsuite>";

        var run = Gate(tool, Write(bomb) + "; exit 1");

        Assert.Contains("For security reasons DTD is prohibited", run.Error);
        Assert.AreEqual("fail", ReadRecord(tool).GetProperty("gate").GetString());
    }

    [TestMethod]
    public void Links_and_the_modules_of_other_people_are_not_searched()
    {
        using var tool = new Tool();

        var run = Run(tool, ["run", "--results", "**/*.xml", "--", "sh", "-c",
            $"mkdir -p node_modules/x real; {Write(Fails, "ok")}; cp reports/ok.xml node_modules/x/y.xml; ln -s .. real/loop; exit 1"]);

        Assert.Contains("attempt 1 failed, 1 of 2 tests (", run.Error);
    }

    [TestMethod]
    [Timeout(120_000, CooperativeCancellation = false)]
    public void A_pipe_and_an_empty_file_are_not_read()
    {
        using var tool = new Tool();
        tool.Write("reports/empty.xml", "");
        Run(tool, ["run", "--", "mkfifo", "reports/pipe.xml"]);

        var run = Gate(tool, "exit 3");

        Assert.AreEqual(3, run.ExitCode);
        Assert.Contains("no file matches --results, so the output is the evidence", run.Error);
    }

    /// <summary>Runs a script, which fails where a results file names a failure.</summary>
    private static Answer Gate(Tool tool, string script, string judged = "reports")
    {
        File.WriteAllText(Path.Combine(tool.Folder, "gate.sh"), $"{script}\n! grep -qsr '<failure' {judged}");
        return Run(tool, ["run", "--results", "reports/**/*.xml", "--", "sh", "gate.sh"]);
    }

    private static string Write(string file, string name = "1") =>
        $"mkdir -p reports/$(dirname {name}); printf '%s' \"{file.Replace("'", "\\\"", StringComparison.Ordinal)}\" > reports/{name}.xml";
}
