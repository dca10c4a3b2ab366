using System.Text.Json;
using LoopJournal.Text;

namespace LoopJournal.Evidence;

/// <summary>
/// Reads the results of a SARIF file. A value of another type than SARIF gives it counts as missing; of two properties of one name in a
/// result the last counts.
/// </summary>
/// <param name="file">The file.</param>
/// <param name="add">Takes the rule, the file and the message of each error that is not suppressed; a missing one is empty.</param>
internal ref struct SarifReader(Stream file, Action<string, string, string> add)
{
    // A path has the names of properties, and the bracket of each object and array around the value. Brackets in names become blanks.
    private const string Results = "{runs[{results[";
    private const string Result = Results + "{";
    private const string Location = Result + "locations[{";

    /// <summary>Every path that is read is shorter. A longer one does not grow: a file could make each name cost a megabyte.</summary>
    private const int MaxPath = 100;

    /// <summary>The depth of the deepest value that is read: the <c>uri</c> of a physical location.</summary>
    private const int MaxDepth = 9;

    private readonly string[] _open = new string[MaxDepth + 1];
    private JsonTokens _json = new(file);
    private string _level = "";
    private string _rule = "";
    private string _message = "";
    private string? _artifact; // of SARIF 2.1
    private string? _resultFile; // of SARIF 1.0
    private int _locations;
    private bool _isSuppressed; // in SARIF 2.1
    private bool _hasStates; // in SARIF 1.0

    /// <summary>Reads the file to its end.</summary>
    /// <exception cref="JsonException">The file is not JSON from some point on; the errors before it were given.</exception>
    public void Read()
    {
        for (var property = ""; _json.Read();)
        {
            var depth = _json.Depth;
            if (depth > MaxDepth)
            {
                continue;
            }

            var parent = depth == 0 ? "" : _open[depth - 1];
            var path = parent.EndsWith('{') ? property : parent;
            switch (_json.Type)
            {
                case JsonTokenType.PropertyName:
                    property = parent.Length > MaxPath ? parent : parent + _json.GetText().Cut(MaxPath).Replace('{', ' ').Replace('[', ' ');
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    AddError(_open[depth]);
                    break;
                default:
                    ReadValue(path);
                    _open[depth] = path + (_json.Type == JsonTokenType.StartObject ? "{" : "[");
                    break;
            }
        }
    }

    private void ReadValue(string path)
    {
        switch (path)
        {
            case Results:
                (_level, _rule, _message, _artifact, _resultFile, _isSuppressed, _hasStates) = ("", "", "", null, null, false, false);
                break;
            case Result + "level":
                _level = GetText();
                break;
            case Result + "ruleId":
                _rule = GetText();
                break;
            case Result + "message" or Result + "message{text": // 1.0, 2.1
                _message = GetText();
                break;
            case Result + "suppressions" or Result + "suppressions[":
                _isSuppressed = path.EndsWith('[');
                break;
            case Result + "suppressionStates" or Result + "suppressionStates[":
                _hasStates = path.EndsWith('[');
                break;
            case Result + "locations":
                (_artifact, _resultFile, _locations) = (null, null, 0);
                break;
            case Result + "locations[":
                _locations++;
                break;
            case Location + "physicalLocation" when _locations == 1:
                _artifact = null;
                break;
            case Location + "physicalLocation{artifactLocation" when _locations == 1:
                _artifact = "";
                break;
            case Location + "physicalLocation{artifactLocation{uri" when _locations == 1:
                _artifact = GetText();
                break;
            case Location + "resultFile" when _locations == 1:
                _resultFile = "";
                break;
            case Location + "resultFile{uri" when _locations == 1:
                _resultFile = GetText();
                break;
        }
    }

    private readonly void AddError(string closed)
    {
        if (closed == Result && _level == "error" && !_isSuppressed && !_hasStates)
        {
            add(_rule, GetPath(_artifact ?? _resultFile ?? ""), _message);
        }
    }

    private static string GetPath(string uri)
    {
        var file = Uri.TryCreate(uri, UriKind.Absolute, out var absolute) && absolute.IsFile ? absolute : null;
        var path = Uri.UnescapeDataString(file?.AbsolutePath ?? uri);
        return file is not null && path is ['/', _, ':', ..] ? path[1..] : path;
    }

    private readonly string GetText() => _json.Type == JsonTokenType.String ? _json.GetText() : "";
}
