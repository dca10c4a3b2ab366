using System.Text;
using System.Text.Json.Nodes;
using LoopJournal.Evidence;
using LoopJournal.Fingerprints;

namespace LoopJournal.Tests.Fingerprints;

/// <summary>
/// Replays file-cases.jsonl: files in the forms of public bug reports (the field <c>source</c> names each), written by LoopJournal's
/// developers. The files of a case have one fingerprint, and its counterexamples have another.
/// </summary>
[TestClass]
public sealed class FileCaseTests
{
    private static readonly string[] Roots = ["/tmp/pub/repo", "/home/ci/shop"];

    public static IEnumerable<object[]> Cases =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Fingerprints", "file-cases.jsonl"))
            .Select(line => new object[] { JsonNode.Parse(line)!["id"]!.GetValue<string>(), line });

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void The_files_of_a_case_have_one_fingerprint_and_its_counterexamples_another(string id, string line)
    {
        var row = JsonNode.Parse(line)!;
        var same = ComputeAll(row["input_same"]!);

        Assert.HasCount(1, same.Distinct(), $"{id}: {row["what"]}");
        Assert.AreEqual(12, same[0].Length, id);
        Assert.DoesNotContain(same[0], ComputeAll(row["input_differ"]!), $"{id}: {row["what"]}");
    }

    private static List<string> ComputeAll(JsonNode inputs) => [.. inputs.AsArray().Select(input => Compute(input!.GetValue<string>()))];

    private static string Compute(string input)
    {
        var root = Array.Find(Roots, root => input.Contains(root, StringComparison.Ordinal)) ?? Roots[0];
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(input));
        var output = ParsedOutput.Read(file, new(root, _ => true));
        return FailureSetFingerprint.Compute(output.Algorithm, output.Failures);
    }
}
