using LoopJournal.Text;

namespace LoopJournal.Evidence;

/// <summary>
/// Reads the results of a SARIF file. A value of another type than SARIF gives it counts as missing; of two properties of one name in a
/// result the last counts.
/// </summary>
/// <param name="file">The file.</param>
/// <param name="add">
/// Takes the rule, the file, the line and the message of each error that is not suppressed; a missing one is empty or zero.
/// </param>
internal ref struct SarifReader(Stream file, Action<string, string, int, string> add)
{
    // A path has the names of properties, and the bracket of each object and array around the value. Brackets in names become blanks.
    public const string Run = "{runs[{"; // a path up to the properties of a run

    private const string Result = Run + "results[{";
    private const string Location = Result + "locations[{";

    /// <summary>Every path that is read is shorter. A longer one does not grow: a file could make each name cost a megabyte.</summary>
    private const int MaxPath = 200;

    /// <summary>The depth of the deepest value that is read: the text of an extension's rule.</summary>
    private const int MaxDepth = 11;

    /// <summary>How many results wait for their rules, which may follow them; further ones are judged by the rules so far.</summary>
    private const int MaxWaiting = 10_000;

    /// <summary>How many characters they have together.</summary>
    private const int MaxWaitingLength = 4 << 20;

    private readonly string[] _open = new string[MaxDepth + 1];
    private readonly List<SarifResult> _waiting = [];
    private int _waitingLength;
    private JsonTokens _json = new(file);
    private SarifRules _rules = new();
    private SarifResult _result = new();

    /// <summary>Reads the file to its end.</summary>
    /// <exception cref="JsonException">The file is not JSON from some point on; the errors before it were given.</exception>
    public void Read()
    {
        try
        {
            ReadTokens();
        }
        finally
        {
            EndRun();
        }
    }

    private void ReadTokens()
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
                    End(_open[depth]);
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
            case Run + "results[":
                _result = new();
                break;
            case Result + "level":
                _result.Level = GetText();
                break;
            case Result + "kind":
                _result.Kind = GetText();
                break;
            case Result + "ruleId" or Result + "rule{id":
                _result.Rule = GetText();
                break;
            case Result + "ruleIndex" or Result + "rule{index":
                _result.RuleIndex = GetNumber();
                break;
            case Result + "rule{toolComponent{index":
                _result.Component = GetNumber();
                break;
            case Result + "message": // a text in 1.0
                _result.SetMessage(GetText());
                break;
            case Result + "message{text":
                _result.Message = GetText();
                break;
            case Result + "message{id":
                _result.MessageId = GetText();
                break;
            case Result + "message{arguments[":
                _result.AddArgument(GetText());
                break;
            case Result + "suppressions" or Result + "suppressions[":
                _result.IsSuppressed = path.EndsWith('[');
                break;
            case Result + "suppressionStates" or Result + "suppressionStates[": // of 1.0
                _result.IsSuppressedInVersion1 = path.EndsWith('[');
                break;
            default:
                if (path.StartsWith(Result, StringComparison.Ordinal))
                {
                    ReadLocation(path);
                }
                else
                {
                    _rules.Read(path, GetText());
                }

                break;
        }
    }

    // the first location counts
    private readonly void ReadLocation(string path)
    {
        switch (path)
        {
            case Result + "locations":
                (_result.Artifact, _result.ResultFile, _result.Line, _result.Locations) = (null, null, 0, 0);
                break;
            case Result + "locations[":
                _result.Locations++;
                break;
            case Location + "physicalLocation" when _result.Locations == 1:
                _result.Artifact = null;
                break;
            case Location + "physicalLocation{artifactLocation" when _result.Locations == 1:
                _result.Artifact = "";
                break;
            case Location + "physicalLocation{artifactLocation{uri" when _result.Locations == 1:
                _result.Artifact = GetText();
                break;
            case Location + "physicalLocation{region{startLine" or Location + "resultFile{region{startLine" when _result.Locations == 1:
                _result.Line = Math.Max(0, GetNumber());
                break;
            case Location + "resultFile" when _result.Locations == 1:
                _result.ResultFile = "";
                break;
            case Location + "resultFile{uri" when _result.Locations == 1:
                _result.ResultFile = GetText();
                break;
        }
    }

    private void End(string closed)
    {
        if (closed == Result)
        {
            if (_result.NeedsRule && _waiting.Count < MaxWaiting && _waitingLength < MaxWaitingLength)
            {
                _waiting.Add(_result);
                _waitingLength += _result.Length;
            }
            else
            {
                AddError(_result);
            }
        }
        else if (closed == Run)
        {
            EndRun();
        }
        else
        {
            _rules.End(closed);
        }
    }

    private void EndRun()
    {
        foreach (var result in _waiting)
        {
            AddError(result);
        }

        _waiting.Clear();
        _waitingLength = 0;
        _rules = new();
    }

    private readonly void AddError(SarifResult result)
    {
        var rule = result.NeedsRule ? _rules.Find(result) : new();
        if (result.IsError(rule))
        {
            var file = GetPath(result.Artifact ?? result.ResultFile ?? "");
            add(result.Rule.Length > 0 ? result.Rule : rule.Id, file, result.Line, result.GetMessage(rule));
        }
    }

    private static string GetPath(string uri)
    {
        var file = Uri.TryCreate(uri, UriKind.Absolute, out var absolute) && absolute.IsFile ? absolute : null;
        var path = Uri.UnescapeDataString(file?.AbsolutePath ?? uri);
        return file is not null && path is ['/', _, ':', ..] ? path[1..] : path;
    }

    private readonly int GetNumber() =>
        _json.Type == JsonTokenType.Number && int.TryParse(_json.GetText(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : -1;

    private readonly string GetText() => _json.Type == JsonTokenType.String ? _json.GetText().Cut(Failure.MaxMessage) : "";
}
