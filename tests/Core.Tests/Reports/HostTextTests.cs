using LoopJournal.Model;
using LoopJournal.Reports;
using LoopJournal.Tests.Recording;
using LoopJournal.Verdicts;

namespace LoopJournal.Tests.Reports;

/// <summary>The codes that the build and the tool raise on an attempt.</summary>
[TestClass]
public sealed class HostTextTests
{
    private const string None = "none";
    private const string Warning = "warning";
    private const string Error = "error";

    [TestMethod]
    [DataRow(Error, "Error LOOP0010")]
    [DataRow(Warning, "Warning LOOP0010")]
    [DataRow(None, "")]
    public void A_verdict_is_lowered_to_what_the_user_allows(string max, string expected) =>
        Assert.AreEqual(expected, Show(max, Warning, Runs.Fail("a"), Runs.Fail("a"), Runs.Fail("a")));

    [TestMethod]
    [DataRow(Error, "Error LOOP0014, Warning LOOP0015")]
    [DataRow(Warning, "Warning LOOP0014, Warning LOOP0015")]
    [DataRow(None, "Warning LOOP0015")]
    public void Vanished_tests_have_their_own_severity_and_old_binaries_are_a_warning(string vanished, string expected) =>
        Assert.AreEqual(expected, Show(None, vanished, Runs.Fail("a"), Runs.Pass("a") with { Stale = true }));

    [TestMethod]
    public void A_second_pass_without_the_test_raises_an_error_again_and_no_warning()
    {
        Attempt[] rows = [Runs.Fail("a"), Runs.Pass("a"), Runs.Pass("a")];

        Assert.AreEqual("Error LOOP0014", Show(Error, Error, rows));
        Assert.AreEqual("", Show(Error, Warning, rows));
    }

    private static string Show(string max, string vanished, params Attempt[] rows) => string.Join(
        ", ", HostText.GetCodes(StallDetector.Analyze(rows, 3), new(Read(max), Read(vanished), new(null, null))).Select(row => $"{row.Severity} {row.Code}"));

    private static VerdictSeverity Read(string text) => Enum.Parse<VerdictSeverity>(text, ignoreCase: true);
}
