using System.Text;
using LoopJournal.Evidence;
using LoopJournal.Model;
using static LoopJournal.Tests.EvidenceData;

namespace LoopJournal.Tests.Evidence.Results;

[TestClass]
public sealed class TrxFileTests
{
    [TestMethod]
    public void Failing_tests_are_read_with_their_classes_and_the_counts_of_the_run()
    {
        var output = Read(RecordedText("failed.trx"));

        Assert.AreEqual("failures/1", output.Algorithm);
        Assert.AreEqual(new TestCounts(1422, 1417, 5, 0), output.Tests);
        Assert.IsFalse(output.IsAborted);
        Assert.HasCount(5, output.Failures);
        var slice = output.Failures.Single(failure => failure.Id == "DotLiquid.Tests.StandardFilterTests.TestSlice_V22a");
        Assert.AreEqual("DotLiquid.Tests.StandardFilterTests.TestSliceString (StandardFilterTests.cs)", slice.Site);
        Assert.Contains(
            "DotLiquid.Tests.GoldenLiquidTests.ExecuteGoldenLiquidTests(liquid.golden.slice_filter - negative first argument)",
            output.Failures.Select(failure => failure.Id));
    }

    [TestMethod]
    public void A_crash_is_one_failure_though_the_counters_say_that_nothing_failed()
    {
        var output = Read(RecordedText("crashed.trx"));

        Assert.IsTrue(output.IsAborted);
        Assert.AreEqual("(test host)", output.Failures.Single().Id);
        Assert.AreEqual("DotLiquid.StandardFilters.H", output.Failures.Single().Site);
    }

    [TestMethod]
    public void A_file_that_stops_in_the_middle_gives_its_results_and_counts_as_aborted()
    {
        var text = RecordedText("failed.trx");
        var output = Read(text[..text.IndexOf("<TestDefinitions>", StringComparison.Ordinal)]);

        Assert.IsTrue(output.IsAborted);
        Assert.HasCount(5, output.Failures);
    }

    [TestMethod]
    public void The_last_state_of_a_test_counts()
    {
        var output = Read(CreateTrx(
            CreateResult("1", "A", "Failed", "x") + CreateResult("2", "B", "Failed", "y") + CreateResult("1", "A", "Passed", "")));

        Assert.AreEqual("B", output.Failures.Single().Id);
    }

    [TestMethod]
    public void Rows_that_share_an_id_are_distinguished_by_their_names() =>
        Assert.HasCount(2, Read(CreateTrx(CreateResult("1", "A(1)", "Failed", "x") + CreateResult("1", "A(2)", "Failed", "y"))).Failures);

    [TestMethod]
    public void A_data_driven_test_is_its_rows()
    {
        var row = CreateResult("1", "A (1)", "Failed", "x");
        var output = Read(
            CreateTrx(
                $"<UnitTestResult testId=\"1\" testName=\"A\" outcome=\"Failed\"><InnerResults>{row}</InnerResults></UnitTestResult>"));

        Assert.AreEqual("A(1)", output.Failures.Single().Id);
    }

    [TestMethod]
    public void An_error_of_the_run_that_xUnit_reports_is_not_a_crash()
    {
        var output = Read(CreateTrx(CreateResult("1", "A", "Failed", "x"),
            "<RunInfos><RunInfo outcome=\"Error\"><Text>[xUnit.net 00:00:01.13]     A [FAIL]</Text></RunInfo></RunInfos>"));

        Assert.IsFalse(output.IsAborted);
        Assert.AreEqual("A", output.Failures.Single().Id);
    }

    [TestMethod]
    public void A_crash_after_failures_is_the_crash()
    {
        var output = Read(CreateTrx(CreateResult("1", "A", "Failed", "x"),
            "<RunInfos><RunInfo outcome=\"Error\"><Text>Irgendwas. : Stack overflow.</Text></RunInfo></RunInfos>"));

        Assert.IsTrue(output.IsAborted);
        Assert.AreEqual("(test host)", output.Failures.Single().Id);
    }

