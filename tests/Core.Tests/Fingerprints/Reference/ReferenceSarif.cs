using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace LoopJournal.Tests.Fingerprints.Reference;

/// <summary>Section 4 of the page: the errors of a SARIF file.</summary>
internal static class ReferenceSarif
{
    private static readonly JsonReaderOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static List<ReferenceFailure> Read(string text, ReferenceRepository repository)
    {
        using var document = JsonDocument.Parse(
            Complete(text), new() { CommentHandling = Options.CommentHandling, AllowTrailingCommas = Options.AllowTrailingCommas });
        var failures = Items(document.RootElement, "runs")
            .SelectMany(run => Items(run, "results").Select(result => Read(run, result, repository)))
            .OfType<ReferenceFailure>();
        return ReferenceFailure.Limit(
            failures,
            f => [string.Join('\u001f', f.Id, f.Type, f.Shape, f.Site, f.Values)],
            f => f.Length);
    }

    /// <summary>The text as far as it is JSON, up to its last complete result.</summary>
    private static byte[] Complete(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(bytes, Options);
        var open = new Stack<char>();
        byte[] complete = [(byte)'{', (byte)'}'];
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
                {
                    open.Push(reader.TokenType == JsonTokenType.StartArray ? ']' : '}');
                }
                else if (reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject)
                {
                    open.Pop();
                    if (open.Count <= 4)
                        complete = [.. bytes[..(int)reader.BytesConsumed], .. open.Select(c => (byte)c)];
                }
            }
        }
        catch (JsonException)
        {
        }

        return complete;
    }

    private static ReferenceFailure? Read(JsonElement run, JsonElement result, ReferenceRepository repository)
    {
        var rule = FindRule(run, result);
        var level = String(result, "level") ?? String(Get(Get(rule, "defaultConfiguration"), "level")) ?? "warning";
        if (level != "error" || (String(result, "kind") ?? "fail") != "fail" || IsSuppressed(result))
            return null;

        var message = Get(result, "message");
        var text = String(message) ?? NonEmpty(String(message, "text"))
            ?? String(Get(Get(Get(rule, "messageStrings"), String(message, "id") ?? ""), "text")) ?? "";
        var arguments = Items(message, "arguments").Select(argument => String(argument) ?? "").ToList();
        text = Regex.Replace(text, @"\{([0-9]{1,2})\}", place =>
            int.Parse(place.Groups[1].Value, CultureInfo.InvariantCulture) is var index && index < arguments.Count
                ? arguments[index]
                : place.Value);

        var code = String(Get(result, "rule"), "id") ?? String(result, "ruleId") ?? String(rule, "id") ?? "";
        var location = Items(result, "locations").FirstOrDefault();
        var uri = String(Get(Get(location, "physicalLocation"), "artifactLocation"), "uri")
            ?? String(Get(location, "resultFile"), "uri") ?? "";
        return ReferenceDiagnostic.ToFailure(code, ToPath(uri), text, repository);
    }

    private static bool IsSuppressed(JsonElement result) =>
        Items(result, "suppressionStates").Count > 0
            || Items(result, "suppressions").Count > 0;

    private static JsonElement FindRule(JsonElement run, JsonElement result)
    {
        var tool = Get(run, "tool");
        var reference = Get(result, "rule");
        var component = Number(Get(Get(reference, "toolComponent"), "index")) is { } extension
            ? Items(tool, "extensions").ElementAtOrDefault(extension)
            : Get(tool, "driver");
        if ((String(reference, "id") ?? String(result, "ruleId")) is not { } id)
            return Items(component, "rules").ElementAtOrDefault(Number(Get(result, "ruleIndex")) ?? Number(Get(reference, "index")) ?? -1);

        var rules = Items(tool, "extensions").Prepend(Get(tool, "driver")).SelectMany(part => Items(part, "rules")).ToList();
        while (true)
        {
            if (rules.Find(rule => String(rule, "id") == id) is { ValueKind: JsonValueKind.Object } found)
                return found;

            if (id.LastIndexOf('/') is not (>= 0 and var slash))
                return default;

            id = id[..slash];
        }
    }

    private static string ToPath(string uri) =>
        Regex.IsMatch(uri, "^file://", RegexOptions.IgnoreCase) ? new Uri(uri).LocalPath
            : Regex.IsMatch(uri, @"^(?:[/\\]|[A-Za-z]:)") ? uri
            : Uri.UnescapeDataString(uri);

    private static JsonElement Get(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    private static List<JsonElement> Items(JsonElement element, string name) =>
        Get(element, name) is { ValueKind: JsonValueKind.Array } array ? [.. array.EnumerateArray()] : [];

    private static string? String(JsonElement element) => element.ValueKind == JsonValueKind.String ? element.GetString() : null;

    private static string? String(JsonElement element, string name) => String(Get(element, name));

    private static string? NonEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static int? Number(JsonElement element) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var number) && number >= 0 ? number : null;
}
