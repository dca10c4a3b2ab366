using System.Text.Json.Nodes;

namespace LoopJournal.Cli.Agents;

/// <summary>
/// Adds a value to a JSON file that users own, and takes it out again: all other bytes stay, with comments and indentation. The text is
/// the file's bytes as Latin-1, so that a place in the one is a place in the other.
/// </summary>
internal static class JsonText
{
    private static readonly JsonDocumentOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Whether a value of the file is this one, in any layout.</summary>
    public static bool AreEqual(string text, JsonObject value) =>
        JsonElement.DeepEquals(JsonElement.Parse(text, Options), JsonElement.Parse(JsonPlace.Write(value)));

    /// <summary>Adds a value at the end of an array or an object; makes those that are missing on the way to it.</summary>
    /// <param name="text">The file.</param>
    /// <param name="part">The value.</param>
    /// <exception cref="JsonException">The file is not a JSON object, or something else stands in the place of one on the path.</exception>
    public static string Add(string text, JsonEntry part)
    {
        var place = JsonPlace.Parse(text);
        var (path, depth) = (part.Path, 0);
        while (depth < path.Length && place.Find(path[depth]) is { } next)
        {
            place = next;
            depth++;
        }

        var isWhole = depth == path.Length;
        if (place.IsValue || place.IsArray != (isWhole && part.Name is null))
        {
            throw new JsonException(
                $"{string.Join(" > ", path[..depth])} is not {(isWhole && part.Name is null ? "an array" : "an object")}");
        }

        JsonNode value = part.Value.DeepClone();
        value = isWhole ? value : part.Name is { } name ? new JsonObject { [name] = value } : new JsonArray(value);
        for (var i = path.Length - 1; i > depth; i--)
        {
            value = new JsonObject { [path[i]] = value };
        }

        return place.Insert(text, isWhole ? part.Name : path[depth], value, depth + 1);
    }

    /// <summary>The values that are in the file for an entry: as a rule none or one.</summary>
    public static IReadOnlyList<string> List(string text, JsonEntry part) =>
        Walk(text, part.Path)?.Parts.Where(found => part.Fits(text, found))
            .Select(found => text[found.Value.Start..found.End]).ToList() ?? [];

    /// <summary>Takes those values out, and the array and the objects around them where nothing is left in them.</summary>
    /// <param name="text">The file.</param>
    /// <param name="part">The entry.</param>
    /// <param name="kept">How many of the emptied arrays and objects stay.</param>
    public static string Remove(string text, JsonEntry part, int kept = 0)
    {
        var (before, path) = (text, part.Path);
        while (Walk(text, path) is { } place && place.Parts.FindIndex(found => part.Fits(text, found)) is >= 0 and var index)
        {
            text = place.Cut(text, index);
        }

        for (var depth = path.Length; text != before && depth > kept && Walk(text, path[..depth]) is { Parts.Count: 0 }; depth--)
        {
            var around = Walk(text, path[..(depth - 1)])!;
            text = around.Cut(text, around.Parts.FindIndex(found => found.Name == path[depth - 1]));
        }

        return text;
    }

    private static JsonPlace? Walk(string text, string[] path)
    {
        var place = JsonPlace.Parse(text);
        foreach (var name in path)
        {
            if (place.Find(name) is not { } next)
            {
                return null;
            }

            place = next;
        }

        return place;
    }
}

/// <summary>A value that is ours in a JSON file.</summary>
/// <param name="Path">The names from the root's object to the array or the object that has it.</param>
/// <param name="Name">Its name in an object; null in an array.</param>
/// <param name="Value">The value.</param>
/// <param name="Mark">What the text of the value has in an array.</param>
internal sealed record JsonEntry(string[] Path, string? Name, JsonObject Value, string Mark = "")
{
    /// <summary>Whether a part of the array or the object is this entry, with another value maybe.</summary>
    public bool Fits(string text, JsonPart part)
    {
        if (Name is not null || part.Name is not null)
        {
            return part.Name == Name;
        }

        var value = text.AsSpan(part.Start, part.End - part.Start);
        return value.Contains(Mark, StringComparison.Ordinal)
            && (value.Contains(ToolCommand.Program, StringComparison.Ordinal)
                || value.Contains(ToolCommand.Package, StringComparison.Ordinal));
    }
}