    [TestMethod]
    [DataRow("<TestRun")]
    [DataRow("<TestRun>&#0;</TestRun>")]
    [DataRow("<TestRun><Results><UnitTestResult outcome='Failed'/></Results></TestRun>")]
    [DataRow("<!DOCTYPE x [<!ENTITY a \"aaaa\">]><TestRun>&a;</TestRun>")]
    [DataRow("<TestRun><ResultSummary><Counters total='x' passed='-1' failed='99999999999'/></ResultSummary></TestRun>")]
    [DataRow(
        "<TestRun><Results><UnitTestResult outcome='Failed'><Output><ErrorInfo><Message><a><b/></a></Message></ErrorInfo></Output>"
        + "</UnitTestResult></Results></TestRun>")]
    public void A_file_of_unexpected_values_does_not_throw(string text) => Assert.AreEqual("failures/1", Read(text).Algorithm);

    [TestMethod]
    public void UTF_16_is_recognized_by_its_content()
    {
        var text = RecordedText("failed.trx").Replace("encoding=\"utf-8\"", "encoding=\"utf-16\"", StringComparison.Ordinal);

        Assert.AreEqual(Fingerprint(RecordedText("failed.trx")),
            Fingerprint(Read([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text.TrimStart('\ufeff'))])));
    }

    // Recursion into the results would overflow the stack and end the process. The stack is small, so that this would happen early.
    [TestMethod]
    [DataRow(20_000)]
    [DataRow(100_000)]
    [Timeout(60_000)]
    public void Results_that_are_nested_without_end_are_a_fault_and_those_before_count(int depth)
    {
        var nested = string.Concat(Enumerable.Repeat("<UnitTestResult testId=\"2\" testName=\"B\" outcome=\"Failed\">", depth));
        ParsedOutput? output = null;
        var thread = new Thread(() => output = Read(CreateTrx(CreateResult("1", "A", "Failed", "x") + nested)), maxStackSize: 256 * 1024);

        thread.Start();
        thread.Join();

        CollectionAssert.AreEqual(new[] { "A", "B" }, output!.Failures.Select(failure => failure.Id).ToArray());
        Assert.Contains("nested more than 64 deep.\" Line 1, position ", output.Problem);
    }

    [TestMethod]
    [DataRow("a\0b", "a\ufffdb", DisplayName = "a NUL")]
    [DataRow("a<b>c</b><br/>d", "acd", DisplayName = "elements")]
    [DataRow("a<Message>b</Message>c", "abc", DisplayName = "an element of the same name")]
    [DataRow("a<![CDATA[<b>]]>c", "a<b>c", DisplayName = "CDATA")]
    [DataRow("a<!-- ' < > -->c", "ac", DisplayName = "a comment")]
    [DataRow("a<?x ' > ?>c", "ac", DisplayName = "an instruction")]
    [DataRow("a\u0001\uffff&#0;b", "a\ufffd\ufffd\0b", DisplayName = "characters that XML forbids")]
    public void A_fault_within_a_message_loses_no_result(string inMessage, string message)
    {
        var output = Read(CreateTrx(
            CreateResult("1", "A", "Failed", "x") + CreateResult("2", "B", "Failed", inMessage) + CreateResult("3", "C", "Failed", "z")));

        Assert.AreEqual("", output.Problem);
        Assert.IsFalse(output.IsAborted);
        CollectionAssert.AreEqual(
            new[] { "A: x", "B: " + message, "C: z" }, output.Failures.Select(failure => $"{failure.Id}: {failure.Message}").ToArray());
    }

    [TestMethod]
    public void A_message_of_any_length_in_CDATA_is_the_message()
    {
        var message = string.Join('\n', Enumerable.Range(0, 40_000).Select(i => i % 7 == 0 ? "]] > \U0001F600" : $"line {i}"));

        Assert.AreEqual(
            Read(CreateTrx(CreateResult("1", "A", "Failed", message.Replace("&", "&amp;", StringComparison.Ordinal)))).Failures.Single(),
            Read(CreateTrx(CreateResult("1", "A", "Failed", $"<![CDATA[{message}]]>"))).Failures.Single());
    }

    [TestMethod]
    [DataRow("a < b", "a", DisplayName = "a sign that is not markup")]
    [DataRow("a & b", "", DisplayName = "a sign that is not a reference")]
    [DataRow("</Output>", "", DisplayName = "an end without a beginning")]
    public void A_fault_in_the_markup_loses_no_result(string inMessage, string message)
    {
        var output = Read(CreateTrx(
            CreateResult("1", "A", "Failed", "x") + CreateResult("2", "B", "Failed", inMessage) + CreateResult("3", "C", "Failed", "z")));

        CollectionAssert.AreEqual(
            new[] { "A: x", $"B: {message}", "C: z" }, output.Failures.Select(failure => $"{failure.Id}: {failure.Message}").ToArray());
        Assert.IsTrue(output.IsAborted);
        Assert.Contains(" Line 1, position ", output.Problem);
    }

    [TestMethod]
    [DataRow("x-unknown")]
    [DataRow("utf-16")]
    [DataRow("utf-7")]
    [DataRow("")]
    public void An_encoding_that_cannot_be_the_files_is_UTF_8(string name)
    {
        var output = Read(CreateTrx(CreateResult("1", "Größe", "Failed", "x"))
            .Replace("version=\"1.0\"", $"version=\"1.0\" encoding=\"{name}\"", StringComparison.Ordinal));

        Assert.AreEqual("Größe", output.Failures.Single().Id);
        Assert.AreEqual("", output.Problem);
    }

    [TestMethod]
    public void An_encoding_that_is_declared_and_known_counts()
    {
        var text = CreateTrx(CreateResult("1", "Größe", "Failed", "x"))
            .Replace("version=\"1.0\"", "version=\"1.0\" encoding=\"iso-8859-1\"", StringComparison.Ordinal);

        Assert.AreEqual("Größe", Read(Encoding.Latin1.GetBytes(text)).Failures.Single().Id);
    }

    [TestMethod]
    public void Bytes_that_are_not_UTF_8_lose_no_result()
    {
        var output =
            Read(Encoding.Latin1.GetBytes(CreateTrx(CreateResult("1", "Größe", "Failed", "x") + CreateResult("2", "B", "Failed", "y"))));

        CollectionAssert.AreEqual(new[] { "Gr\ufffd\ufffde", "B" }, output.Failures.Select(failure => failure.Id).ToArray());
    }

    [TestMethod]
    public void Blanks_and_NULs_before_the_file_lose_nothing() =>
        Assert.AreEqual("A", Read("\r\n \0" + CreateTrx(CreateResult("1", "A", "Failed", "x"))).Failures.Single().Id);

    [TestMethod]
    public void Counts_that_are_too_large_do_not_overflow() => Assert.AreEqual(
        new TestCounts(int.MaxValue, 7, int.MaxValue, 0),
        Read(CreateTrx("", "<Counters total='2147483647' passed='7' failed='2147483647' error='2147483647' />")).Tests);

    [TestMethod]
    public void A_test_that_was_retried_is_not_counted_though_more_failed_than_are_kept()
    {
        var names = Enumerable.Range(0, 12_000).Select(i => $"T{i}").ToList();
        var failed = string.Concat(names.Select(name => CreateResult(name, name, "Failed", "x")));
        var retried = string.Concat(names.Take(3_000).Select(name => CreateResult(name, name, "Passed", "")));

        var output = Read(CreateTrx(failed + failed + retried));

        Assert.AreEqual(9_000, output.Count);
        Assert.AreEqual(9_000, output.Failures.Count + output.Omitted);
    }

    private static string CreateTrx(string results, string summary = "") =>
        "<?xml version=\"1.0\"?><TestRun xmlns=\"http://microsoft.com/schemas/VisualStudio/TeamTest/2010\">"
        + $"<Results>{results}</Results><ResultSummary outcome=\"Failed\">{summary}</ResultSummary></TestRun>";

    private static string CreateResult(string id, string name, string outcome, string message) => message.Length == 0
        ? $"<UnitTestResult testId=\"{id}\" testName=\"{name}\" outcome=\"{outcome}\" />"
        : $"<UnitTestResult testId=\"{id}\" testName=\"{name}\" outcome=\"{outcome}\">"
            + $"<Output><ErrorInfo><Message>{message}</Message></ErrorInfo></Output></UnitTestResult>";
}
