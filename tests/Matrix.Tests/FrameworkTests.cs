namespace LoopJournal.Tests;

/// <summary>Frameworks, runners and languages.</summary>
[TestClass]
public sealed class FrameworkTests
{
    [TestMethod]
    [DataRow("xunit.v3.mtp-v2 3.2.2 on the platform", "cs")]
    public void Two_failing_runs_and_a_passing_one_are_recorded_and_nothing_else_changes(string framework, string language)
    {
        using var repo = new Sandbox(test: "framework");
        Sources.Create(repo, Framework.All[framework], language);

        new Cell(repo, "test")
        {
            TestFile = $"CartTests.{language}",
            Fix = () => Sources.Fix(repo, language),
            FailingExitCode = Framework.All[framework].FailingExitCode,
        }.Check();
    }

    [TestMethod]
    [TestCategory("Full")]
    [DataRow("xUnit 2 under VSTest", "fs")]
    [DataRow("MSTest under VSTest", "cs")]
    [DataRow("MSTest under VSTest", "fs")]
    [DataRow("MSTest under VSTest", "vb")]
    [DataRow("MSTest on the platform", "cs")]
    [DataRow("MSTest.Sdk under VSTest", "cs")]
    [DataRow("MSTest.Sdk on the platform", "cs")]
    [DataRow("xUnit 2 under VSTest", "cs")]
    [DataRow("xUnit 2 under VSTest", "vb")]
    [DataRow("xunit.v3 on the platform", "cs")]
    [DataRow("xunit.v3.mtp-v2 on the platform", "cs")]
    [DataRow("xunit.v3.mtp-v2 on the platform", "fs")]
    [DataRow("xunit.v3.mtp-off under VSTest", "cs")]
    [DataRow("NUnit 4 under VSTest", "cs")]
    [DataRow("NUnit 4 on the platform", "cs")]
    [DataRow("NUnit 5 under VSTest", "cs")]
    [DataRow("NUnit 5 on the platform", "cs")]
    [DataRow("TUnit on the platform", "cs")]
    public void Every_framework_is_recorded_under_every_runner(string framework, string language) =>
        Two_failing_runs_and_a_passing_one_are_recorded_and_nothing_else_changes(framework, language);

    [TestMethod]
    [TestCategory("Full")]
    public void Under_platform_1_of_xUnit_the_tests_run_and_a_warning_says_why_they_are_not_recorded()
    {
        using var repo = new Sandbox();
        Sources.Create(repo, Framework.All["xunit.v3 3.2.2 on the platform"]);

        var run = repo.Test();

        Assert.AreEqual(2, run.ExitCode, run.Output);
        Assert.HasCount(1, run.LinesWith("warning LOOP0004"), run.Output);
        Assert.IsEmpty(repo.Journal);
    }

    [TestMethod]
    [TestCategory("Full")]
    public void xUnit_3_refuses_VSTest_with_and_without_the_package()
    {
        using var repo = new Sandbox();
        Sources.Create(repo, Framework.All["xunit.v3 under VSTest"]);

        var without = repo.RunWith([new("WithoutLoopJournal", "true")], "test");
        var with = repo.Test();

        Assert.AreEqual(without.ExitCode, with.ExitCode, with.Output);
        Assert.AreEqual(1, with.ExitCode, with.Output);
        Assert.HasCount(1, with.LinesWith("no longer supported by Microsoft.Testing.Platform"), with.Output);
        Assert.IsEmpty(with.LinesWith("LOOP0"), with.Output);
        Assert.IsEmpty(repo.Journal);
    }
}
