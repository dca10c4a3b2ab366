using System.Reflection;

namespace LoopJournal.Tests;

/// <summary>
/// A project that our targets cannot distinguish from a test project of the SDK. Its runner is a message or an error, so the order,
/// conditions and switches of the hooks are tested without running a test.
/// </summary>
internal sealed class TestProjectStub : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("loopjournal-").FullName;

    public static string SdkTestTargets => Path.Combine(
        Microsoft.Build.Locator.MSBuildLocator.QueryVisualStudioInstances().First().MSBuildPath, "Microsoft.TestPlatform.targets");

    /// <summary>The tool that was built with the tasks.</summary>
    public static string Tool
    {
        get
        {
            var tasks = Path.GetDirectoryName(ReadMetadata("TaskAssembly"))!;
            return Path.GetFullPath(Path.Combine(tasks, "..", "..", "LoopJournal.Tool", Path.GetFileName(tasks), "loop-journal.dll"));
        }
    }

    public string JournalFolder => Path.Combine(_folder, ".orchestrator", "loop");

    public string[] Journal =>
        File.Exists(Path.Combine(JournalFolder, "journal.jsonl")) ? File.ReadAllLines(Path.Combine(JournalFolder, "journal.jsonl")) : [];

    /// <summary>Whether a file that is imported after the package's defines the target VSTest.</summary>
    public bool HasOtherVSTest { get; init; }

    /// <summary>Properties that the project file sets.</summary>
    public (string Name, string Value)[] OwnProperties { get; init; } = [];

    public string In(string path) => Path.Combine(_folder, path);

    /// <summary>Makes the project look like one that references coverlet.msbuild.</summary>
    /// <returns>The property that this package sets.</returns>
    public (string Name, string Value) AddCoverlet()
    {
        var targets = In("coverlet/buildMultiTargeting/coverlet.msbuild.targets");
        Directory.CreateDirectory(Path.GetDirectoryName(targets)!);
        File.WriteAllText(targets, """<Project><Target Name="GenerateCoverageResultAfterTest" /></Project>""");
        return ("CoverletToolsPath", In("coverlet/tasks/net10.0/"));
    }

    /// <param name="runnerFails">Whether the runner ends with an error.</param>
    /// <param name="buildFails">Whether the build before it ends with an error.</param>
    /// <param name="environment">The variables LoopId, LoopAction, LoopHypothesis and LoopNote; null: they are not set.</param>
    /// <param name="properties">Properties of the command line.</param>
    public BuildOutcome RunTests(
        bool runnerFails = true, bool buildFails = false, string? environment = null, params (string Name, string Value)[] properties) =>
        Build("VSTest", runnerFails, buildFails, environment, properties);

    /// <summary>Builds targets, by their names with semicolons between.</summary>
    public BuildOutcome Build(string target, string? environment = null, params (string Name, string Value)[] properties) =>
        Build(target, runnerFails: false, buildFails: false, environment, properties);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static string ReadMetadata(string key) =>
        typeof(TestProjectStub).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;

    private BuildOutcome Build(
        string target, bool runnerFails, bool buildFails, string? environment, (string Name, string Value)[] properties)
    {
        // MSBuild reads the variables of this process when it makes a project collection
        string[] variables = ["LoopId", "LoopAction", "LoopHypothesis", "LoopNote"];
        Array.ForEach(variables, variable => Environment.SetEnvironmentVariable(variable, environment));
        try
        {
            return Build(target, runnerFails, buildFails, properties);
        }
        finally
        {
            Array.ForEach(variables, variable => Environment.SetEnvironmentVariable(variable, null));
        }
    }

    private BuildOutcome Build(string target, bool runnerFails, bool buildFails, (string Name, string Value)[] properties)
    {
        var ourFiles = Path.Combine(ReadMetadata("RepositoryRoot"), "build");
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
            .Property("LoopJournalTaskAssembly", ReadMetadata("TaskAssembly"))
            .Property("LoopJournalTool", Tool)
            .Property("SourceBranchName", "refs/heads/main");
        Array.ForEach(OwnProperties, own => project.Property(own.Name, own.Value));
        foreach (var (name, value) in properties)
        {
            project.Global(name, value);
        }

        (string, (string, string)[]) runner = (runnerFails ? "Error" : "Message", [("Text", "the tests are over")]);
        (string, (string, string)[]) build = (buildFails ? "Error" : "Message", [("Text", "the build is over")]);
        (string, (string, string)[]) callBuild =
            ("CallTarget", [("Targets", "BuildProject"), ("Condition", "'$(VSTestNoBuild)' != 'true'")]);
        project
            .Import(Path.Combine(ourFiles, "LoopJournal.props"))
            .Target("InitializeSourceControlInformation")
            .Target("ShowInfoMessageIfProjectHasNoIsTestProjectProperty")
            .Target("BuildProject", build)
            .Target("_VSTestConsole", CreateMessage("console runner"), callBuild, runner)
            .Target("_VSTestMSBuild", CreateMessage("msbuild runner"), callBuild, runner)
            .Target("VSTest", CreateMessage("the SDK's own VSTest"), runner)
            .Target("GenerateCoverageResultAfterTest", ("Error", [("Text", "the coverage is below 90")]))
            .Import(Path.Combine(ourFiles, "LoopJournal.targets"));
        if (HasOtherVSTest)
        {
            project.Target("VSTest", CreateMessage("the user's own VSTest"), runner);
        }

        return project.Build(target.Split(';'));

        static (string, (string, string)[]) CreateMessage(string text) => ("Message", [("Text", text)]);
    }
}
