using System.Text;
using System.Text.Json.Nodes;
using LoopJournal.Evidence;
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
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "fingerprint-vectors.jsonl")).Select((line, index) => new object[] { index + 1, line });

    [TestMethod]
    [DynamicData(nameof(Vectors))]
    public void Every_vector_of_the_specification_holds(int number, string line)
    {
        var vector = JsonNode.Parse(line)!.AsObject();

        Assert.AreEqual(vector["expect"]!.ToJsonString(), Answer(vector).ToJsonString(), $"line {number}");
    }

    private static JsonObject Answer(JsonObject vector)
    {
        string Text(string name) => vector[name]!.GetValue<string>();

        switch (Text("kind"))
        {
            case "line":
                var masked = MessageShape.MaskLine(Text("input"));
                return new() { ["shape"] = masked.Shape, ["values"] = masked.Values, ["volatile"] = masked.IsVolatile };
            case "test":
                return Of(Algorithms.Failures, TestFailure.From(
                    new(Text("name"), Text("displayName"), Text("type"), Text("message"), Text("stack")), new(Text("root"), _ => false)));
            case "host":
                return Of(Algorithms.Failures, HostFailure.From(Text("message"), new(Text("root"), _ => false)));
            case "diagnostic":
                return Of(Algorithms.Diagnostics, DiagnosticFailure.From(Text("code"), Text("file"), Text("message"), new(Text("root"), _ => false)));
            case "text":
                using (var log = new MemoryStream(Encoding.UTF8.GetBytes(Text("log"))))
                {
                    var output = TextLog.Read(log, new(Text("root"), _ => false));
                    return new()
                    {
                        ["ids"] = new JsonArray([.. output.Failures.Select(failure => failure.Id).Order(StringComparer.Ordinal).Select(id => (JsonNode)id)]),
                        ["fingerprint"] = FailureSetFingerprint.Compute(output.Algorithm, output.Failures),
                        ["detail"] = FailureSetFingerprint.ComputeDetail(output.Algorithm, output.Failures),
                    };
                }

            case "unknown":
                return new() { ["fingerprint"] = UnknownFingerprint.Compute(Text("project"), Text("stage"), vector["exitCode"]!.GetValue<int>()) };
            default:
                return new() { ["fingerprint"] = SeedFingerprint.Compute(Text("text")) };
        }
    }

    private static JsonObject Of(string algorithm, Failure failure) => new()
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
