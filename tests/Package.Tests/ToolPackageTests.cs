using System.Diagnostics;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace LoopJournal.Tests;

/// <summary>The tool and the package as <c>.ci/pack</c> packs them, from a copy of this repository.</summary>
[TestClass]
[TestCategory("Full")]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class ToolPackageTests
{
    private static readonly string[] Platforms = ["linux-x64", "osx-arm64", "win-x64"];

    private const string Version = "0.0.0-tool.1";

    private static readonly string Folder = Path.Combine(Suite.Folder, "tool");
    private static readonly string Feed = Path.Combine(Folder, "feed");

    private static readonly string Package = Path.Combine(Feed, $"LoopJournal.{Version}.nupkg");

    private static Dictionary<string, string> Variables => new() { ["NUGET_PACKAGES"] = Suite.Packages };

    [ClassInitialize]
    public static void Pack(TestContext context)
    {
        var packed = Run("bash", CopySource("source"), ".ci/pack", Feed, Version);
        Assert.IsEmpty(packed.LinesWith("warning"), packed.Output);
    }

    private static string CopySource(string name)
    {
        var source = Path.Combine(Folder, name);
        Directory.CreateDirectory(source);
        var files = Run("git", Suite.RepositoryRoot, "ls-files", "--cached", "--others", "--exclude-standard").Lines;
        foreach (var file in files.Where(file => File.Exists(Path.Combine(Suite.RepositoryRoot, file))))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(source, file))!);
            File.Copy(Path.Combine(Suite.RepositoryRoot, file), Path.Combine(source, file));
        }

        return source;
    }

    /// <summary>The files of a package by their content; without what the package format adds, which has a random name.</summary>
    private static Dictionary<string, string> ReadContent(string package)
    {
        using var zip = ZipFile.OpenRead(package);
        return zip.Entries.Where(entry => !entry.FullName.StartsWith("_rels/", StringComparison.Ordinal)
                && !entry.FullName.StartsWith("package/", StringComparison.Ordinal))
            .ToDictionary(entry => entry.FullName, entry =>
            {
                using var stream = entry.Open();
                return Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(stream));
            });
    }

    [TestMethod]
    public void The_package_has_these_files_and_no_others()
    {
        SkipWhereThePackageIsPortable();
        var listed = Path.Combine(Suite.RepositoryRoot, "tests", "Package.Tests", "package-contents.txt");
        var files = string.Join('\n', ReadContent(Package).Keys.Order(StringComparer.Ordinal)) + "\n";
        if (Environment.GetEnvironmentVariable("LOOPJOURNAL_WRITE_SURFACE") == "1")
        {
            File.WriteAllText(listed, files);
        }

        Assert.AreEqual(File.ReadAllText(listed), files);
    }

    [TestMethod]
    public void Packed_twice_in_two_folders_it_is_the_same()
    {
        var contents = new[] { "once", "again" }.Select(name =>
        {
            var feed = Path.Combine(Folder, name + "-feed");
            Run("dotnet", CopySource(name), "pack", "src/Tasks", "-c", "Release", "-o", feed, "-p:ContinuousIntegrationBuild=true");
            return ReadContent(Directory.GetFiles(feed, "*.nupkg").Single());
        }).ToList();

        CollectionAssert.AreEquivalent(contents[0], contents[1]);
    }

    [TestMethod]
    public void It_can_be_installed_and_works()
    {
        Run(
            "dotnet", Folder,
            "tool", "install", "LoopJournal.Tool", "--version", Version, "--tool-path", "installed", "--add-source", Feed);

        Assert.Contains("selftest: PASS", Run(Path.Combine(Folder, "installed", "loop-journal"), Folder, "selftest").Output);
    }

    [TestMethod]
    public void The_commands_of_the_readme_give_a_new_project_the_package_and_install_the_tool()
    {
        var lines = File.ReadAllLines(Path.Combine(Suite.RepositoryRoot, "README.md"));
        var commands = lines.SkipWhile(line => !line.StartsWith("dotnet pack ", StringComparison.Ordinal)).Skip(1) // packed by Pack
            .TakeWhile(line => line != "```")
            .Select(line => line.Replace("\"$PWD/../feed\"", $"\"{Feed}\" --prerelease", StringComparison.Ordinal));
        var clone = Directory.CreateDirectory(Path.Combine(Folder, "new", "clone")).FullName;
        foreach (var command in commands)
        {
            Run("bash", clone, "-c", command);
        }

        var project = Path.Combine(clone, "..", "Shop.Tests");
        var test = Run("dotnet", project, "test");
        Assert.HasCount(1, test.LinesWith("LoopJournal: Shop.Tests (net10.0): attempt 1 passed, 1 test"), test.Output);
        Assert.Contains("1 attempt", Run(Path.Combine(clone, "..", "tools", "loop-journal"), project, "resume").Output);
    }

    [TestMethod]
    public void It_is_a_server_that_answers()
    {
        using var package = ZipFile.OpenRead(Path.Combine(Feed, $"LoopJournal.Tool.{Version}.nupkg"));
        using var json = new StreamReader(package.GetEntry(".mcp/server.json")!.Open());
        Assert.Contains($"\"version\": \"{Version}\"", json.ReadToEnd());
        using var specification = new StreamReader(package.GetEntry("LoopJournal.Tool.nuspec")!.Open());
        Assert.Contains("<packageType name=\"McpServer\" />", specification.ReadToEnd());

        const string hello = """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}
            """;
        Run(
            "dotnet", Folder,
            "tool", "install", "LoopJournal.Tool", "--version", Version, "--tool-path", "server", "--add-source", Feed);
        using var server = Process.Start(new ProcessStartInfo(Path.Combine(Folder, "server", "loop-journal"), ["mcp"])
        {
            WorkingDirectory = Folder, RedirectStandardInput = true, RedirectStandardOutput = true,
        })!;
        server.StandardInput.WriteLine(hello);
        server.StandardInput.Flush();
        Assert.Contains("\"name\":\"loop-journal\"", server.StandardOutput.ReadLine()!);
        server.StandardInput.Close();
        server.WaitForExit();
        Assert.AreEqual(0, server.ExitCode);
    }

    [TestMethod]
    public void The_portable_tool_runs_on_any_10_0_runtime()
    {
        var portable = Directory.GetFiles(Feed, $"LoopJournal.Tool.any.{Version}.nupkg").FirstOrDefault()
            ?? Path.Combine(Feed, $"LoopJournal.Tool.{Version}.nupkg");
        var unpacked = Path.Combine(Folder, "portable");
        ZipFile.ExtractToDirectory(portable, unpacked);
        var program = Directory.GetFiles(unpacked, "loop-journal.dll", SearchOption.AllDirectories).Single();
        Assert.Contains("\"version\": \"10.0.0\"", File.ReadAllText(Path.ChangeExtension(program, ".runtimeconfig.json")));

        var journal = Path.Combine(Folder, "journal.jsonl");
        File.WriteAllText(journal,
            string.Concat(Enumerable.Repeat("""{"iteration":1,"gate":"fail","fingerprint":"7f3a91c2d4e5","action":"a"}""" + "\n", 3)));
        var stall = Dotnet.Run(Folder, [program, "stall", "--journal", journal, "--exit-code"], Variables);

        Assert.AreEqual(10, stall.ExitCode, stall.Output);
    }

    [TestMethod]
    public void The_package_has_code_for_its_platforms_in_6_megabytes()
    {
        using var package = ZipFile.OpenRead(Package);
        var files = package.Entries.Select(entry => entry.FullName).ToList();
        foreach (var platform in Platforms)
        {
            Assert.Contains($"tool/{platform}/LoopJournal.Build.dll", files);
            Assert.Contains($"tool/{platform}/LoopJournal.Core.dll", files);
            Assert.Contains($"logger/{platform}/LoopJournal.TestLogger.dll", files);
        }

        Assert.IsLessThanOrEqualTo(6 << 20, new FileInfo(Package).Length);
    }

    [TestMethod]
    public void A_run_loads_the_code_of_its_platform()
    {
        SkipWhereThePackageIsPortable();
        using var repo = new Sandbox();
        Shop.Create(repo, "mstest");
        repo.Edit(Shop.TestProject, Suite.PackageVersion, Version);

        var run = repo.Test(Shop.TestProject, $"-p:RestoreAdditionalProjectSources={Feed}", "-v:diag");

        Assert.HasCount(1, repo.Journal, run.Output);
        var platform = RuntimeInformation.RuntimeIdentifier;
        var uses = run.LinesWith("Using \"RecordAttempt\" task from assembly").Single();
        Assert.Contains($"/tool/{platform}/LoopJournal.Build.dll", uses);
        Assert.IsNotEmpty(run.LinesWith($"/logger/{platform}"), run.Output);
    }

    [TestMethod]
    public void The_tool_in_the_package_loads_the_code_of_its_platform()
    {
        SkipWhereThePackageIsPortable();
        var unpacked = Path.Combine(Folder, "package");
        ZipFile.ExtractToDirectory(Package, unpacked);
        File.Delete(Path.Combine(unpacked, "tool", "net10.0", "LoopJournal.Core.dll"));

        var program = Path.Combine(unpacked, "tool", "net10.0", "loop-journal.dll");
        Assert.Contains("selftest: PASS", Run("dotnet", Folder, program, "selftest").Output);
    }

    private static void SkipWhereThePackageIsPortable()
    {
        if (!Platforms.Contains(RuntimeInformation.RuntimeIdentifier))
        {
            Assert.Inconclusive("The package has no code of this platform.");
        }
    }

    private static CommandResult Run(string command, string directory, params string[] arguments)
    {
        var result = Dotnet.Run(command, directory, arguments, Variables);
        Assert.AreEqual(0, result.ExitCode, result.Output);
        return result;
    }
}
