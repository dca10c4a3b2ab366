using System.Text.Json;
using LoopJournal.Fingerprints;

namespace LoopJournal.Evidence;

/// <summary>Reads SARIF 2.1 and 1.0, which is what compilers write for <c>ErrorLog</c>. Errors alone: warnings and notes fail no gate.</summary>
public static class SarifFile
{
    /// <summary>The errors of all runs that are not suppressed.</summary>
    /// <remarks>A file that is no JSON (the compiler was killed) has no failures and counts as aborted.</remarks>
    /// <param name="stream">The file.</param>
    /// <param name="repository">Gives the files' paths relative to the repository.</param>
    public static GateOutput Read(Stream stream, RepositoryPaths repository)
    {
        try
        {
            using var document = JsonDocument.Parse(stream, new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            return new(Algorithms.Diagnostics, [.. Failures(document.RootElement, repository)], null, IsAborted: false);
        }
        catch (JsonException)
        {
            return new(Algorithms.Diagnostics, [], null, IsAborted: true);
        }
    }

    private static IEnumerable<Failure> Failures(JsonElement root, RepositoryPaths repository) =>
        from run in Items(root, "runs")
        from result in Items(run, "results")
        where Text(result, "level") == "error" && !IsSuppressed(result)
        select Diagnostic.From(Text(result, "ruleId"), File(result), Message(result), repository);

    private static bool IsSuppressed(JsonElement result) =>
        Items(result, "suppressions").Any() || Items(result, "suppressionStates").Any();

    private static string Message(JsonElement result) =>
        Property(result, "message") is { ValueKind: JsonValueKind.Object } message ? Text(message, "text") : Text(result, "message");

    // 2.1: physicalLocation.artifactLocation.uri; 1.0: resultFile.uri
    private static string File(JsonElement result)
    {
        var location = Items(result, "locations").FirstOrDefault();
        var file = Property(Property(location, "physicalLocation"), "artifactLocation");
        if (file.ValueKind == JsonValueKind.Undefined)
        {
            file = Property(location, "resultFile");
        }

        var uri = Text(file, "uri");
        return System.Uri.TryCreate(uri, UriKind.Absolute, out var absolute) && absolute.IsFile
            ? System.Uri.UnescapeDataString(absolute.AbsolutePath) is ['/', _, ':', ..] windows ? windows[1..] : System.Uri.UnescapeDataString(absolute.AbsolutePath)
            : System.Uri.UnescapeDataString(uri);
    }

    private static JsonElement Property(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    private static string Text(JsonElement element, string name) =>
        Property(element, name) is { ValueKind: JsonValueKind.String } value ? SafeText(value) : "";

    // a lone surrogate in an escape cannot be decoded
    private static string SafeText(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return value.GetRawText();
        }
    }

    private static IEnumerable<JsonElement> Items(JsonElement element, string name) =>
        Property(element, name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : Enumerable.Empty<JsonElement>();
}
