using LoopJournal.Evidence;
using static LoopJournal.Tests.EvidenceData;

namespace LoopJournal.Tests.Evidence.Results;

/// <summary>TRX files of mstest.exe, Visual Studio and others that write the format.</summary>
[TestClass]
public sealed class TrxOtherWritersTests
{
    private const string Error = "<Output><ErrorInfo><Message>boom</Message></ErrorInfo></Output>";

    [TestMethod]
    [DataRow("", true, DisplayName = "mstest.exe leaves Error out, the default of the schema")]
    [DataRow("outcome='Broken'", true, DisplayName = "unknown")]
    [DataRow("outcome='failed'", true, DisplayName = "another case")]
    [DataRow("outcome='NotRunnable'", true)]
    [DataRow("outcome='Inconclusive'", false)]
    [DataRow("outcome='NotExecuted'", false)]
    [DataRow("outcome='passed'", false)]
    public void A_result_with_an_error_failed_unless_its_outcome_says_otherwise(string outcome, bool isFailure) =>
        Assert.HasCount(
            isFailure ? 1 : 0, ReadResults($"<UnitTestResult testId='1' testName='A' {outcome}>{Error}</UnitTestResult>").Failures);

    [TestMethod]
    [DataRow("")]
    [DataRow("outcome='Broken'")]
    public void A_result_without_an_error_and_a_known_outcome_did_not_fail(string outcome) =>
        Assert.IsEmpty(ReadResults($"<UnitTestResult testId='1' testName='A' {outcome}/>").Failures);

    [TestMethod]
    public void A_test_that_ran_too_long_is_not_one_that_failed()
    {
        string Compute(string outcome) =>
            Fingerprint(
                $"<TestRun><Results><UnitTestResult testId='1' testName='A' outcome='{outcome}'>{Error}</UnitTestResult></Results></TestRun>");

        Assert.AreEqual(Compute("Failed"), Compute("Error"));
        Assert.AreNotEqual(Compute("Failed"), Compute("Timeout"));
    }

    [TestMethod]
    [DataRow("TestResultAggregation")]
    [DataRow("GenericTestResult")]
    [DataRow("WebTestResult")]
    public void A_result_of_another_kind_counts(string element) =>
        Assert.AreEqual("A", ReadResults($"<{element} testId='1' testName='A' outcome='Failed'>{Error}</{element}>").Failures.Single().Id);

    [TestMethod]
    public void An_ordered_test_is_its_tests() => Assert.AreEqual("B", ReadResults(
        $"<TestResultAggregation testId='1' testName='A' outcome='Failed'>{Error}<InnerResults>"
        + $"<UnitTestResult testId='2' testName='B' outcome='Failed'>{Error}</UnitTestResult>"
        + "<UnitTestResult testId='3' testName='C' outcome='Passed'/></InnerResults></TestResultAggregation>").Failures.Single().Id);

    [TestMethod]
    public void Definitions_before_the_results_give_the_class() => Assert.AreEqual("Shop.CartTests.Total", Read(
        "<TestRun><TestDefinitions><UnitTest id='1'><TestMethod className='Shop.CartTests, Shop.Tests' name='Total'/></UnitTest>"
        + "<UnitTest id='2'><TestMethod className='Shop.OrderTests' name='Total'/></UnitTest></TestDefinitions>"
        + $"<Results><UnitTestResult testId='1' testName='Total' outcome='Failed'>{Error}</UnitTestResult></Results></TestRun>")
        .Failures.Single().Id);

    [TestMethod]
    [DataRow("<StdOut><</StdOut>")]
    [DataRow("<StdOut>a & b</StdOut>")]
    [DataRow("<StdOut x='1 > </StdOut>")]
    public void Bad_markup_in_one_result_loses_no_other(string output)
    {
        var read = ReadResults(
            $"<UnitTestResult testId='1' testName='A' outcome='Failed'>{Error}</UnitTestResult>"
            + $"<UnitTestResult testId='2' testName='B' outcome='Failed'><Output>{output}</Output></UnitTestResult>"
            + $"<UnitTestResult testId='3' testName='C' outcome='Failed'>{Error}</UnitTestResult>");

        CollectionAssert.AreEqual(new[] { "A", "B", "C" }, read.Failures.Select(failure => failure.Id).ToArray());
        Assert.AreNotEqual("", read.Problem);
    }

