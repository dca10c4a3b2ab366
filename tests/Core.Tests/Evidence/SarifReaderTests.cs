using System.Text;
using System.Text.Json;
using CsCheck;
using LoopJournal.Evidence;

namespace LoopJournal.Tests.Evidence;

/// <summary>Compares the streaming reader with the library's document model, on files whose values have any type.</summary>
[TestClass]
public sealed class SarifReaderTests
{
    private static readonly string[] Texts =
    [
        "error", "warning", "CS0103", "file:///r/a%20b/Cart.cs", "file:///C:/r/Cart.cs",
        "src/Cart.cs", "it's \\u0027x\\u0027 \\n", "", "\\\"", "é",
    ];

    [TestMethod]
    public void A_file_whose_values_have_any_type_is_read_as_a_document() => Gen.UInt.Sample(seed =>
    {
        var json = CreateDocument(new Random((int)seed), results: 12);

        Assert.AreEqual(ReadDocument(json), ReadStream(json), json);
    });

    // Tokens cross the ends of the reader's buffer.
    [TestMethod]
    public void A_file_that_is_larger_than_the_buffer_is_read_as_a_document()
    {
        for (var seed = 0; seed < 10; seed++)
        {
            var json = CreateDocument(new Random(seed), results: 4000);

            Assert.IsGreaterThan(300_000, json.Length);
            Assert.AreEqual(ReadDocument(json), ReadStream(json), $"{seed}");
        }
    }

    [TestMethod]
    [Timeout(20_000, CooperativeCancellation = false)]
    public void Names_of_any_length_cost_no_more_than_their_own_characters()
    {
        var name = new string('n', 60_000);
        var json = new StringBuilder("{\"runs\":[{\"results\":[{\"level\":\"error\",\"ruleId\":\"R\",\"message\":\"m\",");
        json.Insert(json.Length, $"\"{name}\":{{", 4).Append("\"a\":0").Insert(json.Length, ",\"b\":0", 200_000).Append("}}}}}]}]}");

        Assert.AreEqual("R||m\n", ReadStream(json.ToString()));
    }

    private static string ReadStream(string json)
    {
        var errors = new StringBuilder();
        new SarifReader(
            new MemoryStream(Encoding.UTF8.GetBytes(json)), (rule, file, _, message) => errors.Append($"{rule}|{file}|{message}\n")).Read();
        return errors.ToString();
    }

    private static string ReadDocument(string json)
    {
        using var document = JsonDocument.Parse(json, new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        var errors = new StringBuilder();
        foreach (var result in ListItems(document.RootElement, "runs").SelectMany(run => ListItems(run, "results")))
        {
            if (ReadText(result, "level") == "error"
                && !ListItems(result, "suppressions").Any()
                && !ListItems(result, "suppressionStates").Any())
            {
                var message = FindProperty(result, "message") is { ValueKind: JsonValueKind.Object } text
                    ? ReadText(text, "text")
                    : ReadText(result, "message");
                errors.Append($"{ReadText(result, "ruleId")}|{ReadFile(result)}|{message}\n");
            }
        }

        return errors.ToString();
    }

    private static string ReadFile(JsonElement result)
    {
        var location = ListItems(result, "locations").FirstOrDefault();
        var file = FindProperty(FindProperty(location, "physicalLocation"), "artifactLocation");
        var uri = ReadText(file.ValueKind == JsonValueKind.Undefined ? FindProperty(location, "resultFile") : file, "uri");
        var path = Uri.TryCreate(uri, UriKind.Absolute, out var absolute) && absolute.IsFile
            ? Uri.UnescapeDataString(absolute.AbsolutePath)
            : null;
        return path is null ? Uri.UnescapeDataString(uri) : path is ['/', _, ':', ..] ? path[1..] : path;
    }

    private static JsonElement FindProperty(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    private static string ReadText(JsonElement element, string name) =>
        FindProperty(element, name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";

    private static IEnumerable<JsonElement> ListItems(JsonElement element, string name) =>
        FindProperty(element, name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : Enumerable.Empty<JsonElement>();

    private static string CreateDocument(Random random, int results)
    {
        string CreateResult() =>
            CreateObject(random, 8, "level", "level", "ruleId", "message", "locations", "suppressions", "suppressionStates", "properties");
        string CreateRun() => random.Next(10) == 0
            ? CreateAny(random, 3)
            : $$"""{"tool":{{CreateAny(random, 3)}},"results":["""
                + string.Join(',', Enumerable.Range(0, random.Next(results)).Select(_ => CreateResult()))
                + $$"""],"x":{{CreateAny(random, 2)}}}""";
        return $$"""/* c */ {"$schema":{{CreateAny(random, 2)}},"runs":["""
            + $"{CreateRun()},{CreateRun()}{(random.Next(2) == 0 ? "," : "")}],"
            + $"\"y\":{CreateAny(random, 3)}}} // c";
    }

    private static string CreateObject(Random random, int depth, params string[] names) =>
        "{"
        + string.Join(" , ", Enumerable.Range(0, random.Next(names.Length + 3))
            .Select(_ => random.GetItems(names, 1)[0])
            .Select(name => $"\"{Escape(random, name)}\" : {CreateValue(random, name, depth)}"))
        + "}";

    // Mostly a value that SARIF has there, sometimes any other.
    private static string CreateValue(Random random, string name, int depth) => (random.Next(8) == 0 ? "" : name) switch
    {
        _ when depth == 0 => "1",
        "level" => random.Next(4) == 0 ? CreateAny(random, 1) : "\"error\"",
        "ruleId" or "uri" or "text" => CreateText(random),
        "message" => random.Next(2) == 0 ? CreateText(random) : CreateObject(random, depth - 1, "text", "text", "markdown"),
        "locations" => $"[{CreateObject(random, depth - 1, "physicalLocation", "resultFile")},{CreateAny(random, 3)}]",
        "physicalLocation" => CreateObject(random, depth - 1, "artifactLocation", "region"),
        "artifactLocation" or "resultFile" => CreateObject(random, depth - 1, "uri", "uri", "index"),
        "suppressions" or "suppressionStates" => random.Next(3) > 0 ? "[]" : "[1]",
        _ => CreateAny(random, Math.Min(depth, 3)),
    };

    private static string CreateAny(Random random, int depth) => random.Next(depth > 0 ? 8 : 5) switch
    {
        0 => "null",
        1 => "true",
        2 => "-1.5e3",
        3 or 4 => CreateText(random),
        5 => CreateObject(random, depth - 1, "level", "uri", "text", "artifactLocation", "a"),
        6 => $"[{CreateAny(random, depth - 1)},{CreateAny(random, depth - 1)}]",
        _ => "[]",
    };

    private static string CreateText(Random random) =>
        $"\"{random.GetItems(Texts, 1)[0]}{new string('x', random.Next(20) == 0 ? random.Next(200) : 0)}\"";

    private static string Escape(Random random, string name) => random.Next(20) == 0 ? $"\\u{(int)name[0]:x4}{name[1..]}" : name;
}
