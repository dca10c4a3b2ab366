using System.Text.Json;

namespace LoopJournal.Evidence;

/// <summary>
/// Reads the results of a SARIF file. A value of another type than SARIF gives it counts as missing; of two properties of one name in a
/// result the last counts.
/// </summary>
/// <param name="file">The file.</param>
/// <param name="add">Takes the rule, the file and the message of each error that is not suppressed; what is missing is empty.</param>
internal ref struct SarifReader(Stream file, Action<string, string, string> add)
{
    private JsonTokens _json = new(file);

    /// <summary>Reads the file to its end.</summary>
    /// <exception cref="JsonException">The file is not JSON from some point on; the errors before it were given.</exception>
    public void Read()
    {
        for (var root = Enter(JsonTokenType.StartObject); _json.ReadProperty(root);)
        {
            if (_json.Is("runs"u8))
            {
                for (var runs = Enter(JsonTokenType.StartArray); _json.ReadItem(runs);)
                {
                    ReadRun();
                }
            }
        }

        while (_json.Read())
        {
            // only comments may follow: the reader throws at anything else
        }
    }

    private void ReadRun()
    {
        for (var run = DepthOf(JsonTokenType.StartObject); _json.ReadProperty(run);)
        {
            if (_json.Is("results"u8))
            {
                for (var results = Enter(JsonTokenType.StartArray); _json.ReadItem(results);)
                {
                    ReadResult();
                }
            }
        }
    }

    private void ReadResult()
    {
        var (level, rule, file, message) = ("", "", "", "");
        var (isSuppressed, hasStates) = (false, false); // 2.1, 1.0
        for (var result = DepthOf(JsonTokenType.StartObject); _json.ReadProperty(result);)
        {
            if (_json.Is("level"u8))
            {
                level = ReadText();
            }
            else if (_json.Is("ruleId"u8))
            {
                rule = ReadText();
            }
            else if (_json.Is("message"u8))
            {
                message = ReadMessage();
            }
            else if (_json.Is("locations"u8))
            {
                file = ReadLocations();
            }
            else if (_json.Is("suppressions"u8))
            {
                isSuppressed = _json.ReadItem(Enter(JsonTokenType.StartArray));
            }
            else if (_json.Is("suppressionStates"u8))
            {
                hasStates = _json.ReadItem(Enter(JsonTokenType.StartArray));
            }
        }

        if (level == "error" && !isSuppressed && !hasStates)
        {
            add(rule, file, message);
        }
    }

    // 2.1: an object with a text; 1.0: the text
    private string ReadMessage()
    {
        var text = ReadText();
        for (var message = DepthOf(JsonTokenType.StartObject); _json.ReadProperty(message);)
        {
            if (_json.Is("text"u8))
            {
                text = ReadText();
            }
        }

        return text;
    }

    // of the first one; 2.1: physicalLocation.artifactLocation.uri, 1.0: resultFile.uri
    private string ReadLocations()
    {
        string? artifact = null, file = null;
        if (_json.ReadItem(Enter(JsonTokenType.StartArray)))
        {
            for (var location = DepthOf(JsonTokenType.StartObject); _json.ReadProperty(location);)
            {
                if (_json.Is("physicalLocation"u8))
                {
                    artifact = null;
                    for (var physical = Enter(JsonTokenType.StartObject); _json.ReadProperty(physical);)
                    {
                        artifact = _json.Is("artifactLocation"u8) ? ReadUri() : artifact;
                    }
                }
                else if (_json.Is("resultFile"u8))
                {
                    file = ReadUri();
                }
            }
        }

        return PathOf(artifact ?? file ?? "");
    }

    private string ReadUri()
    {
        var uri = "";
        for (var file = Enter(JsonTokenType.StartObject); _json.ReadProperty(file);)
        {
            uri = _json.Is("uri"u8) ? ReadText() : uri;
        }

        return uri;
    }

    private static string PathOf(string uri)
    {
        var file = Uri.TryCreate(uri, UriKind.Absolute, out var absolute) && absolute.IsFile ? absolute : null;
        var path = Uri.UnescapeDataString(file?.AbsolutePath ?? uri);
        return file is not null && path is ['/', _, ':', ..] ? path[1..] : path;
    }

    private string ReadText() => _json.Read() && _json.Type == JsonTokenType.String ? _json.Text() : "";

    /// <summary>Goes on to the value, and into it where it begins with this token: its depth, or -1.</summary>
    private int Enter(JsonTokenType start)
    {
        _json.Read();
        return DepthOf(start);
    }

    private readonly int DepthOf(JsonTokenType start) => _json.Type == start ? _json.Depth : -1;
}
