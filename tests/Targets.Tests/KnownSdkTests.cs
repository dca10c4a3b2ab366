using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.Build.Evaluation;

namespace LoopJournal.Tests;

/// <summary>What the targets need of the SDK's own files, and what they do where it is missing.</summary>
[TestClass]
public sealed partial class KnownSdkTests : IDisposable
{
    private readonly TestProjectStub _project = new();

    public void Dispose() => _project.Dispose();

    [TestMethod]
    public void The_body_of_the_SDKs_VSTest_target_is_the_one_that_ours_mirrors()
    {
        XNamespace ns = "http://schemas.microsoft.com/developer/msbuild/2003";
        var target = XDocument.Load(TestProjectStub.SdkTestTargets)
            .Descendants(ns + "Target").Single(t => t.Attribute("Name")?.Value == "VSTest");

        Assert.AreEqual("ShowInfoMessageIfProjectHasNoIsTestProjectProperty", target.Attribute("DependsOnTargets")?.Value);
        CollectionAssert.AreEqual(
            new[]
            {
                ("CallTarget", "_VSTestConsole",
                    "$(_MSBUILDTLENABLED) == '0' OR !$(VsTestUseMSBuildOutput) OR $(MSBUILDENSURESTDOUTFORTASKPROCESSES) == '1'"),
                ("CallTarget", "_VSTestMSBuild", "$(_MSBUILDTLENABLED) == '1' AND $(VsTestUseMSBuildOutput)"),
            },
            target.Elements().Select(e => (e.Name.LocalName, e.Attribute("Targets")?.Value, e.Attribute("Condition")?.Value)).ToArray());
    }

    [TestMethod]
    [DataRow("BuildProject")]
    [DataRow("_VSTestConsole")]
    [DataRow("_VSTestMSBuild")]
    [DataRow("InitializeSourceControlInformation")]
    [DataRow("CoreCompile")]
    [DataRow("ResolveProjectReferences")]
    [DataRow("_MTPBuild")]
    [DataRow("ComputeRunArguments")]
    public void A_project_of_the_SDK_has_the_targets_that_ours_need(string target)
    {
        var file = _project.In("Real.csproj");
        File.WriteAllText(file,
            """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""");
        using var collection = new ProjectCollection();

        Assert.IsTrue(new Project(file, null, null, collection).Targets.ContainsKey(target));
    }

    [TestMethod]
    public void CoreBuild_begins_with_the_target_that_marks_a_build_and_ends_with_the_one_that_marks_its_failure()
    {
        var file = _project.In("Real.csproj");
        File.WriteAllText(file,
            """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""");
        using var collection = new ProjectCollection();
        var project = new Project(file, null, null, collection);
        var build = project.Targets["CoreBuild"];

        var steps = project.ExpandString(build.DependsOnTargets)
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        CollectionAssert.AreEqual(new[] { "_CheckForBuildWithNoBuild", "BuildOnlySettings", "PrepareForBuild" }, steps.Take(3).ToArray());
        Assert.AreEqual("_CleanRecordFileWrites", build.OnErrorChildren.Last().ExecuteTargets);
        Assert.AreEqual("", build.OnErrorChildren.Last().Condition);
    }

    [TestMethod]
    [DataRow("OR !$(VsTestUseMSBuildOutput)")]
    [DataRow("AND $(VsTestUseMSBuildOutput)")]
    public void Under_an_SDK_with_another_call_in_VSTest_the_tests_run_unjournaled_with_one_warning(string part)
    {
        var other = _project.In("Other.TestPlatform.targets");
        File.WriteAllText(other, File.ReadAllText(TestProjectStub.SdkTestTargets).Replace(part, "", StringComparison.Ordinal));

        AssertUnjournaled(("VSTestTargets", other), "the target VSTest of this SDK (10.0.100, ");
    }

    [TestMethod]
    public void Under_an_SDK_without_the_file_of_VSTest_the_tests_run_unjournaled_with_one_warning() =>
        AssertUnjournaled(("VSTestTargets", _project.In("missing.targets")), "the target VSTest of this SDK (10.0.100, ");

    [TestMethod]
    public void Under_an_SDK_below_10_the_tests_run_unjournaled_with_one_warning() =>
        AssertUnjournaled(("NETCoreSdkVersion", "9.0.300"), "Core MSBuild with SDK 9.0.300");

    [TestMethod]
    public void Under_desktop_MSBuild_the_tests_run_unjournaled_with_one_warning() =>
        AssertUnjournaled(("_LoopJournalRuntime", "Full"), "Full MSBuild with SDK 10.0.100");

    private void AssertUnjournaled((string, string) property, string reason)
    {
        var run = _project.RunTests(runnerFails: false, properties: [property]);

        Assert.IsTrue(run.Passed, run.Log);
        run.IndexOf("the SDK's own VSTest");
        run.IndexOf(reason);
        Assert.HasCount(1, Warning().Matches(run.Log), run.Log);
        Assert.IsFalse(Directory.Exists(_project.JournalFolder));
    }

    [GeneratedRegex(@"Shop\.Tests\.proj : warning LOOP0004|Shop\.Tests\.proj: warning LOOP0004")]
    private static partial Regex Warning();
}
