using System.Text.Json;
using System.Text.RegularExpressions;
using LoopJournal.Evidence;
using LoopJournal.Fingerprints.Seed;
using LoopJournal.Text;

namespace LoopJournal.Quality;

/// <summary>A run, the label that names its bug, and the result of each algorithm.</summary>
internal sealed record LabelledRun(
    string Suite, string Label, string Run, string Kind, ParsedOutput Structured, ParsedOutput Text, string Seed)
{
    public string Name => $"{Suite}/{Label}/{Run}";

    public static IEnumerable<LabelledRun> Load(string folder)
    {
        foreach (var suite in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            var sources = FindSources(suite);
            foreach (var run in Directory.EnumerateDirectories(suite, "*", SearchOption.AllDirectories)
                .Where(d => File.Exists(Path.Combine(d, "meta.json"))).Order(StringComparer.Ordinal))
            {
                yield return Load(Path.GetFileName(suite), run, sources);
            }
        }
    }

    private static LabelledRun Load(string suite, string folder, HashSet<string> sources)
    {
        using var meta = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "meta.json")));
        var structured = Path.Combine(folder, "results.trx");
        structured = File.Exists(structured) ? structured : Path.Combine(folder, "errors.sarif");
        var console = Path.Combine(folder, "console.log");
        var root = FindRoot(File.ReadAllText(structured), suite);
        var repository = new RepositoryPaths(root, path => sources.Contains(path[(root.Length + 1)..]));
        return new(
            suite,
            meta.RootElement.GetProperty("label").GetString()!,
            meta.RootElement.GetProperty("run").GetString()!,
            meta.RootElement.GetProperty("kind").GetString()!,
            Read(structured, repository),
            Read(console, repository),
            SeedFingerprint.Compute(File.ReadAllText(console)));
    }

    private static ParsedOutput Read(string file, RepositoryPaths repository)
    {
        using var stream = File.OpenRead(file);
        return ParsedOutput.Read(stream, repository);
    }

    // The checkout has the name of the suite.
    private static string FindRoot(string text, string suite) =>
        Regex.Match(Uri.UnescapeDataString(text), $"""(?:/|[A-Z]:\\)[^"'<>|\r\n]*?[/\\]{Regex.Escape(suite)}(?=[/\\])""")
            is { Success: true } match
                ? match.Value.Replace("file://", "", StringComparison.Ordinal)
                : "";

    // The known files of the repository are those that any run names under its own path.
    private static HashSet<string> FindSources(string suite)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var pattern = new Regex($"""[/\\]{Regex.Escape(Path.GetFileName(suite))}[/\\]([^"'<>|:\r\n]+\.(?:cs|fs|vb))\b""");
        foreach (var file in Directory.EnumerateFiles(suite, "*.*", SearchOption.AllDirectories)
            .Where(f => f.EndsWith(".trx", StringComparison.Ordinal) || f.EndsWith(".log", StringComparison.Ordinal)))
        {
            found.UnionWith(pattern.Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value.Replace('\\', '/')));
        }

        return found;
    }
}
