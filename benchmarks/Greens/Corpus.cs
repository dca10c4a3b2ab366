using System.Reflection;

namespace LoopJournal.Greens;

/// <summary>Makes the cases of all suites and runners, runs them and prints the table.</summary>
internal static class Corpus
{
    public static int Run(
        string suites, string? product, string? package, string? work, string? only, string? name, int tampered, int clean)
    {
        product ??= typeof(Corpus).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;
        work = work is null ? Directory.CreateTempSubdirectory("loopjournal-greens-").FullName : Path.GetFullPath(work);
        package ??= Pack(product, Path.Combine(work, "feed"));
        WriteSurroundings(work, Path.GetDirectoryName(Path.GetFullPath(package))!);
        var version = Path.GetFileNameWithoutExtension(package)["LoopJournal.".Length..];
        List<Result> results = [];
        using var rows = new StreamWriter(Path.Combine(work, "greens.jsonl")) { AutoFlush = true };
        var pairs = Suite.ReadAll()
            .SelectMany(suite => Runner.All.Where(r => suite.Frameworks.Contains(r.Framework)).Select(runner => (suite, runner)))
            .ToList();
        foreach (var ((suite, runner), index) in pairs.Select((pair, index) => (pair, index)))
        {
            if (only is null || only.Split(',').Any(o => o == suite.Name || o == runner.Framework || o == runner.Name))
            {
                var checkout = Path.Combine(suites, suite.Name);
                // Shares that add up to the whole.
                var (begin, end) = (index, index + 1);
                var share = (int total) => (total * end / pairs.Count) - (total * begin / pairs.Count);
                Console.WriteLine($"{runner.Name} with {suite.Name}");
                foreach (var result in RunPair(suite, runner, checkout, work, version, name, share(tampered), share(clean)))
                {
                    results.Add(result);
                    rows.WriteLine(result.ToJson());
                }
            }
        }

        RemovePackage(version);
        Table.Print(results, Console.Out);
        Console.WriteLine($"One row a case: {Path.Combine(work, "greens.jsonl")}");
        return results.Exists(result => result.Fault is not null) ? 1 : 0;
    }

    private static IEnumerable<Result> RunPair(
        Suite suite, Runner runner, string checkout, string work, string version, string? name, int tampered, int clean)
    {
        var folder = Path.Combine(work, $"{suite.Name}-{runner.Name.Replace('/', '-').Replace(" ", "", StringComparison.Ordinal)}");
        var workspace = new Workspace(suite, runner, checkout, folder, version);
        var log = folder + ".log";
        File.WriteAllText(log, "");
        foreach (var batch in new Planner(runner, TestMethod.FindAll(workspace.Tests)).Plan(tampered, clean))
        {
            if (name is not null && batch.Name != name)
            {
                continue;
            }

            var results = Result.Judge(
                workspace, suite, runner, batch, text => File.AppendAllText(log, $"==== {batch.Name}\n{text}"));
            var faults = results.FindAll(r => r.Fault is not null);
            Console.WriteLine(
                $"  {batch.Name}: {results.Count(r => r.IsNamed)} of {results.Count} named, {results[0].Counts}"
                + (faults.Count > 0 ? $", {faults.Count} not counted: {faults[0].Fault}" : ""));
            foreach (var result in results)
            {
                yield return result;
            }
        }
    }

    // The restore of the cases has put the package into the machine's folder of packages.
    private static void RemovePackage(string version)
    {
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var folder = Path.Combine(packages, "loopjournal", version);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // A version of its own, so that no package folder of the machine has it.
    private static string Pack(string product, string feed)
    {
        var version = $"0.0.0-greens.{DateTime.UtcNow:yyyyMMddHHmmss}";
        Shell.RunOrFail(product, "dotnet", "pack", "src/Tasks", "-c", "Release", $"-p:PackageVersion={version}", "-o", feed);
        return Path.Combine(feed, $"LoopJournal.{version}.nupkg");
    }

    // No file above the work folder may reach into a case.
    private static void WriteSurroundings(string work, string feed)
    {
        Directory.CreateDirectory(work);
        File.WriteAllText(Path.Combine(work, "Directory.Build.props"), $"""
            <Project>
              <PropertyGroup>
                <RestoreAdditionalProjectSources>{feed}</RestoreAdditionalProjectSources>
              </PropertyGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(work, "Directory.Build.targets"), "<Project />");
        File.WriteAllText(Path.Combine(work, "Directory.Packages.props"), "<Project />");
        File.WriteAllText(Path.Combine(work, "Directory.Build.rsp"), "");
    }
}
