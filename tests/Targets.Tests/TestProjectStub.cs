using System.Reflection;

namespace LoopJournal.Tests;

/// <summary>
/// A project that looks to our targets as a test project of the SDK does, but whose runner is a message or an error: order, conditions
/// and switches of the hooks show without a test being run.
/// </summary>
internal sealed class TestProjectStub : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("loopjournal-").FullName;

    public static string SdkTestTargets => Path.Combine(
        Microsoft.Build.Locator.MSBuildLocator.QueryVisualStudioInstances().First().MSBuildPath, "Microsoft.TestPlatform.targets");

    public string JournalFolder => Path.Combine(_folder, ".orchestrator", "loop");

    public string[] Journal =>
        File.Exists(Path.Combine(JournalFolder, "journal.jsonl")) ? File.ReadAllLines(Path.Combine(JournalFolder, "journal.jsonl")) : [];

    public string In(string path) => Path.Combine(_folder, path);

    /// <param name="runnerFails">Whether the runner ends with an error.</param>
    /// <param name="buildFails">Whether the build that comes before it does.</param>
    /// <param name="properties">Properties of the project, or of the command line.</param>
    public BuildOutcome RunTests(bool runnerFails = true, bool buildFails = false, params (string Name, string Value)[] properties)
    {
        var build = Path.Combine(Metadata("RepositoryRoot"), "build");
        var project = new ProjectBuilder(In("Shop.Tests.proj"))
            .Property("TargetFramework", "net10.0")
            .Property("IsTestProject", "true")
            .Property("NETCoreSdkVersion", "10.0.100")
            .Property("VSTestTargets", SdkTestTargets)
            .Property("VSTestNoBuild", "false")
            .Property("_MSBUILDTLENABLED", "0")
            .Property("VsTestUseMSBuildOutput", "false")
            .Property("IntermediateOutputPath", "obj/")
            .Property("LoopJournalTaskAssembly", Metadata("TaskAssembly"))
            .Property("SourceBranchName", "refs/heads/main");
        foreach (var (name, value) in properties)
        {
            project.Global(name, value);
        }

        (string, (string, string)[]) runner = runnerFails ? ("Error", [("Text", "tests failed")]) : ("Message", [("Text", "tests passed")]);
        (string, (string, string)[]) builder = buildFails ? ("Error", [("Text", "does not compile")]) : ("Message", [("Text", "compiled")]);
        return project
            .Import(Path.Combine(build, "LoopJournal.props"))
            .Target("InitializeSourceControlInformation")
            .Target("ShowInfoMessageIfProjectHasNoIsTestProjectProperty")
            .Target("BuildProject", builder)
            .Target("_VSTestConsole", ("Message", [("Text", "console runner")]), ("CallTarget", [("Targets", "BuildProject"), ("Condition", "'$(VSTestNoBuild)' != 'true'")]), runner)
            .Target("_VSTestMSBuild", ("Message", [("Text", "msbuild runner")]), ("CallTarget", [("Targets", "BuildProject"), ("Condition", "'$(VSTestNoBuild)' != 'true'")]), runner)
            .Target("VSTest", ("Message", [("Text", "the SDK's own VSTest")]), runner)
            .Import(Path.Combine(build, "LoopJournal.targets"))
            .Build("VSTest");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Metadata(string key) =>
        typeof(TestProjectStub).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
