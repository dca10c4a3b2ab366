namespace LoopJournal.Tests;

/// <summary>A repository that defines the target of the test run itself.</summary>
[TestClass]
[TestCategory("Full")]
public sealed class OwnTargetTests
{
    [TestMethod]
    public void A_VSTest_target_of_the_repository_runs_as_before_and_a_warning_says_that_nothing_is_recorded()
    {
        using var repo = new Sandbox();
        Sources.Create(repo, Framework.All["MSTest under VSTest"]);
        repo.Write("Directory.Build.targets", """
            <Project>
              <Target Name="VSTest">
                <Message Importance="high" Text="the repository's own target" />
                <CallTarget Targets="_VSTestConsole" />
              </Target>
            </Project>
            """);

        var without = repo.RunWith([new("WithoutLoopJournal", "true")], "test");
        var run = repo.Test();

        Assert.AreEqual(1, without.ExitCode, without.Output);
        Assert.AreEqual(1, run.ExitCode, run.Output);
        Assert.HasCount(1, run.LinesWith("the repository's own target"), run.Output);
        Assert.HasCount(1, run.LinesWith("Failed!"), run.Output);
        Assert.HasCount(1, run.LinesWith("warning LOOP0004"), run.Output);
        Assert.IsEmpty(run.LinesWith("LoopJournal: "), run.Output);
        Assert.IsEmpty(repo.Journal);
        Assert.IsEmpty(repo.Captures);
    }
}
