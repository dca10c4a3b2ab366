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
        var ourFiles = Path.Combine(Metadata("RepositoryRoot"), "build");
        var project = new ProjectBuilder(In("Shop.Tests.proj"))
            .Property("TargetFramework", "net10.0")
            .Property("IsTestProject", "true")
            .Property("NETCoreSdkVersion", "10.0.100")
            .Property("VSTestTargets", SdkTestTargets)
            .Property("VSTestNoBuild", "false")
            .Property("_MSBUILDTLENABLED", "0")
            .Property("VsTestUseMSBuildOutput", "false")
            .Property("MSBUILDENSURESTDOUTFORTASKPROCESSES", "0") // the SDK sets it for the run that these tests are in
            .Property("IntermediateOutputPath", "obj/")
            .Property("LoopJournalTaskAssembly", Metadata("TaskAssembly"))
            .Property("SourceBranchName", "refs/heads/main");
        foreach (var (name, value) in properties)
        {
            project.Global(name, value);
        }

        (string, (string, string)[]) runner = (runnerFails ? "Error" : "Message", [("Text", "the tests are over")]);
        (string, (string, string)[]) build = (buildFails ? "Error" : "Message", [("Text", "the build is over")]);
        (string, (string, string)[]) callBuild = ("CallTarget", [("Targets", "BuildProject"), ("Condition", "'$(VSTestNoBuild)' != 'true'")]);
        return project
            .Import(Path.Combine(ourFiles, "LoopJournal.props"))
            .Target("InitializeSourceControlInformation")
            .Target("ShowInfoMessageIfProjectHasNoIsTestProjectProperty")
            .Target("BuildProject", build)
            .Target("_VSTestConsole", Says("console runner"), callBuild, runner)
            .Target("_VSTestMSBuild", Says("msbuild runner"), callBuild, runner)
            .Target("VSTest", Says("the SDK's own VSTest"), runner)
            .Import(Path.Combine(ourFiles, "LoopJournal.targets"))
            .Build("VSTest");

        static (string, (string, string)[]) Says(string text) => ("Message", [("Text", text)]);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static string Metadata(string key) =>
        typeof(TestProjectStub).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
