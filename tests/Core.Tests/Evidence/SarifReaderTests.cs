using System.Text;
using System.Text.Json;
using CsCheck;
using LoopJournal.Evidence;

namespace LoopJournal.Tests.Evidence;

/// <summary>The streaming reader against the library's document model, on files whose values have any type.</summary>
[TestClass]
public sealed class SarifReaderTests
{
    private static readonly string[] Texts = ["error", "warning", "CS0103", "file:///r/a%20b/Cart.cs", "file:///C:/r/Cart.cs", "src/Cart.cs", "it's \\u0027x\\u0027 \\n", "", "\\\"", "é"];

    [TestMethod]
    public void A_file_whose_values_have_any_type_is_read_as_a_document() => Gen.UInt.Sample(seed =>
    {
        var json = Document(new Random((int)seed), results: 12);

        Assert.AreEqual(OfDocument(json), OfStream(json), json);
    });

    // tokens lie across the ends of the reader's buffer
    [TestMethod]
    public void A_file_that_is_larger_than_the_buffer_is_read_as_a_document()
    {
        for (var seed = 0; seed < 10; seed++)
        {
            var json = Document(new Random(seed), results: 4000);

            Assert.IsGreaterThan(300_000, json.Length);
            Assert.AreEqual(OfDocument(json), OfStream(json), $"{seed}");
        }
    }

    [TestMethod]
    [Timeout(20_000, CooperativeCancellation = false)]
    public void Names_of_any_length_cost_no_more_than_their_own_characters()
    {
        var name = new string('n', 60_000);
        var json = new StringBuilder("{\"runs\":[{\"results\":[{\"level\":\"error\",\"ruleId\":\"R\",\"message\":\"m\",");
        json.Insert(json.Length, $"\"{name}\":{{", 4).Append("\"a\":0").Insert(json.Length, ",\"b\":0", 200_000).Append("}}}}}]}]}");

        Assert.AreEqual("R||m\n", OfStream(json.ToString()));
    }

    private static string OfStream(string json)
    {
        var errors = new StringBuilder();
        new SarifReader(new MemoryStream(Encoding.UTF8.GetBytes(json)), (rule, file, message) => errors.Append($"{rule}|{file}|{message}\n")).Read();
        return errors.ToString();
    }

    private static string OfDocument(string json)
    {
        using var document = JsonDocument.Parse(json, new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        var errors = new StringBuilder();
        foreach (var result in Items(document.RootElement, "runs").SelectMany(run => Items(run, "results")))
        {
            if (TextOf(result, "level") == "error" && !Items(result, "suppressions").Any() && !Items(result, "suppressionStates").Any())
            {
                var message = Property(result, "message") is { ValueKind: JsonValueKind.Object } text ? TextOf(text, "text") : TextOf(result, "message");
                errors.Append($"{TextOf(result, "ruleId")}|{File(result)}|{message}\n");
            }
        }

        return errors.ToString();
    }

    private static string File(JsonElement result)
    {
        var location = Items(result, "locations").FirstOrDefault();
        var file = Property(Property(location, "physicalLocation"), "artifactLocation");
        var uri = TextOf(file.ValueKind == JsonValueKind.Undefined ? Property(location, "resultFile") : file, "uri");
        var path = Uri.TryCreate(uri, UriKind.Absolute, out var absolute) && absolute.IsFile ? Uri.UnescapeDataString(absolute.AbsolutePath) : null;
        return path is null ? Uri.UnescapeDataString(uri) : path is ['/', _, ':', ..] ? path[1..] : path;
    }

    private static JsonElement Property(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    private static string TextOf(JsonElement element, string name) => Property(element, name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";

    private static IEnumerable<JsonElement> Items(JsonElement element, string name) =>
        Property(element, name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : Enumerable.Empty<JsonElement>();

    private static string Document(Random random, int results)
    {
        string Result() => AnObject(random, 8, "level", "level", "ruleId", "message", "locations", "suppressions", "suppressionStates", "properties");
        string Run() => random.Next(10) == 0
            ? Any(random, 3)
            : $$"""{"tool":{{Any(random, 3)}},"results":[{{string.Join(',', Enumerable.Range(0, random.Next(results)).Select(_ => Result()))}}],"x":{{Any(random, 2)}}}""";
        return $$"""/* c */ {"$schema":{{Any(random, 2)}},"runs":[{{Run()}},{{Run()}}{{(random.Next(2) == 0 ? "," : "")}}],"y":{{Any(random, 3)}}} // c""";
    }

    private static string AnObject(Random random, int depth, params string[] names) =>
        $"{{{string.Join(" , ", Enumerable.Range(0, random.Next(names.Length + 3)).Select(_ => random.GetItems(names, 1)[0]).Select(name => $"\"{Escaped(random, name)}\" : {Value(random, name, depth)}"))}}}";

    // mostly what SARIF has there, sometimes anything
    private static string Value(Random random, string name, int depth) => (random.Next(8) == 0 ? "" : name) switch
    {
        _ when depth == 0 => "1",
        "level" => random.Next(4) == 0 ? Any(random, 1) : "\"error\"",
        "ruleId" or "uri" or "text" => Text(random),
        "message" => random.Next(2) == 0 ? Text(random) : AnObject(random, depth - 1, "text", "text", "markdown"),
        "locations" => $"[{AnObject(random, depth - 1, "physicalLocation", "resultFile")},{Any(random, 3)}]",
        "physicalLocation" => AnObject(random, depth - 1, "artifactLocation", "region"),
        "artifactLocation" or "resultFile" => AnObject(random, depth - 1, "uri", "uri", "index"),
        "suppressions" or "suppressionStates" => random.Next(3) > 0 ? "[]" : "[1]",
        _ => Any(random, Math.Min(depth, 3)),
    };

    private static string Any(Random random, int depth) => random.Next(depth > 0 ? 8 : 5) switch
    {
        0 => "null",
        1 => "true",
        2 => "-1.5e3",
        3 or 4 => Text(random),
        5 => AnObject(random, depth - 1, "level", "uri", "text", "artifactLocation", "a"),
        6 => $"[{Any(random, depth - 1)},{Any(random, depth - 1)}]",
        _ => "[]",
    };

    private static string Text(Random random) => $"\"{random.GetItems(Texts, 1)[0]}{new string('x', random.Next(20) == 0 ? random.Next(200) : 0)}\"";

    private static string Escaped(Random random, string name) => random.Next(20) == 0 ? $"\\u{(int)name[0]:x4}{name[1..]}" : name;
}
