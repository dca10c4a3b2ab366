using LoopJournal.Capture;
using LoopJournal.Evidence;
using LoopJournal.Model;

namespace LoopJournal.Tests.Evidence;

[TestClass]
public sealed class ErrorLinesTests
{
    [TestMethod]
    [DataRow("System.IO.IOException: no space left")]
    [DataRow("---> NullReferenceException: Object reference")]
    [DataRow("TypeError: x is not a function")]
    [DataRow("error: no such file")]
    [DataRow("src/A.cs(1,2): error CS0103: The name 'x'")]
    [DataRow("[error] cannot connect")]
    [DataRow("2026-01-02 10:00:00 ERROR Shop.Cart - no answer")]
    [DataRow("fail: Shop.Cart[0]")]
    [DataRow("[10:00:00 ERR] no answer")]
    [DataRow("Unhandled exception.")]
    [DataRow("panic: index out of range")]
    public void A_line_that_names_an_exception_or_an_error_is_selected(string line) => Assert.AreSequenceEqual(new[] { line }, Find($"a\n  {line}\r\nb"));

    [TestMethod]
    [DataRow("0 errors")]
    [DataRow("no errors were found")]
    [DataRow("ExceptionHandler registered")]
    [DataRow("terror: a film")]
    [DataRow("at Shop.MyException.Throw() in /repo/a.cs:line 1")]
    [DataRow("failing over")]
    public void Another_line_is_not(string line) => Assert.IsEmpty(Find(line));

    [TestMethod]
    public void The_first_five_are_kept_each_once_and_a_long_line_ends_at_a_word()
    {
        var output = "error: a\nerror: a\n" + string.Concat(Enumerable.Range(0, 9).Select(i => $"error: {i}\n"));
        Assert.AreSequenceEqual(new[] { "error: a", "error: 0", "error: 1", "error: 2", "error: 3" }, Find(output));

        Assert.AreEqual("error: one", Find("error: one " + new string('x', 5000)).Single());
    }

    [TestMethod]
    [Timeout(10_000)]
    public void An_output_of_any_size_takes_little_time() =>
        Assert.IsEmpty(Find(string.Concat(Enumerable.Repeat("an error was expected here, and that is rError all\n", 1_000_000))));

    [TestMethod]
    public void A_TRX_file_has_what_a_failing_test_printed()
    {
        const string trx = """
            <TestRun><Results>
            <UnitTestResult testId="1" testName="A" outcome="Failed"><Output><StdOut>x
            error: no disk</StdOut><StdErr>fail: Shop[0]</StdErr><ErrorInfo><Message>boom</Message></ErrorInfo></Output></UnitTestResult>
            <UnitTestResult testId="2" testName="B" outcome="Passed"><Output><StdOut>error: not shown</StdOut></Output></UnitTestResult>
            </Results></TestRun>
            """;

        var output = EvidenceData.Read(trx);

        Assert.AreSequenceEqual(new[] { "error: no disk", "fail: Shop[0]" }, output.Failures.Single().Printed);
        Assert.AreEqual(1, output.Causes.Single().Count);
    }

    [TestMethod]
    public void What_a_test_printed_is_not_in_its_fingerprint()
    {
        var repository = new LoopJournal.Text.RepositoryPaths("/repo", _ => false);
        Failure Make(params string[] printed) => TestFailure.From(new("A", "", "", "boom", "") { Printed = printed }, repository);

        Assert.AreEqual(
            LoopJournal.Fingerprints.FailureSetFingerprint.Compute(Algorithms.Failures, Make()),
            LoopJournal.Fingerprints.FailureSetFingerprint.Compute(Algorithms.Failures, Make("error: no disk")));
    }

    private static List<string> Find(string output)
    {
        var lines = new List<string>();
        ErrorLines.AddTo(lines, output);
        return lines;
    }
}
