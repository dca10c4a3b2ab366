namespace LoopJournal.Tests;

[TestClass]
public sealed class FingerprintTests
{
    private const string Log = "error: no answer after 5 s\n";

    [TestMethod]
    public void One_input_prints_the_bare_fingerprint_and_several_print_their_names()
    {
        using var tool = new Tool();
        tool.Write("a.log", Log);
        tool.Write("b.log", "error: no answer after 7 s\n");
        tool.Write("empty.log", "\n");

        var fingerprint = tool.Run("fingerprint", "a.log").Output.TrimEnd('\n');
        Assert.AreEqual(12, fingerprint.Length);
        Assert.AreEqual(fingerprint + "\n", tool.RunWith(Log, "fingerprint").Output);
        Assert.AreEqual(fingerprint + "\n", tool.RunWith(Log, "fingerprint", "-").Output);
        Assert.AreEqual("(no-failure)\n", tool.Run("fingerprint", "empty.log").Output);
        Assert.AreEqual($"{fingerprint}  \"a.log\"\n{fingerprint}  \"b.log\"\n(no-failure)  \"empty.log\"\n",
            tool.Run("fingerprint", "a.log", "b.log", "empty.log").Output);
    }

    [TestMethod]
    public void A_missing_file_is_an_error_and_prints_no_fingerprint()
    {
        using var tool = new Tool();
        var answer = tool.Run("fingerprint", "none.log");

        Assert.AreEqual(1, answer.ExitCode);
        Assert.AreEqual("", answer.Output);
        Assert.Contains("none.log", answer.Error);
    }

    [TestMethod]
    public void Trx_and_sarif_files_and_captures_are_recognized_by_their_content()
    {
        using var tool = new Tool();
        tool.Write("a", """
            <?xml version="1.0" encoding="utf-8"?>
            <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
              <Results><UnitTestResult testId="1" testName="Shop.Tests.Total" outcome="Failed">
                <Output><ErrorInfo><Message>boom</Message></ErrorInfo></Output>
              </UnitTestResult></Results>
              <ResultSummary outcome="Failed"><Counters total="1" executed="1" passed="0" failed="1" /></ResultSummary>
            </TestRun>
            """);
        tool.Write("b", """
            {"version":"2.1.0","runs":[{"results":[
              {"ruleId":"CS0103","level":"error","message":{"text":"The name 'Cart' does not exist"}}]}]}
            """);
        tool.Write("c", """
            {"capture":1,"id":"1","root":"/repo"}
            {"test":"Shop.Tests.Total","display":"Shop.Tests.Total","type":"","message":"boom","stack":""}
            {"end":"completed","passed":0,"failed":1,"skipped":0,"durationMs":1,"message":""}
            """);

        var inputs = tool.Run("fingerprint", "--format", "json", "a", "b", "c").Json.GetProperty("inputs").EnumerateArray().ToList();

        CollectionAssert.AreEqual(
            new[] { "failures/1", "diagnostics/1", "failures/1" }, inputs.Select(i => i.GetProperty("algorithm").GetString()).ToArray());
        Assert.AreEqual(inputs[0].GetProperty("fingerprint").GetString(), inputs[2].GetProperty("fingerprint").GetString());
        Assert.AreEqual(12, inputs[1].GetProperty("fingerprint").GetString()!.Length);
    }

    [TestMethod]
    public void A_damaged_file_gives_its_readable_part_a_message_and_exit_code_1()
    {
        using var tool = new Tool();
        const string start = """{"version":"2.1.0","runs":[{"results":[""";
        var damaged = tool.Write("damaged.sarif", start + """{"ruleId":"C1","level":"error"},{"rul""");
        tool.Write("whole.sarif", start + """{"ruleId":"C1","level":"error"}]}]}""");
        var empty = tool.Write("empty.trx", "<TestRun><");
        var whole = tool.Run("fingerprint", "whole.sarif").Output;

        var answer = tool.Run("fingerprint", "damaged.sarif");
        Assert.AreEqual(1, answer.ExitCode);
        Assert.AreEqual(whole, answer.Output);
        Assert.StartsWith($"LoopJournal: \"{damaged}\" can be read only in part, and that part counts: ", answer.Error);
        Assert.EndsWith("Line 1, byte 77.\n", answer.Error);

        var nothing = tool.Run("fingerprint", "empty.trx");
        Assert.AreEqual(1, nothing.ExitCode);
        Assert.AreEqual("", nothing.Output);
        Assert.StartsWith($"LoopJournal: \"{empty}\" can be read only in part, ", nothing.Error);

        var json = tool.Run("fingerprint", "--format", "json", "whole.sarif", "damaged.sarif").Json.GetProperty("inputs");
        Assert.IsFalse(json[0].TryGetProperty("problem", out _));
        Assert.EndsWith("Line 1, byte 77.", json[1].GetProperty("problem").GetString()!);
        Assert.AreEqual(1, json[1].GetProperty("failure_count").GetInt32());
    }

    [TestMethod]
    public void A_name_that_is_not_Unicode_is_printed_too()
    {
        using var tool = new Tool();
        tool.Write("a.trx", "<TestRun><Results><UnitTestResult testName='A &#xD800;' outcome='Failed'/></Results></TestRun>");
        tool.Write("b.sarif", """{"version":"2.1.0","runs":[{"results":[{"ruleId":"\ud800","level":"error"}]}]}""");

        var answer = tool.Run("fingerprint", "--format", "json", "a.trx", "b.sarif");

        Assert.AreEqual(0, answer.ExitCode, answer.Error);
        Assert.AreEqual("\ufffd", answer.Json.GetProperty("inputs")[1].GetProperty("failures")[0].GetString());
    }

    [TestMethod]
    public void Damaged_evidence_is_recorded_and_named()
    {
        using var tool = new Tool();
        var file = tool.Write("a.trx", "<TestRun><");

        var answer = tool.Run("record", "--gate", "fail", "--gate-output", "a.trx");

        Assert.AreEqual(0, answer.ExitCode);
        Assert.EndsWith("recorded\n", answer.Output);
        Assert.StartsWith($"LoopJournal: \"{file}\" can be read only in part, ", answer.Error);
        Assert.HasCount(1, File.ReadAllLines(tool.Journal));
    }

    [TestMethod]
    public void The_detail_differs_where_values_differ()
    {
        using var tool = new Tool();
        tool.Write("a.log", "error: expected 3\n");
        tool.Write("b.log", "error: expected 4\n");

        var fingerprints = tool.Run("fingerprint", "a.log", "b.log").Lines.Select(line => line[..12]).ToList();
        var details = tool.Run("fingerprint", "--detail", "a.log", "b.log").Lines.Select(line => line[..12]).ToList();

        Assert.AreEqual(fingerprints[0], fingerprints[1]);
        Assert.AreNotEqual(details[0], details[1]);
    }

    [TestMethod]
    public void The_self_test_passes_and_leaves_the_journal_alone()
    {
        using var tool = new Tool();
        var answer = tool.Run("selftest");

        Assert.AreEqual(0, answer.ExitCode, answer.Output);
        Assert.EndsWith("selftest: PASS (20/20)\n", answer.Output);
        Assert.IsFalse(File.Exists(tool.Journal));
    }
}
