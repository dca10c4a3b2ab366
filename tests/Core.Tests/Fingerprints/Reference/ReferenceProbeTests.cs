using System.Text;
using System.Text.Json.Nodes;
using LoopJournal.Evidence;
using LoopJournal.Fingerprints;
using LoopJournal.Fingerprints.Seed;
using LoopJournal.Model;

namespace LoopJournal.Tests.Fingerprints.Reference;

/// <summary>
/// Compares the product with the implementation written from the page alone on probes.jsonl: inputs for the sentences of the page that
/// no vector and no recorded file needs. LOOPJOURNAL_PROBES names another such file.
/// </summary>
[TestClass]
public sealed class ReferenceProbeTests
{
    public static IEnumerable<object[]> Probes =>
        File.ReadLines(Environment.GetEnvironmentVariable("LOOPJOURNAL_PROBES")
                ?? Path.Combine(AppContext.BaseDirectory, "Fingerprints", "Reference", "probes.jsonl"))
            .Select((line, index) => new object[] { index + 1, line });

    [TestMethod]
    [DynamicData(nameof(Probes))]
    public void A_probe_has_the_answer_that_the_page_specifies(int number, string line)
    {
        var probe = JsonNode.Parse(line)!.AsObject();

        Assert.AreEqual(ComputeReference(probe), ComputeProduct(probe), $"line {number}");
    }

    private static string ComputeProduct(JsonObject probe)
    {
        string ReadText(string name) => probe[name]?.GetValue<string>() ?? "";

        var repository = new LoopJournal.Text.RepositoryPaths(ReadText("root"), Exists);
        switch (ReadText("kind"))
        {
            case "line":
                var masked = LoopJournal.Text.MessageShape.MaskLine(ReadText("input"));
                return $"{masked.Shape}\n{masked.Values}\n{masked.IsVolatile}";
            case "test":
                return Describe(TestFailure.From(
                    new(ReadText("name"), ReadText("displayName"), ReadText("type"), ReadText("message"), ReadText("stack")), repository));
            case "host":
                return Describe(HostFailure.From(ReadText("message"), repository));
            case "diagnostic":
                return Describe(DiagnosticFailure.From(ReadText("code"), ReadText("file"), ReadText("message"), repository));
            case "file":
                using (var file = new MemoryStream(ReadBytes(probe)))
                {
                    var output = ParsedOutput.Read(file, repository);
                    return string.Join('\n', output.Failures.Select(Describe).Distinct().Order(StringComparer.Ordinal)
                        .Prepend(FailureSetFingerprint.ComputeDetail(output.Algorithm, output.Failures)));
                }

            default:
                return SeedFingerprint.Compute(ReadText("text"));
        }
    }

    private static string ComputeReference(JsonObject probe)
    {
        string ReadText(string name) => probe[name]?.GetValue<string>() ?? "";

        var repository = new ReferenceRepository(ReadText("root"), Exists);
        switch (ReadText("kind"))
        {
            case "line":
                var masked = ReferenceMasks.MaskLine(ReadText("input"), repository);
                return $"{masked.Shape}\n{masked.Values}\n{masked.IsVolatile}";
            case "test":
                var test = new ReferenceTest(
                    ReadText("name"), ReadText("displayName"), ReadText("type"), ReadText("message"), ReadText("stack"));
                return Describe(test.ToFailure(repository));
            case "host":
                return Describe(ReferenceHost.ToFailure(ReadText("message"), repository));
            case "diagnostic":
                return Describe(ReferenceDiagnostic.ToFailure(ReadText("code"), ReadText("file"), ReadText("message"), repository));
            case "file":
                var evidence = ReferenceEvidence.Read(ReadBytes(probe), repository);
                return string.Join('\n', evidence.Failures.Select(Describe).Distinct().Order(StringComparer.Ordinal)
                    .Prepend(evidence.Detail));
            default:
                return ReferenceSeed.Compute(ReadText("text"));
        }
    }

    private static bool Exists(string path) => !path.Contains("missing", StringComparison.Ordinal);

    /// <summary>The bytes of the text, or of the text in hex.</summary>
    private static byte[] ReadBytes(JsonObject probe) =>
        probe["hex"] is { } hex ? Convert.FromHexString(hex.GetValue<string>()) : Encoding.UTF8.GetBytes(probe["text"]!.GetValue<string>());

    private static string Describe(Failure failure) => Describe(new ReferenceFailure(
        failure.Id, failure.Type, failure.Shape, failure.Values, failure.Site));

    private static string Describe(ReferenceFailure failure) => failure.ToString();
}
