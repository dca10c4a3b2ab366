using System.Text.Json;

namespace LoopJournal.Greens;

/// <summary>A public test suite: where it comes from, and which of its folders are built. A row of <c>sources.json</c>.</summary>
/// <param name="HeldOut">Whether its misses are not looked at while rules are made.</param>
internal sealed record Suite(
    string Name, string Repository, string Commit, bool HeldOut, string[] Frameworks, string[] Product, string[] Tests)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>Names of files that are not built: they need packages or programs of their own, or wait for seconds.</summary>
    public string[] Without { get; init; } = [];

    public string ImplicitUsings { get; init; } = "enable";

    public string ProductItems { get; init; } = "";

    public string TestItems { get; init; } = "";

    public static Suite[] ReadAll() => JsonSerializer.Deserialize<Suite[]>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "sources.json")), Options)!;

    /// <summary>Copies the suite's folders from its checkout. Its project files stay behind: the corpus has its own.</summary>
    public void CopyTo(string checkout, string folder)
    {
        foreach (var (sources, target) in new[] { (Product, "src"), (Tests, "tests") })
        {
            foreach (var source in sources)
            {
                // One folder is the project's folder; of several, each keeps its name.
                Copy(Path.Combine(checkout, source), Path.Combine(folder, target, sources.Length == 1 ? "" : Path.GetFileName(source)));
            }
        }
    }

    private void Copy(string from, string to)
    {
        if (File.Exists(from))
        {
            File.Copy(from, to);
            return;
        }

        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetFileName(file);
            if (Path.GetExtension(name) is ".csproj" or ".json" or ".runsettings" || Without.Any(pattern => IsMatch(pattern, name)))
            {
                continue;
            }

            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private static bool IsMatch(string pattern, string name) => pattern.StartsWith('*')
        ? name.EndsWith(pattern[1..], StringComparison.Ordinal)
        : name == pattern;
}
