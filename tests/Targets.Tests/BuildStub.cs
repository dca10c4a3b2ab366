using System.Text.Json;

namespace LoopJournal.Tests;

/// <summary>
/// A project that our targets cannot distinguish from an SDK project during a build. Its compiler is a copied error log and a message or an
/// error.
/// </summary>
internal sealed class BuildStub : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("loopjournal-").FullName;

    public BuildStub() => Directory.CreateDirectory(In(".git"));

    public string JournalFolder => In(".orchestrator/loop");

    public IReadOnlyList<JsonElement> Journal =>
        File.Exists(In(".orchestrator/loop/journal.jsonl"))
            ? [.. File.ReadLines(In(".orchestrator/loop/journal.jsonl")).Select(line => JsonElement.Parse(line))]
            : [];

    public string Last(string field) => Journal[^1].GetProperty(field).ToString();

    public string In(string path) => Path.Combine(_folder, path);

    /// <summary>
    /// Sets the errors that the compiler of a project will log. Without them the project is up to date and its compiler does not run.
    /// </summary>
    public void SetErrors(params string[] symbols) => SetErrorsOf("Shop", symbols);

    public void SetErrorsOf(string project, params string[] symbols)
    {
        var results = symbols.Select(symbol => $$"""
            {
              "ruleId": "CS0103", "level": "error", "message": { "text": "The name '{{symbol}}' does not exist" },
              "locations": [ { "physicalLocation": {
                "artifactLocation": { "uri": "file://{{_folder}}/Cart.cs" }, "region": { "startLine": {{Random.Shared.Next(1, 99)}} } } } ]
            }
            """);
        File.WriteAllText(In(project + ".next"),
            $$"""{ "$schema": "sarif-2.1.0", "version": "2.1.0", "runs": [ { "results": [ {{string.Join(',', results)}} ] } ] }""");
    }

    /// <summary>Builds the project as <c>dotnet build</c> does.</summary>
    /// <param name="failsIn"><c>before</c>, <c>compiler</c>, <c>after</c>, or nothing.</param>
    /// <param name="properties">Of the command line.</param>
    public BuildOutcome Build(string failsIn, params (string Name, string Value)[] properties) => Build("Build", failsIn, properties);

    public BuildOutcome Test(string failsIn, params (string Name, string Value)[] properties) =>
        Build("Build", failsIn, [("VSTestSessionCorrelationId", "1"), ("IsTestProject", "true"), .. properties]);

    public BuildOutcome Build(string target, string failsIn, params (string Name, string Value)[] properties)
    {
        Write("Shop");
        var globals = properties.Append(("ShopFailsIn", failsIn)).ToDictionary(p => p.Item1, p => p.Item2);
        return ProjectBuilder.BuildFile(In("Shop.proj"), globals, target);
    }

    /// <summary>Makes a project that others may reference by the property <c>References</c>.</summary>
    public void Write(string name, bool hasPackage = true, string references = "$(References)")
    {
        var ours = Path.Combine(TestProjectStub.ReadMetadata("RepositoryRoot"), "build");
        File.WriteAllText(In(name + ".proj"), $"""
            <Project DefaultTargets="Build">
              <PropertyGroup>
                <TargetFramework Condition="'$(TargetFramework)' == ''">net10.0</TargetFramework>
                <NETCoreSdkVersion>10.0.100</NETCoreSdkVersion>
                <VSTestTargets>{TestProjectStub.SdkTestTargets}</VSTestTargets>
                <Language Condition="'$(Language)' == ''">C#</Language>
                <IntermediateOutputPath>obj/{name}/</IntermediateOutputPath>
                <SourceBranchName>refs/heads/main</SourceBranchName>
                <LoopJournalTaskAssembly>{TestProjectStub.ReadMetadata("TaskAssembly")}</LoopJournalTaskAssembly>
              </PropertyGroup>
              <ItemGroup>
                <_MSBuildProjectReferenceExistent Include="{references}" ReferenceOutputAssembly="true" />
              </ItemGroup>
              <Import Project="{ours}/LoopJournal.props" Condition="{hasPackage}" />
              <Target Name="InitializeSourceControlInformation" />
              <Target Name="ShowInfoMessageIfProjectHasNoIsTestProjectProperty" />
              <Target Name="BuildOnlySettings" />
              <Target Name="ResolveProjectReferences">
                <MSBuild Projects="@(_MSBuildProjectReferenceExistent)" Properties="References="
                         Condition="'@(_MSBuildProjectReferenceExistent)' != ''">
                  <Output TaskParameter="TargetOutputs" ItemName="_ResolvedProjectReferencePaths" />
                </MSBuild>
              </Target>
              <Target Name="ResolvePackageAssets"><Error Text="no assets" Condition="'$({name}FailsIn)' == 'before'" /></Target>
              <Target Name="CoreCompile">
                <MakeDir Directories="$(IntermediateOutputPath)" />
                <WriteLinesToFile File="$(ErrorLog.Split(',')[0])" Overwrite="true"
                                  Condition="'$(ErrorLog)' != '' and Exists('{name}.next')"
                                  Lines="$([System.IO.File]::ReadAllText('$(MSBuildProjectDirectory)/{name}.next'))" />
                <Error Text="does not compile" Condition="'$({name}FailsIn)' == 'compiler'" />
              </Target>
              <Target Name="PostBuildEvent"><Error Text="cannot copy" Condition="'$({name}FailsIn)' == 'after'" /></Target>
              <Target Name="_CleanRecordFileWrites" />
              <Target Name="CoreBuild"
                      DependsOnTargets="BuildOnlySettings;ResolveProjectReferences;ResolvePackageAssets;CoreCompile;PostBuildEvent">
                <OnError ExecuteTargets="_CleanRecordFileWrites" />
              </Target>
              <Target Name="Build" DependsOnTargets="CoreBuild" Returns="{name}.dll" />
              <Target Name="CopyRunEnvironmentFiles" DependsOnTargets="_CleanRecordFileWrites" />
              <Target Name="_MTPBuild"><CallTarget Targets="Build" /></Target>
              <Import Project="{ours}/LoopJournal.targets" Condition="{hasPackage}" />
            </Project>
            """);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
