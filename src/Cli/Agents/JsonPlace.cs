using System.Text.Json.Nodes;

namespace LoopJournal.Cli.Agents;

/// <summary>Where a value stands in a JSON text.</summary>
/// <param name="Start">Its first character.</param>
/// <param name="End">The place behind its last character.</param>
/// <param name="Kind">The token that begins it.</param>
/// <param name="Parts">The members of an object or the elements of an array.</param>
internal sealed record JsonPlace(int Start, int End, JsonTokenType Kind, List<JsonPart> Parts)
{
    private static readonly JsonReaderOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public bool IsArray => Kind is JsonTokenType.StartArray;

    public bool IsValue => Kind is not (JsonTokenType.StartArray or JsonTokenType.StartObject);

    private bool IsEmpty => Parts.Count == 0;

    /// <summary>The value of a member; null where there is none.</summary>
    public JsonPlace? Find(string name) => Parts.FirstOrDefault(part => part.Name == name)?.Value;

    /// <summary>Finds the root value of a text.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static JsonPlace Parse(string text)
    {
        try
        {
            var json = new Utf8JsonReader(Encoding.Latin1.GetBytes(text), Options);
            json.Read();
            var root = Read(ref json);
            return json.Read() ? throw new JsonException("There is more than one value.") : root;
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException(e.Message, e); // a name has an escape that is half of a surrogate pair
        }
    }

    /// <summary>Inserts a part behind the last one.</summary>
    /// <param name="text">The text of this place.</param>
    /// <param name="name">The name of the member; null for an element.</param>
    /// <param name="value">Its value.</param>
    /// <param name="depth">How many indents a part of this object or array has, where there is none to look at.</param>
    /// <returns>The text with it.</returns>
    public string Insert(string text, string? name, JsonNode value, int depth)
    {
        var newLine = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var before = text[(Start + 1)..(IsEmpty ? End - 1 : Parts[0].Start)];
        if (!before.Contains('\n', StringComparison.Ordinal)) // the object or array is on one line
        {
            var part = (name is null ? "" : $"\"{name}\": ") + Write(value, "", newLine);
            return IsEmpty ? text.Insert(Start + 1, part) : InsertBehindLast(text, " " + part);
        }

        var unit = FindIndent(text);
        var indent = IsEmpty ? string.Concat(Enumerable.Repeat(unit, depth)) : before[(before.LastIndexOf('\n') + 1)..];
        var lines = (name is null ? "" : $"\"{name}\": ") + Write(value, unit, newLine);
        lines = newLine + indent + lines.Replace(newLine, newLine + indent, StringComparison.Ordinal);
        return IsEmpty ? text.Insert(Start + 1, lines) : InsertBehindLast(text, lines);
    }

    /// <summary>Takes a part out, with its comma.</summary>
    public string Cut(string text, int index)
    {
        var comma = FindComma(text, index);
        var (start, end) = (index, comma) switch
        {
            (0, < 0) => (Start + 1, Parts[0].End),
            (0, _) => Parts.Count > 1 ? (Parts[0].Start, Parts[1].Start) : (Start + 1, comma + 1),
            (_, < 0) => (Parts[index - 1].End, Parts[index].End),
            _ => (FindComma(text, index - 1) + 1, comma + 1),
        };
        return text.Remove(start, end - start);
    }

    private string InsertBehindLast(string text, string part) => FindComma(text, Parts.Count - 1) is >= 0 and var comma
        ? text.Insert(comma + 1, part + ",")
        : text.Insert(Parts[^1].End, "," + part);

    /// <summary>The comma behind a part; -1 without one.</summary>
    private int FindComma(string text, int index)
    {
        var end = index + 1 < Parts.Count ? Parts[index + 1].Start : End - 1;
        for (var i = Parts[index].End; i < end; i++)
        {
            if (text[i] == ',')
            {
                return i;
            }

            i = text[i] != '/' ? i
                : text[i + 1] == '/' ? text.IndexOf('\n', i)
                : text.IndexOf("*/", i + 2, StringComparison.Ordinal) + 1;
        }

        return -1;
    }

    /// <summary>The white space that the file indents with: that of its first member, else two spaces.</summary>
    private static string FindIndent(string text)
    {
        var root = Parse(text);
        var before = root.IsEmpty ? "" : text[(root.Start + 1)..root.Parts[0].Start];
        var indent = before[(before.LastIndexOf('\n') + 1)..];
        return before.Contains('\n', StringComparison.Ordinal) && indent.Length > 0 && string.IsNullOrWhiteSpace(indent) ? indent : "  ";
    }

    /// <summary>A value as text, in plain ASCII: on one line where nothing is to be indented with.</summary>
    public static string Write(JsonNode value, string unit = "", string newLine = "\n")
    {
        using var bytes = new MemoryStream();
        var options = new JsonWriterOptions { NewLine = newLine, Indented = unit.Length > 0 };
        if (options.Indented)
        {
            (options.IndentCharacter, options.IndentSize) = (unit[0], unit.Length);
        }

        using (var json = new Utf8JsonWriter(bytes, options))
        {
            value.WriteTo(json);
        }

        return Encoding.Latin1.GetString(bytes.ToArray());
    }

    private static JsonPlace Read(ref Utf8JsonReader json)
    {
        var (start, kind) = ((int)json.TokenStartIndex, json.TokenType);
        var parts = new List<JsonPart>();
        while (kind is JsonTokenType.StartObject or JsonTokenType.StartArray && json.Read()
            && json.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray))
        {
            var (part, name) = ((int)json.TokenStartIndex, null as string);
            if (json.TokenType is JsonTokenType.PropertyName)
            {
                name = json.GetString();
                json.Read();
            }

            parts.Add(new(name, part, Read(ref json)));
        }

        return new(start, (int)json.BytesConsumed, kind, parts);
    }
}

/// <summary>A member of an object, or an element of an array.</summary>
/// <param name="Name">The member's name; null for an element.</param>
/// <param name="Start">Its first character.</param>
/// <param name="Value">Its value.</param>
internal sealed record JsonPart(string? Name, int Start, JsonPlace Value)
{
    /// <summary>The place behind its last character.</summary>
    public int End => Value.End;
}
