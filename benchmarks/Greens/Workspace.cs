using System.Text.Json;

namespace LoopJournal.Greens;

/// <summary>A suite under one framework and platform, in a repository of its own, with the package.</summary>
internal sealed class Workspace
{
    private readonly Runner _runner;
    private readonly string _root;

    public Workspace(Suite suite, Runner runner, string checkout, string folder, string packageVersion)
    {
        _runner = runner;
        _root = folder;
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        suite.CopyTo(checkout, folder);
        Write("src/Product.csproj", Runner.MakeProduct(suite));
        Write("src/Visible.cs", "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Tests\")]\n");
        Write("tests/Tests.csproj", runner.MakeTests(suite, packageVersion));
        Write("tests/Greens.cs", Case.MakeSwitch([]));
        Write(".gitignore", "bin/\nobj/\nTestResults/\n");
        if (runner.IsTestingPlatform)
        {
            Write("global.json", """{ "test": { "runner": "Microsoft.Testing.Platform" } }""");
        }

        Git("init", "--quiet", "--initial-branch=main");
        Git("add", "-A");
        Git("commit", "--quiet", "-m", "The suite as it is");
        Shell.RunOrFail(folder, "dotnet", "restore", "tests");
    }

    public string Tests => Path.Combine(_root, "tests");

    private string RanFile => _root + ".ran";

    private string Journal => Path.Combine(_root, ".orchestrator/loop/journal.jsonl");

    /// <summary>Takes the files back to the suite as it is. What was built and journaled stays.</summary>
    public void Reset()
    {
        Git("checkout", "--quiet", ".");
        Git("clean", "--quiet", "-fd");
    }

    public void SetBroken(IEnumerable<string> names) => Write("tests/Greens.cs", Case.MakeSwitch(names));

    /// <summary>Runs the tests as an attempt of a loop.</summary>
    public Attempt Test(string loop)
    {
        File.WriteAllText(RanFile, "");
        var variables = MakeVariables(loop);
        string[] project = _runner.IsTestingPlatform ? ["--project", "tests"] : ["tests"];
        var (exitCode, output) = Shell.Run(_root, variables, "dotnet", ["test", "--no-restore", .. project]);
        if (_runner.IsTestingPlatform && exitCode == 0)
        {
            // Under this platform the build before the next run prints what the run has to say. This target of the SDK is that build.
            output += Shell.Run(_root, variables, "dotnet", "build", "--no-restore", "-t:_MTPBuild", "tests").Output;
        }

        return new(exitCode, output, File.ReadLines(RanFile).ToHashSet(), FindRecord(loop));
    }

    private Dictionary<string, string> MakeVariables(string loop) => new()
    {
        ["GREENS_RAN"] = RanFile, ["LoopId"] = loop, ["UseSharedCompilation"] = "true",
    };

    private JsonElement? FindRecord(string loop) => File.Exists(Journal)
        ? File.ReadLines(Journal).Select(line => (JsonElement?)JsonElement.Parse(line))
            .LastOrDefault(row => row!.Value.TryGetProperty("loop", out var name) && name.GetString() == loop)
        : null;

    private void Write(string path, string text)
    {
        var file = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    private void Git(params string[] arguments) =>
        Shell.RunOrFail(_root, "git", ["-c", "user.name=greens", "-c", "user.email=greens@example.com", .. arguments]);
}

/// <summary>What a run of the tests left: its output, the checks that were reached, and the journal's record.</summary>
internal sealed record Attempt(int ExitCode, string Output, HashSet<string> Ran, JsonElement? Record)
{
    public bool HasWarning => Output.Contains("LOOP0014", StringComparison.Ordinal);

    public string Counts => Record is { } row && row.TryGetProperty("tests", out var tests) ? tests.GetRawText() : "none";

    /// <summary>How a test vanished by the record, or null.</summary>
    public string? FindVanished(TestMethod test) => Vanished
        .Where(row => IsOf(test, row.GetProperty("id").GetString()!))
        .Select(row => row.GetProperty("how").GetString())
        .FirstOrDefault();

    public IReadOnlyList<JsonElement> Vanished => ListItems("vanished");

    public bool IsRenamed(TestMethod test) => ListItems("renamed").Any(id => IsOf(test, id.GetString()!));

    private List<JsonElement> ListItems(string field) =>
        Record is { } row && row.TryGetProperty(field, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray()]
            : [];

    // A data row's id goes on after the method's name.
    private static bool IsOf(TestMethod test, string id) =>
        id.StartsWith(test.FullName, StringComparison.Ordinal)
        && (id.Length == test.FullName.Length || !(char.IsLetterOrDigit(id[test.FullName.Length]) || id[test.FullName.Length] == '_'));
}
