namespace LoopJournal.Tests;

/// <summary>A test project whose outcome an environment variable decides, so that many runs need one build.</summary>
internal static class Probe
{
    /// <summary>Values of <c>PROBE</c>; with any other value the test passes.</summary>
    public const string Fails = "fails", FailsOtherwise = "fails otherwise", Crashes = "crashes", CrashesOtherwise = "crashes otherwise";

    private static readonly Lazy<Sandbox> _shared = new(() => CreateBuilt());

    /// <summary>One built repository for many tests. Each has its own journal in it.</summary>
    public static Sandbox Shared => _shared.Value;

    public static void CleanUp()
    {
        if (_shared.IsValueCreated)
        {
            Shared.Dispose();
        }
    }

    public static void Create(Sandbox repo, string folder = ".", string name = "Probe",
        string framework = "<TargetFramework>net10.0</TargetFramework>", string packages = "", bool isProgram = false)
    {
        var runner = isProgram
            ? "<OutputType>Exe</OutputType><EnableMSTestRunner>true</EnableMSTestRunner>"
            : "";
        var testSdk = isProgram ? "" : """<PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.11.0" />""";
        repo.Write($"{folder}/{name}.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                {framework}
                {runner}
                <RollForward>Major</RollForward>
                <ImplicitUsings>enable</ImplicitUsings>
                <LangVersion>latest</LangVersion>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="LoopJournal" Version="{Suite.PackageVersion}" Condition="'$(WithoutLoopJournal)' != 'true'" />
                {testSdk}
                <PackageReference Include="MSTest.TestAdapter" Version="4.5.3" />
                <PackageReference Include="MSTest.TestFramework" Version="4.5.3" />
                {packages}
              </ItemGroup>
            </Project>
            """);
        repo.Write($"{folder}/ProbeTests.cs", """
            using Microsoft.VisualStudio.TestTools.UnitTesting;

            namespace Probes;

            [TestClass]
            public sealed class ProbeTests
            {
                [TestMethod]
                public void Probe()
                {
                    switch (Environment.GetEnvironmentVariable("PROBE"))
                    {
                        case "fails": Assert.AreEqual(6, "seven".Length); break;
                        case "fails otherwise": throw new InvalidOperationException("no engine");
                        case "crashes": Engine.Stop("the engine is gone"); break;
                        case "crashes otherwise": Engine.Stop("the wheels are gone"); break;
                    }
                }

                [TestMethod]
                public void Passes()
                {
                }
            }

            internal static class Engine
            {
                public static void Stop(string reason) => Environment.FailFast(reason);
            }
            """);
    }

    /// <summary>Makes the repository with one probe in its root, and builds it.</summary>
    public static Sandbox CreateBuilt(string folder = "repo", bool git = true, string packages = "")
    {
        var repo = new Sandbox(folder, git, test: "probe");
        Create(repo, packages: packages);
        var build = repo.Run("build");
        Assert.AreEqual(0, build.ExitCode, build.Output);
        return repo;
    }

    /// <summary>Runs the built tests with an outcome. Several runs of one repository may overlap.</summary>
    public static CommandResult Run(Sandbox repo, string outcome, params string[] arguments) => RunWith(repo, outcome, [], arguments);

    /// <summary>Likewise, with variables that this run alone has.</summary>
    public static CommandResult RunWith(Sandbox repo, string outcome, Dictionary<string, string> variables, params string[] arguments) =>
        repo.RunWith(variables.Append(new("PROBE", outcome)), ["test", "--no-build", .. arguments]);
}
