using System.Text.Json.Nodes;

namespace LoopJournal.Cli.Agents;

/// <summary>
/// Adds an element to an array of a JSON file that users own, and takes it out again: all other bytes stay, with comments and
/// indentation. The text is the file's bytes as Latin-1, so that a place in the one is a place in the other.
/// </summary>
internal static class JsonText
{
    private static readonly JsonReaderOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>A value of the file.</summary>
    /// <inheritdoc cref="JsonPlace.Parse"/>
    public static JsonNode? Parse(string text) => JsonNode.Parse(text, documentOptions: new()
    {
        CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true,
    });

    /// <summary>Adds an element at an array's end; makes the array, and the objects on the way to it, where they are missing.</summary>
    /// <param name="text">The file.</param>
    /// <param name="path">The names from the root's object to the array.</param>
    /// <param name="element">The element.</param>
    /// <exception cref="JsonException">The file is not a JSON object, or something else stands in the place of one on the path.</exception>
    public static string Add(string text, ReadOnlySpan<string> path, JsonNode element)
    {
        var place = JsonPlace.Parse(text, Options);
        var depth = 0;
        while (depth < path.Length && place.Find(path[depth]) is { } next)
        {
            place = next;
            depth++;
        }

        var isArray = depth == path.Length;
        if (place.IsArray != isArray || place.IsValue)
        {
            throw new JsonException($"{string.Join(" > ", path[..depth].ToArray())} is not {(isArray ? "an array" : "an object")}");
        }

        JsonNode value = isArray ? element.DeepClone() : new JsonArray(element.DeepClone());
        for (var i = path.Length - 1; i > depth; i--)
        {
            value = new JsonObject { [path[i]] = value };
        }

        return place.Insert(text, isArray ? null : path[depth], value, depth + 1);
    }

    /// <summary>The elements of an array that stand in the file, as text; empty where there is no array.</summary>
    public static IReadOnlyList<string> ListElements(string text, ReadOnlySpan<string> path) =>
        FindArray(text, path)?.Parts.Select(part => text[part.Start..part.End]).ToList() ?? [];

    /// <summary>Takes elements out of an array, and the array and the objects around it where nothing is left in them.</summary>
    /// <param name="text">The file.</param>
    /// <param name="path">The names from the root's object to the array.</param>
    /// <param name="isGoing">Whether an element is to go.</param>
    /// <param name="emptied">How many of the emptied arrays and objects stay.</param>
    public static string Remove(string text, ReadOnlySpan<string> path, Predicate<string> isGoing, int emptied = 0)
    {
        var before = text;
        for (var i = FindArray(text, path)?.Parts.Count - 1 ?? -1; i >= 0; i--)
        {
            var array = FindArray(text, path)!;
            if (isGoing(text[array.Parts[i].Start..array.Parts[i].End]))
            {
                text = array.Cut(text, i);
            }
        }

        for (var depth = path.Length; text != before && depth > emptied && Walk(text, path[..depth]) is { Parts.Count: 0 }; depth--)
        {
            var around = Walk(text, path[..(depth - 1)])!;
            text = around.Cut(text, around.IndexOf(path[depth - 1]));
        }

        return text;
    }

    private static JsonPlace? FindArray(string text, ReadOnlySpan<string> path) =>
        Walk(text, path) is { IsArray: true } array ? array : null;

    private static JsonPlace? Walk(string text, ReadOnlySpan<string> path)
    {
        var place = JsonPlace.Parse(text, Options);
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
