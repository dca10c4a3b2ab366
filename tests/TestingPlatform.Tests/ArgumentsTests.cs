using LoopJournal.TestingPlatform;

namespace LoopJournal.Tests;

[TestClass]
public sealed class ArgumentsTests
{
    [TestMethod]
    [DataRow("--filter Name=Total", "--filter Name=Total")]
    [DataRow("-filter Name=Total", "--filter Name=Total")]
    [DataRow("--FILTER Name=Total --no-ansi", "--filter Name=Total")]
    [DataRow("--filter=Total", "--filter Total")]
    [DataRow("--filter:Total", "--filter Total")]
    [DataRow("--loop-journal a/b.run --filter-class A B --report-trx --filter-not-trait x=y", "--filter-class A B --filter-not-trait x=y")]
    [DataRow("--treenode-filter /*/*/*/Total", "--treenode-filter /*/*/*/Total")]
    [DataRow("--filter-uid 1 -2", "--filter-uid 1 -2")]
    [DataRow("--report-trx --results-directory filter", "")]
    [DataRow("", "")]
    public void Options_that_choose_tests_are_taken_unchanged(string line, string filters) =>
        Assert.AreEqual(filters, ProgramArguments.GetFilters(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    [TestMethod]
    [DataRow("--loop-journal a/b.run --list-tests", "a/b.run")]
    [DataRow("--loop-journal=a/b.run", "a/b.run")]
    [DataRow("--loop-journal", null)]
    [DataRow("--list-tests", null)]
    public void The_settings_are_named_by_the_option(string line, string? file) =>
        Assert.AreEqual(file, ProgramArguments.GetValue(line.Split(' '), SettingsOption.Name));

    [TestMethod]
    [DataRow("--maximum-failed-tests 1", true)]
    [DataRow("--fail-fast", true)]
    [DataRow("--stop-on-fail on", true)]
    [DataRow("--stop-on-fail off", false)]
    [DataRow("--filter fail-fast", false)]
    public void An_option_that_ends_the_run_at_a_failure_is_known(string line, bool expected) =>
        Assert.AreEqual(expected, ProgramArguments.StopsEarly(line.Split(' ')));
}
