using System.Text;
using System.Text.RegularExpressions;

namespace LoopJournal.Suite;

/// <summary>A test project that references the package or not, and its runs.</summary>
internal sealed partial class TestRuns(string work, Packages packages)
{
    private const string MSTest = "4.5.3";

    private readonly Dictionary<string, string> _folders = [];

    /// <summary>One test, run with and without the package.</summary>
    /// <param name="isPlatform">Microsoft.Testing.Platform in place of VSTest.</param>
    /// <param name="fails">Whether the test fails: then each run is the third attempt and reports the stall.</param>
    /// <param name="progress">Shows the rounds.</param>
    public Comparison Compare(bool isPlatform, bool fails, Progress progress)
    {
        var (with, without) = (Build(isPlatform, tests: 1, hasPackage: true), Build(isPlatform, tests: 1, hasPackage: false));
        var journal = Path.Combine(with, ".orchestrator", "loop", "journal.jsonl");
        return Pairs.Compare(
            () =>
            {
                if (fails && File.Exists(journal))
                {
                    File.WriteAllLines(journal, File.ReadLines(journal).Take(2));
                }

                return Call(with, isPlatform, fails ? 1 : 0).Time();
            },
            () => Call(without, isPlatform, fails ? 1 : 0).Time(),
            rounds: 31,
            progress.Show);
    }

    /// <summary>10,000 tests of which 1,000 fail: the time in our tasks beside that of the run.</summary>
    public Comparison MeasureLargeRun(Progress progress)
    {
        var folder = Build(isPlatform: false, tests: 10_000, hasPackage: true);
        var without = Build(isPlatform: false, tests: 10_000, hasPackage: false);
        return Pairs.Compare(
            () =>
            {
                var output = (Call(folder, isPlatform: false, failing: 1000, "-clp:PerformanceSummary") with { Allowed = [0, 1] }).Run();
                return OwnTasks().Matches(output).Sum(match => double.Parse(match.Groups[1].Value)) / 1000;
            },
            () => Call(without, isPlatform: false, failing: 1000).Time(),
            rounds: 5,
            progress.Show);
    }

    /// <summary>The up-to-date build of 50 projects, or the evaluation of one.</summary>
    public Comparison CompareBuilds(bool onlyEvaluates, Progress progress)
    {
        var (with, without) = (WriteSolution(hasPackage: true), WriteSolution(hasPackage: false));
        Shell Call(string folder) => onlyEvaluates
            ? new(folder, "dotnet", "msbuild", "P0/P0.csproj", "-getProperty:TargetFramework")
            : new(folder, "dotnet", "build", "--no-restore", "-v", "q", "--nologo");
        return Pairs.Compare(() => Call(with).Time(), () => Call(without).Time(), onlyEvaluates ? 21 : 7, progress.Show);
    }

    private static Shell Call(string folder, bool isPlatform, int failing, params string[] more) =>
        new(folder, "dotnet", ["test", "--no-build", .. isPlatform ? [] : new[] { "--nologo", "-v", "q" }, .. more])
        {
            Variables = new() { ["FAILING"] = $"{failing}", ["LoopId"] = "suite" },
            Allowed = failing > 0 ? [1, 2] : [0],
        };

    private string Build(bool isPlatform, int tests, bool hasPackage)
    {
        var name = $"tests-{isPlatform}-{tests}-{hasPackage}";
        if (_folders.TryGetValue(name, out var known))
        {
            return known;
        }

        var folder = Path.Combine(work, name);
        Directory.CreateDirectory(folder);
        if (isPlatform)
        {
            File.WriteAllText(Path.Combine(folder, "global.json"), """{ "test": { "runner": "Microsoft.Testing.Platform" } }""");
        }

        File.WriteAllText(Path.Combine(folder, "T.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <OutputType>Exe</OutputType>
                <EnableMSTestRunner>{isPlatform}</EnableMSTestRunner>
                <RestoreAdditionalProjectSources>{packages.Folder}</RestoreAdditionalProjectSources>
                <RestorePackagesPath>{work}/restored</RestorePackagesPath>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="MSTest" Version="{MSTest}" />
                {(hasPackage ? $"""<PackageReference Include="LoopJournal" Version="{Packages.Version}" />""" : "")}
              </ItemGroup>
            </Project>
            """);
        var code = new StringBuilder("using Microsoft.VisualStudio.TestTools.UnitTesting;\n");
        code.Append("""public static class Calc { static readonly int Failing = int.Parse(System.Environment.GetEnvironmentVariable("FAILING")!); """);
        code.Append("public static int Add(int a) => a < Failing ? a + 2 : a + 1; }\n");
        foreach (var part in Enumerable.Range(0, tests).Chunk(100))
        {
            code.Append($"[TestClass] public sealed class C{part[0]} {{\n");
            foreach (var test in part)
            {
                code.Append($"  [TestMethod] public void Adds_{test}() => Assert.AreEqual({test + 1}, Calc.Add({test}));\n");
            }

            code.Append("}\n");
        }

        File.WriteAllText(Path.Combine(folder, "T.cs"), code.ToString());
        File.WriteAllText(Path.Combine(folder, ".gitignore"), "bin/\nobj/\n");
        new Shell(folder, "git", "init", "-q").Run();
        new Shell(folder, "git", "add", ".").Run();
        new Shell(folder, "git", "-c", "user.name=n", "-c", "user.email=n@localhost", "commit", "-q", "-m", "c").Run();
        new Shell(folder, "dotnet", "build", "-v", "q", "--nologo").Run();
        return _folders[name] = folder;
    }

    private string WriteSolution(bool hasPackage)
    {
        var folder = Path.Combine(work, $"solution-{hasPackage}");
        if (Directory.Exists(folder))
        {
            return folder;
        }

        Directory.CreateDirectory(folder);
        new Shell(folder, "git", "init", "-q").Run();
        for (var i = 0; i < 50; i++)
        {
            Directory.CreateDirectory(Path.Combine(folder, $"P{i}"));
            File.WriteAllText(Path.Combine(folder, $"P{i}", "A.cs"), $"public class A{i};\n");
            File.WriteAllText(Path.Combine(folder, $"P{i}", $"P{i}.csproj"), $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <TargetFramework>net10.0</TargetFramework>
                    <RestoreAdditionalProjectSources>{packages.Folder}</RestoreAdditionalProjectSources>
                    <RestorePackagesPath>{work}/restored</RestorePackagesPath>
                  </PropertyGroup>
                  <ItemGroup>
                    {(hasPackage ? $"""<PackageReference Include="LoopJournal" Version="{Packages.Version}" />""" : "")}
                  </ItemGroup>
                </Project>
                """);
        }

        new Shell(folder, "dotnet", "new", "sln", "-n", "All").Run();
        new Shell(folder, "dotnet", ["sln", "add", .. Enumerable.Range(0, 50).Select(i => $"P{i}/P{i}.csproj")]).Run();
        new Shell(folder, "dotnet", "build", "-v", "q", "--nologo").Run();
        return folder;
    }

    [GeneratedRegex(@"(\d+) ms +(?:PrepareAttempt|StartSnapshot|RecordAttempt|CheckStall) ")]
    private static partial Regex OwnTasks();
}
