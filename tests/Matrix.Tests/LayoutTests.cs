namespace LoopJournal.Tests;

/// <summary>How a repository lays out its projects, versions and output.</summary>
[TestClass]
[TestCategory("Full")]
public sealed class LayoutTests
{
    [TestMethod]
    [DataRow("MSTest under VSTest")]
    [DataRow("MSTest on the platform")]
    public void Each_target_framework_is_a_stream(string framework)
    {
        using var repo = new Sandbox();
        Sources.Create(repo, Framework.All[framework], more: "<PropertyGroup><RollForward>Major</RollForward></PropertyGroup>");
        repo.Edit("Shop.Tests.csproj", "<TargetFramework>net10.0</TargetFramework>",
            "<TargetFrameworks>net9.0;net10.0</TargetFrameworks>");
        repo.Commit();

        Check(repo, Framework.All[framework], streams: 2);
    }

    [TestMethod]
    public void The_package_is_a_global_reference_beside_central_versions()
    {
        using var repo = new Sandbox();
        Sources.Create(repo, Framework.All["xUnit 2 under VSTest"]);
        repo.Write("Directory.Packages.props", $"""
            <Project>
              <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
              <ItemGroup>
                <GlobalPackageReference Include="LoopJournal" Version="{Suite.PackageVersion}"
                                        Condition="'$(WithoutLoopJournal)' != 'true'" />
                <PackageVersion Include="Microsoft.NET.Test.Sdk" Version="{Versions.TestSdk}" />
                <PackageVersion Include="xunit" Version="{Versions.XUnit2}" />
                <PackageVersion Include="xunit.runner.visualstudio" Version="{Versions.XUnitAdapter}" />
              </ItemGroup>
            </Project>
            """);
        repo.Write("Shop.Tests.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Microsoft.NET.Test.Sdk" />
                <PackageReference Include="xunit" />
                <PackageReference Include="xunit.runner.visualstudio" />
              </ItemGroup>
            </Project>
            """);
        repo.Commit();

        Check(repo, Framework.All["xUnit 2 under VSTest"]);
    }

    [TestMethod]
    public void A_lock_file_in_locked_mode_names_the_package()
    {
        using var repo = new Sandbox();
        var framework = Framework.All["MSTest under VSTest"];
        Sources.Create(repo, framework,
            more: "<PropertyGroup><RestorePackagesWithLockFile>true</RestorePackagesWithLockFile></PropertyGroup>");
        Assert.AreEqual(0, repo.Run("restore").ExitCode);
        repo.Edit("Shop.Tests.csproj", "</RestorePackagesWithLockFile>",
            "</RestorePackagesWithLockFile><RestoreLockedMode>true</RestoreLockedMode>");
        repo.Commit();

        Assert.Contains($"[{Suite.PackageVersion}, )", File.ReadAllText(repo.In("packages.lock.json")));
        Check(repo, framework, without: "LoopJournalEnabled");
    }

    [TestMethod]
    public void A_response_file_gives_properties_and_options()
    {
        using var repo = new Sandbox();
        repo.Write("Directory.Build.rsp", "-m:1\n-v:m\n-p:LoopAction=\"from, the; file\"\n");
        Sources.Create(repo, Framework.All["MSTest under VSTest"]);

        var cell = Check(repo, Framework.All["MSTest under VSTest"]);

        Assert.IsTrue(cell.Records.All(r => r.Text("action") == "from, the; file"), cell.Records[0].ToString());
    }

    [TestMethod]
    [DataRow("MSTest under VSTest")]
    [DataRow("xunit.v3 on the platform")]
    public void The_output_lies_in_the_artifacts_folder(string framework)
    {
        using var repo = new Sandbox();
        repo.Write("Directory.Build.props", $"""
            <Project>
              <Import Project="../Directory.Build.props" />
              <PropertyGroup><UseArtifactsOutput>true</UseArtifactsOutput></PropertyGroup>
            </Project>
            """);
        Sources.Create(repo, Framework.All[framework]);

        Check(repo, Framework.All[framework]);

        Assert.IsTrue(Directory.Exists(repo.In("artifacts/bin")));
        Assert.IsFalse(Directory.Exists(repo.In("bin")));
    }

    private static Cell Check(Sandbox repo, Framework framework, int streams = 1, string without = "")
    {
        var cell = new Cell(repo, "test")
        {
            TestFile = "CartTests.cs",
            Fix = () => Sources.Fix(repo),
            FailingExitCode = framework.FailingExitCode,
            Streams = streams,
            Without = without == "" ? ("WithoutLoopJournal", "true") : (without, "false"),
        };
        cell.Check();
        return cell;
    }
}
