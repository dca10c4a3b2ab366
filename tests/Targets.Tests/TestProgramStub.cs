using System.Text.Json;

namespace LoopJournal.Tests;

/// <summary>
/// A project that our targets cannot distinguish from a test program of Microsoft.Testing.Platform. 'dotnet test' asks it for its command
/// line; 'dotnet build -t:Test' runs it. Running is a message or an error here.
/// </summary>
internal sealed class TestProgramStub : IDisposable
{
    private const string Platform = "/packages/microsoft.testing.platform.msbuild/2.5.3/_MSBuildTasks/netstandard2.0/";

    private readonly string _folder = Directory.CreateTempSubdirectory("loopjournal-").FullName;

    public string JournalFolder => In(".orchestrator/loop");

    public string Settings => In("obj/loopjournal.run");

    public string[] Journal =>
        File.Exists(Path.Combine(JournalFolder, "journal.jsonl")) ? File.ReadAllLines(Path.Combine(JournalFolder, "journal.jsonl")) : [];

    /// <summary>Properties that the project file sets.</summary>
    public (string Name, string Value)[] OwnProperties { get; init; } = [];

    public string In(string path) => Path.Combine(_folder, path);

    /// <summary>A setting that the build passes to the program, decoded; null if it is missing.</summary>
    public string? Setting(string name) => File.ReadLines(Settings)
        .Where(line => line.StartsWith(name + "=", StringComparison.Ordinal))
        .Select(line => Uri.UnescapeDataString(line[(name.Length + 1)..]))
        .SingleOrDefault();

    /// <param name="target">The target to build.</param>
    /// <param name="programFails">Whether the program ends with an error.</param>
    /// <param name="properties">Properties of the command line.</param>
    public BuildOutcome Build(string target, bool programFails = true, params (string Name, string Value)[] properties)
    {
        var ourFiles = Path.Combine(TestProjectStub.ReadMetadata("RepositoryRoot"), "build");
        var project = new ProjectBuilder(In("Shop.Tests.proj"))
            .Property("TargetFramework", "net10.0")
            .Property("NETCoreSdkVersion", "10.0.100")
            .Property("IsTestingPlatformApplication", "true")
            .Property("MicrosoftTestingPlatformMSBuildTaskFolder", Platform)
            .Property("IntermediateOutputPath", "obj/")
            .Property("LoopJournalTaskAssembly", TestProjectStub.ReadMetadata("TaskAssembly"))
            .Property("SourceBranchName", "refs/heads/main")
            .Property("RunArguments", "--no-ansi");
        Array.ForEach(OwnProperties, own => project.Property(own.Name, own.Value));
        foreach (var (name, value) in properties)
        {
            project.Global(name, value);
        }

        return project
            .Item("Compile", "Program.cs")
            .Import(Path.Combine(ourFiles, "LoopJournal.props"))
            .Target("InitializeSourceControlInformation")
            .Target("ComputeRunArguments")
            .Target("Build", CreateMessage("the build is over"))
            .Target("_MTPBuild", CreateMessage("the build is over"))
            .Target("InvokeTestingPlatform", CreateMessage("arguments: $(TestingPlatformCommandLineArguments)"),
                (programFails ? "Error" : "Message", [("Text", "the tests are over")]))
            .Target("Test", CreateMessage("the platform's own Test"))
            .Import(Path.Combine(ourFiles, "LoopJournal.targets"))
            .Build(target);

        static (string, (string, string)[]) CreateMessage(string text) => ("Message", [("Text", text)]);
    }

    /// <summary>Waits for the snapshot, as 'dotnet test' does: a program's recorder ends after it.</summary>
    public void Dispose()
    {
        using var header = File.Exists(Settings) ? JsonDocument.Parse(Setting("Header") ?? "{}") : null;
        if (header is not null && header.RootElement.TryGetProperty("snapshot", out var key))
        {
            SpinWait.SpinUntil(() => File.Exists(Path.Combine(JournalFolder, "trees", key.GetString()!)), TimeSpan.FromMinutes(1));
        }

        Directory.Delete(_folder, recursive: true);
    }
}
