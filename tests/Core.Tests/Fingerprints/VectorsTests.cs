using System.Text;
using System.Text.Json.Nodes;
using LoopJournal.Evidence;
using LoopJournal.Evidence.Logs;
using LoopJournal.Fingerprints;
using LoopJournal.Fingerprints.Seed;
using LoopJournal.Model;
using LoopJournal.Text;

namespace LoopJournal.Tests.Fingerprints;

/// <summary>Replays docs/fingerprint-vectors.jsonl, the vectors of the specification. A change here is a new algorithm name.</summary>
[TestClass]
public sealed class VectorsTests
{
    public static IEnumerable<object[]> Vectors =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "fingerprint-vectors.jsonl"))
            .Select((line, index) => new object[] { index + 1, line });

    [TestMethod]
    [DynamicData(nameof(Vectors))]
    public void Every_vector_of_the_specification_holds(int number, string line)
    {
        var vector = JsonNode.Parse(line)!.AsObject();

        Assert.AreEqual(vector["expect"]!.ToJsonString(), ComputeAnswer(vector).ToJsonString(), $"line {number}");
    }

    private static JsonObject ComputeAnswer(JsonObject vector)
    {
        string ReadText(string name) => vector[name]!.GetValue<string>();

        switch (ReadText("kind"))
        {
            case "line":
                var masked = MessageShape.MaskLine(ReadText("input"));
                return new() { ["shape"] = masked.Shape, ["values"] = masked.Values, ["volatile"] = masked.IsVolatile };
            case "test":
                return Describe(Algorithms.Failures, TestFailure.From(
                    new(ReadText("name"), ReadText("displayName"), ReadText("type"), ReadText("message"), ReadText("stack")),
                    new(ReadText("root"), _ => false)));
            case "host":
                return Describe(Algorithms.Failures, HostFailure.From(ReadText("message"), new(ReadText("root"), _ => false)));
            case "diagnostic":
                return Describe(
                    Algorithms.Diagnostics,
                    DiagnosticFailure.From(ReadText("code"), ReadText("file"), ReadText("message"), new(ReadText("root"), _ => false)));
            case "text":
                using (var log = new MemoryStream(Encoding.UTF8.GetBytes(ReadText("log"))))
                {
                    var output = TextLog.Read(log, new(ReadText("root"), _ => false));
                    return new()
                    {
                        ["ids"] = new JsonArray(
                            [.. output.Failures.Select(failure => failure.Id).Order(StringComparer.Ordinal).Select(id => (JsonNode)id)]),
                        ["fingerprint"] = FailureSetFingerprint.Compute(output.Algorithm, output.Failures),
                        ["detail"] = FailureSetFingerprint.ComputeDetail(output.Algorithm, output.Failures),
                    };
                }

            case "unknown":
                return new()
                {
                    ["fingerprint"] = UnknownFingerprint.Compute(ReadText("project"), ReadText("stage"),
                        vector["exitCode"]!.GetValue<int>()),
                };
            default:
                return new() { ["fingerprint"] = SeedFingerprint.Compute(ReadText("text")) };
        }
    }

    private static JsonObject Describe(string algorithm, Failure failure) => new()
    {
        ["id"] = failure.Id,
        ["type"] = failure.Type,
        ["shape"] = failure.Shape,
        ["values"] = failure.Values,
        ["site"] = failure.Site,
        ["fingerprint"] = FailureSetFingerprint.Compute(algorithm, failure),
        ["detail"] = FailureSetFingerprint.ComputeDetail(algorithm, [failure]),
    };
}
