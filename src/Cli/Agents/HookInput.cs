namespace LoopJournal.Cli.Agents;

/// <summary>What the tool reads of the JSON that an agent hands to a hook.</summary>
/// <param name="Session">The id of the agent's session.</param>
/// <param name="Directory">The agent's folder, absolute; empty where it is not named, or not there.</param>
/// <param name="IsInterrupted">Whether the user or an error ended the turn.</param>
internal sealed record HookInput(string Session, string Directory, bool IsInterrupted)
{
    /// <summary>A payload holds the result of a tool: agents cut it far below this.</summary>
    private const int MaxBytes = 16 * 1024 * 1024;

    private static readonly string[] SessionFields = ["conversation_id", "session_id", "sessionId"];

    /// <summary>Reads a payload.</summary>
    /// <exception cref="JsonException">It is not a JSON object that names a session, or it is larger than 16 MB.</exception>
    public static HookInput Read(Stream input)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int count; (count = input.Read(buffer)) > 0;)
        {
            bytes.Write(buffer, 0, count);
            if (bytes.Length > MaxBytes)
            {
                throw new JsonException("it is larger than 16 MB");
            }
        }

        try
        {
            using var json = JsonDocument.Parse(bytes.GetBuffer().AsMemory(0, (int)bytes.Length));
            return Read(json.RootElement);
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException(e.Message, e); // a text is not UTF-8, or has an escape that is half of a surrogate pair
        }
    }

    private static HookInput Read(JsonElement fields)
    {
        if (fields.ValueKind is not JsonValueKind.Object)
        {
            throw new JsonException("it is not a JSON object");
        }

        var session = SessionFields.Select(name => ReadText(fields, name)).FirstOrDefault(text => text.Length > 0)
            ?? throw new JsonException("it names no session");
        return new(session, ReadDirectory(fields), ReadText(fields, "status") is "aborted" or "error");
    }

    private static string ReadDirectory(JsonElement fields)
    {
        var roots = fields.TryGetProperty("workspace_roots", out var list) && list.ValueKind is JsonValueKind.Array
            ? list.EnumerateArray().Where(root => root.ValueKind is JsonValueKind.String).Select(root => root.GetString()!) : [];
        return roots.Prepend(ReadText(fields, "cwd")).FirstOrDefault(path => Path.IsPathFullyQualified(path) && Path.Exists(path)) ?? "";
    }

    private static string ReadText(JsonElement fields, string name) =>
        fields.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString()! : "";
}
