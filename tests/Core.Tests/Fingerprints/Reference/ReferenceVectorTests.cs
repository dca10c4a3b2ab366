using System.Text.Json.Nodes;

namespace LoopJournal.Tests.Fingerprints.Reference;

/// <summary>Replays the vectors of the specification with an implementation that was written from its page alone.</summary>
[TestClass]
public sealed class ReferenceVectorTests
{
    public static IEnumerable<object[]> Vectors => VectorsTests.Vectors;

    [TestMethod]
    [DynamicData(nameof(Vectors))]
    public void The_page_alone_is_enough_for_every_vector(int number, string line)
    {
        var vector = JsonNode.Parse(line)!.AsObject();

        Assert.AreEqual(vector["expect"]!.ToJsonString(), ComputeAnswer(vector).ToJsonString(), $"line {number}");
    }

    private static JsonObject ComputeAnswer(JsonObject vector)
    {
        string ReadText(string name) => vector[name]?.GetValue<string>() ?? "";

        var repository = new ReferenceRepository(ReadText("root"), _ => false);
        switch (ReadText("kind"))
        {
            case "line":
                var masked = ReferenceMasks.MaskLine(ReadText("input"), repository);
                return new() { ["shape"] = masked.Shape, ["values"] = masked.Values, ["volatile"] = masked.IsVolatile };
            case "test":
                var test = new ReferenceTest(
                    ReadText("name"), ReadText("displayName"), ReadText("type"), ReadText("message"), ReadText("stack"));
                return Describe("failures/1", test.ToFailure(repository));
            case "host":
                return Describe("failures/1", ReferenceHost.ToFailure(ReadText("message"), repository));
            case "diagnostic":
                return Describe("diagnostics/1",
                    ReferenceDiagnostic.ToFailure(ReadText("code"), ReadText("file"), ReadText("message"), repository));
            case "text":
                var failures = ReferenceText.Read(ReadText("log"), repository);
                return new()
                {
                    ["ids"] = new JsonArray([.. failures.Select(f => f.Id).Order(StringComparer.Ordinal).Select(id => (JsonNode)id)]),
                    ["fingerprint"] = ReferenceFailure.Fingerprint("text/1", failures),
                    ["detail"] = ReferenceFailure.Detail("text/1", failures),
                };
            case "unknown":
                return new()
                {
                    ["fingerprint"] =
                        ReferenceFailure.Unknown(ReadText("project"), ReadText("stage"), vector["exitCode"]!.GetValue<int>()),
                };
            default:
                return new() { ["fingerprint"] = ReferenceSeed.Compute(ReadText("text")) };
        }
    }

    private static JsonObject Describe(string algorithm, ReferenceFailure failure) => new()
    {
        ["id"] = failure.Id,
        ["type"] = failure.Type,
        ["shape"] = failure.Shape,
        ["values"] = failure.Values,
        ["site"] = failure.Site,
        ["fingerprint"] = ReferenceFailure.Fingerprint(algorithm, [failure]),
        ["detail"] = ReferenceFailure.Detail(algorithm, [failure]),
    };
}
