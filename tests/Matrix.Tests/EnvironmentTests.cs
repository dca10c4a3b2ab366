namespace LoopJournal.Tests;

/// <summary>Variables of the environment that change how programs write and where they look.</summary>
[TestClass]
[TestCategory("Full")]
public sealed class EnvironmentTests
{
    [TestMethod]
    [DataRow("MSTest under VSTest", "HOME=")]
    [DataRow("MSTest under VSTest", "LC_ALL=C")]
    [DataRow("MSTest under VSTest", "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1")]
    [DataRow("MSTest under VSTest", "DOTNET_CLI_UI_LANGUAGE=de")]
    [DataRow("xunit.v3 on the platform", "HOME=")]
    [DataRow("xunit.v3 on the platform", "DOTNET_CLI_UI_LANGUAGE=de")]
    public void A_run_is_recorded_whatever_the_environment(string framework, string variable)
    {
        using var repo = new Sandbox();
        Sources.Create(repo, Framework.All[framework]);
        repo.Environment[variable.Split('=')[0]] = variable.Split('=')[1];

        new Cell(repo, "test")
        {
            TestFile = "CartTests.cs",
            Fix = () => Sources.Fix(repo),
            FailingExitCode = Framework.All[framework].FailingExitCode,
        }.Check();
    }
}