    [TestMethod]
    [DataRow("<UnitTestResult testId='1' testName='A' outcome='Failed' ", "B,C")]
    [DataRow("<UnitTestResult testId='1' testName='A' outcome='Fai", "B,C")]
    [DataRow("<UnitTestResult testId='1' testName='A' outcome='Failed'><Output><ErrorInfo><Message>x <", "A,B,C")]
    [DataRow("<UnitTestResult testId='1' testName='A' outcome='Failed'><Output><ErrorInfo><Message>expected 3 &", "A,B,C")]
    [DataRow("<UnitTestResult testId='1' testName='A' outcome='Failed'><Output><ErrorInfo><Message>boom", "A,B,C")]
    [DataRow("<UnitTestResult testId='1' testName='A' outcome='Failed'><Output><Erro", "A,B,C")]
    public void A_result_that_is_cut_loses_no_other(string cut, string ids)
    {
        string Make(string name) => $"<UnitTestResult testId='{name}' testName='{name}' outcome='Failed'>{Error}</UnitTestResult>";

        var read = ReadResults(cut + Make("B") + Make("C"));

        Assert.AreEqual(ids, string.Join(',', read.Failures.Select(failure => failure.Id)));
        CollectionAssert.AreEqual(new[] { "boom", "boom" }, read.Failures.Where(f => f.Id != "A").Select(f => f.Message).ToArray());
    }

    [TestMethod]
    public void The_text_before_the_fault_is_the_message() => Assert.AreEqual("expected 3", ReadResults(
        "<UnitTestResult testId='1' testName='A' outcome='Failed'><Output><ErrorInfo><Message>expected 3 < 4</Message></ErrorInfo>"
        + "</Output></UnitTestResult>").Failures.Single().Message);

    [TestMethod]
    [DataRow("N.T(1,2)", "N.T(1,2).M")]
    [DataRow("N.T(\"a, b\")", "N.T(\"a, b\").M")]
    [DataRow("N.T, Assembly, Version=1.0.0.0", "N.T.M")]
    public void The_arguments_of_a_fixture_are_in_the_class(string className, string id) => Assert.AreEqual(id, Read(
        $"<TestRun><Results><UnitTestResult testId='1' testName='M' outcome='Failed'>{Error}</UnitTestResult></Results><TestDefinitions>"
        + $"<UnitTest id='1'><TestMethod className='{className}' name='M'/></UnitTest></TestDefinitions></TestRun>").Failures.Single().Id);

    [TestMethod]
    public void Counts_and_definitions_behind_bad_markup_are_read()
    {
        var read = Read(
            "<TestRun><Results><UnitTestResult testId='1' testName='Total' "
                + "outcome='Failed'><Output><StdOut><</StdOut></Output></UnitTestResult>"
            + "</Results><TestDefinitions><UnitTest id='1'><TestMethod className='Shop.CartTests' "
                + "name='Total'/></UnitTest></TestDefinitions>"
            + "<ResultSummary outcome='Failed'><Counters total='3' passed='2' failed='1'/></ResultSummary></TestRun>");

        Assert.AreEqual("Shop.CartTests.Total", read.Failures.Single().Id);
        Assert.AreEqual(new(3, 2, 1, 0), read.Tests);
    }

    [TestMethod]
    [Timeout(60_000, CooperativeCancellation = false)]
    public void A_file_of_bad_markup_is_read_in_time()
    {
        var bad = string.Concat(Enumerable.Repeat("<UnitTestResult testId='1' testName='A' outcome='Failed'><", 200_000));

        Assert.AreEqual("A", ReadResults(bad).Failures.Single().Id);
    }

    private static ParsedOutput ReadResults(string results) => Read($"<TestRun><Results>{results}</Results></TestRun>");
}
