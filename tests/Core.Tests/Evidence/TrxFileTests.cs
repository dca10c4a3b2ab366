using System.Text;
using LoopJournal.Evidence;
using static LoopJournal.Tests.Evidence.EvidenceData;

namespace LoopJournal.Tests.Evidence;

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
        Assert.Contains(failure => failure.Id == "DotLiquid.Tests.GoldenLiquidTests.ExecuteGoldenLiquidTests(liquid.golden.slice_filter - negative first argument)", output.Failures);
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
    public void A_file_that_stops_in_the_middle_gives_what_it_has_and_counts_as_aborted()
    {
        var text = RecordedText("failed.trx");
        var output = Read(text[..text.IndexOf("<TestDefinitions>", StringComparison.Ordinal)]);

        Assert.IsTrue(output.IsAborted);
        Assert.HasCount(5, output.Failures);
    }

    [TestMethod]
    public void The_last_state_of_a_test_counts()
    {
        var output = Read(Trx(Result("1", "A", "Failed", "x") + Result("2", "B", "Failed", "y") + Result("1", "A", "Passed", "")));

        Assert.AreEqual("B", output.Failures.Single().Id);
    }

    [TestMethod]
    public void Rows_that_share_an_id_are_told_by_their_names() =>
        Assert.HasCount(2, Read(Trx(Result("1", "A(1)", "Failed", "x") + Result("1", "A(2)", "Failed", "y"))).Failures);

    [TestMethod]
    public void A_data_driven_test_is_its_rows()
    {
        var row = Result("1", "A (1)", "Failed", "x");
        var output = Read(Trx($"<UnitTestResult testId=\"1\" testName=\"A\" outcome=\"Failed\"><InnerResults>{row}</InnerResults></UnitTestResult>"));

        Assert.AreEqual("A(1)", output.Failures.Single().Id);
    }

    [TestMethod]
    public void What_xUnit_reports_as_an_error_of_the_run_is_no_crash()
    {
        var output = Read(Trx(Result("1", "A", "Failed", "x"), "<RunInfos><RunInfo outcome=\"Error\"><Text>[xUnit.net 00:00:01.13]     A [FAIL]</Text></RunInfo></RunInfos>"));

        Assert.IsFalse(output.IsAborted);
        Assert.AreEqual("A", output.Failures.Single().Id);
    }

    [TestMethod]
    public void A_crash_after_failures_is_the_crash()
    {
        var output = Read(Trx(Result("1", "A", "Failed", "x"), "<RunInfos><RunInfo outcome=\"Error\"><Text>Irgendwas. : Stack overflow.</Text></RunInfo></RunInfos>"));

        Assert.IsTrue(output.IsAborted);
        Assert.AreEqual("(test host)", output.Failures.Single().Id);
    }

    [TestMethod]
    [DataRow("<TestRun")]
    [DataRow("<TestRun>&#0;</TestRun>")]
    [DataRow("<TestRun><Results><UnitTestResult outcome='Failed'/></Results></TestRun>")]
    [DataRow("<!DOCTYPE x [<!ENTITY a \"aaaa\">]><TestRun>&a;</TestRun>")]
    [DataRow("<TestRun><ResultSummary><Counters total='x' passed='-1' failed='99999999999'/></ResultSummary></TestRun>")]
    [DataRow("<TestRun><Results><UnitTestResult outcome='Failed'><Output><ErrorInfo><Message><a><b/></a></Message></ErrorInfo></Output></UnitTestResult></Results></TestRun>")]
    public void Nothing_throws(string text) => Assert.AreEqual("failures/1", Read(text).Algorithm);

    // The reader holds a parsed failure for each failing test, and nothing for the others.
    [TestMethod]
    public void A_hundred_thousand_results_are_a_stream()
    {
        var text = Trx(string.Concat(Enumerable.Range(0, 100_000).Select(i => Result($"{i}", $"T({i})", i % 1000 == 0 ? "Failed" : "Passed", "Expected: 1\nBut was: 2"))));

        Assert.HasCount(100, Read(text).Failures);
    }

    [TestMethod]
    public void UTF_16_is_told_by_its_content()
    {
        var text = RecordedText("failed.trx").Replace("encoding=\"utf-8\"", "encoding=\"utf-16\"", StringComparison.Ordinal);

        Assert.AreEqual(Fingerprint(RecordedText("failed.trx")), Fingerprint(Read([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text.TrimStart('\ufeff'))])));
    }

    private static string Trx(string results, string summary = "") =>
        $"<?xml version=\"1.0\"?><TestRun xmlns=\"http://microsoft.com/schemas/VisualStudio/TeamTest/2010\"><Results>{results}</Results><ResultSummary outcome=\"Failed\">{summary}</ResultSummary></TestRun>";

    private static string Result(string id, string name, string outcome, string message) => message.Length == 0
        ? $"<UnitTestResult testId=\"{id}\" testName=\"{name}\" outcome=\"{outcome}\" />"
        : $"<UnitTestResult testId=\"{id}\" testName=\"{name}\" outcome=\"{outcome}\"><Output><ErrorInfo><Message>{message}</Message></ErrorInfo></Output></UnitTestResult>";
}
