using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LoopJournal.Evidence;
using LoopJournal.Fingerprints;
using LoopJournal.Text;

namespace LoopJournal.Tests.Fingerprints.Reference;

/// <summary>
/// Compares the product with the implementation written from the page alone, on recorded evidence, on the files of the cases, and, where
/// LOOPJOURNAL_CORPUS names the folder of a corpus, on every file of its runs.
/// </summary>
[TestClass]
public sealed class ReferenceCorpusTests
{
    private static readonly string[] CaseRoots = ["/tmp/pub/repo", "/home/ci/shop"];

    public static IEnumerable<object[]> RecordedFiles =>
        Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Evidence", "Data"))
            .Where(file => Path.GetExtension(file) is ".trx" or ".sarif" or ".log").Order(StringComparer.Ordinal)
            .Select(file => new object[] { file });

    public static IEnumerable<object[]> RecordedLogs =>
        Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Evidence", "Data", "Logs")).Order(StringComparer.Ordinal)
            .Select(file => new object[] { file });

    public static IEnumerable<object[]> CaseInputs =>
        from line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Fingerprints", "file-cases.jsonl"))
        let row = JsonNode.Parse(line)!
        from name in new[] { "input_same", "input_differ" }
        from input in row[name]!.AsArray().Select((input, index) => (Text: input!.GetValue<string>(), Index: index))
        select new object[] { string.Create(CultureInfo.InvariantCulture, $"{row["id"]} {name} {input.Index}"), input.Text };

    [TestMethod]
    [DynamicData(nameof(RecordedFiles))]
    public void Recorded_evidence_has_the_fingerprint_that_the_page_specifies(string file) =>
        AssertSame(file, File.ReadAllBytes(file), "/home/dev/src/dotliquid", _ => true);

    [TestMethod]
    [DynamicData(nameof(RecordedLogs))]
    public void The_output_of_a_runner_has_the_fingerprint_that_the_page_specifies(string file) =>
        AssertSame(file, File.ReadAllBytes(file), "/shop", _ => true);

    [TestMethod]
    [DynamicData(nameof(CaseInputs))]
    public void The_file_of_a_case_has_the_fingerprint_that_the_page_specifies(string name, string input) => AssertSame(
        name,
        Encoding.UTF8.GetBytes(input),
        Array.Find(CaseRoots, root => input.Contains(root, StringComparison.Ordinal)) ?? CaseRoots[0],
        _ => true);

    [TestMethod]
    public void Every_file_of_the_corpus_has_the_fingerprint_that_the_page_specifies()
    {
        var folder = Environment.GetEnvironmentVariable("LOOPJOURNAL_CORPUS");
        if (string.IsNullOrEmpty(folder))
            return;

        var (faults, count) = (new List<string>(), 0);
        foreach (var suite in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            var sources = FindSources(suite);
            foreach (var run in Directory.EnumerateFiles(suite, "meta.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                string[] files = [.. ((string[])["results.trx", "errors.sarif", "console.log"])
                    .Select(name => Path.Combine(Path.GetDirectoryName(run)!, name)).Where(File.Exists)];
                var root = FindRoot(File.ReadAllText(files[0]), Path.GetFileName(suite));
                count += files.Length;
                faults.AddRange(files.Select(file => Compare(file, File.ReadAllBytes(file), root, sources.Contains)).OfType<string>());
            }
        }

        Console.WriteLine($"{count - faults.Count} of {count} files agree");
        Assert.AreEqual("", string.Join('\n', faults));
    }

    private static void AssertSame(string name, byte[] bytes, string root, Func<string, bool> exists) =>
        Assert.AreEqual("", Compare(name, bytes, root, exists) ?? "");

    /// <summary>Tells in what the two differ; null where they do not.</summary>
    private static string? Compare(string name, byte[] bytes, string root, Func<string, bool> exists)
    {
        using var stream = new MemoryStream(bytes);
        var product = ParsedOutput.Read(stream, new RepositoryPaths(root, path => exists(path[(root.Length + 1)..])));
        var reference = ReferenceEvidence.Read(bytes, new ReferenceRepository(root, exists));
        var isSame = product.Algorithm == reference.Algorithm
            && FailureSetFingerprint.Compute(product.Algorithm, product.Failures) == reference.Fingerprint
            && FailureSetFingerprint.ComputeDetail(product.Algorithm, product.Failures) == reference.Detail;
        if (isSame)
            return null;

        var expected = product.Failures.Select(f => new ReferenceFailure(f.Id, f.Type, f.Shape, f.Values, f.Site)).ToHashSet();
        return $"""
            {name}: {product.Algorithm} and {reference.Algorithm}
            only of the product: {string.Join("\n  ", expected.Except(reference.Failures).Take(5))}
            only of the page: {string.Join("\n  ", reference.Failures.Except(expected).Take(5))}
            """;
    }

    // The checkout has the name of the suite. A file address has more slashes before it than the path.
    private static string FindRoot(string text, string suite) => Regex.Replace(
        Regex.Match(Uri.UnescapeDataString(text), $"""(?:/|[A-Z]:\\)[^"'<>|\r\n]*?[/\\]{Regex.Escape(suite)}(?=[/\\])""").Value,
        "^/+",
        "/");

    // The known files of the repository are those that any run names under its own path.
    private static HashSet<string> FindSources(string suite)
    {
        var pattern = new Regex($"""[/\\]{Regex.Escape(Path.GetFileName(suite))}[/\\]([^"'<>|:\r\n]+\.(?:cs|fs|vb))\b""");
        return
        [
            .. Directory.EnumerateFiles(suite, "*.*", SearchOption.AllDirectories)
                .Where(file => Path.GetExtension(file) is ".trx" or ".log")
                .SelectMany(file => pattern.Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value.Replace('\\', '/'))),
        ];
    }
}
