using LoopJournal.Text;

namespace LoopJournal.Evidence;

/// <summary>
/// Reads the results of a SARIF file. A value of another type than SARIF gives it counts as missing; of two properties of one name in a
/// result or a rule the last counts.
/// </summary>
/// <param name="file">The file.</param>
/// <param name="add">
/// Takes the rule, the file, the line and the message of each error that is not suppressed; a missing one is empty or zero.
/// </param>
internal ref struct SarifReader(Stream file, Action<string, string, int, string> add)
{
    // A path has the names of properties, and the bracket of each object and array around the value. Brackets in names become blanks. In a
    // result and a rule, paths begin with that word and number the items of lists: result{locations[0{resultFile.
    private const string Run = "{runs[{";
    private const string Extensions = Run + "tool{extensions[";
    private const string ToolRules = Run + "tool{driver{rules";
    private const string ExtensionRules = Extensions + "{rules";

    /// <summary>Every path that is read is shorter. A longer one does not grow: a file could make each name cost a megabyte.</summary>
    private const int MaxPath = 200;

    /// <summary>The depth of the deepest value that is read: the text of an extension's rule.</summary>
    private const int MaxDepth = 11;

    /// <summary>How many results wait for their rules, which may follow them; further ones are judged by the rules so far.</summary>
    private const int MaxWaiting = 10_000;

    /// <summary>How many characters they have together.</summary>
    private const int MaxWaitingLength = 8 << 20;

    private readonly (string Path, int Items)[] _open = new (string, int)[MaxDepth + 1];
    private readonly List<SarifResult> _waiting = [];
    private int _waitingLength;
    private JsonTokens _json = new(file);
    private SarifRules _rules = new();
    private SarifValues _values = new(); // of the result or the rule that is being read
    private int _extension = -1;
    private int _ruleExtension = -1;
    private int _ruleIndex = -1;

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

            switch (_json.Type)
            {
                case JsonTokenType.PropertyName:
                    var parent = _open[depth - 1].Path;
                    property = parent.Length > MaxPath ? parent : parent + _json.GetText().Cut(MaxPath).Replace('{', ' ').Replace('[', ' ');
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    End(_open[depth].Path);
                    break;
                default:
                    var path = ReadValue(depth == 0 ? "" : GetPath(ref _open[depth - 1], property));
                    _open[depth] = (path + (_json.Type == JsonTokenType.StartObject ? "{" : "["), 0);
                    break;
            }
        }
    }

    private static string GetPath(ref (string Path, int Items) parent, string property) => parent.Path switch
    {
        [.., '{'] => property,
        ['{', ..] => parent.Path,
        _ => $"{parent.Path}{Math.Min(parent.Items++, SarifValues.MaxItems)}",
    };

    /// <returns>The path with which the paths of the values in it begin.</returns>
    private string ReadValue(string path)
    {
        switch (path)
        {
            case Run + "results[":
                _values = new();
                return "result";
            case Extensions:
                _extension++;
                break;
            case ToolRules:
                (_ruleExtension, _ruleIndex) = (-1, -1);
                break;
            case ExtensionRules:
                (_ruleExtension, _ruleIndex) = (_extension, -1);
                break;
            case ToolRules + "[" or ExtensionRules + "[":
                _ruleIndex++;
                _values = new();
                return "rule";
            case [not '{', ..]:
                _values.Remove(path);
                if (SarifValues.IsRead(path))
                {
                    _values.Add(path, _json.Type, GetText());
                }

                break;
        }

        return path;
    }

    private readonly string GetText() =>
        _json.Type is JsonTokenType.String or JsonTokenType.Number ? _json.GetText().Cut(Failure.MaxMessage) : "";

    private void End(string closed)
    {
        switch (closed)
        {
            case "result{":
                AddResult(new(_values));
                break;
            case "rule{":
                _rules.Add(_ruleExtension, _ruleIndex, new(_values));
                break;
            case Run:
                EndRun();
                break;
        }
    }

    private void AddResult(SarifResult result)
    {
        if (result.NeedsRule && _waiting.Count < MaxWaiting && _waitingLength < MaxWaitingLength)
        {
            _waiting.Add(result);
            _waitingLength += result.Length;
        }
        else
        {
            AddError(result);
        }
    }

    private void EndRun()
    {
        foreach (var result in _waiting)
        {
            AddError(result);
        }

        _waiting.Clear();
        (_waitingLength, _extension, _rules) = (0, -1, new());
    }

    private readonly void AddError(SarifResult result)
    {
        var rule = result.NeedsRule ? _rules.Find(result) : SarifRule.None;
        if (result.IsError(rule))
        {
            add(result.Rule.Length > 0 ? result.Rule : rule.Id, GetPath(result.File), result.Line, result.GetMessage(rule));
        }
    }

    private static string GetPath(string uri)
    {
        var file = Uri.TryCreate(uri, UriKind.Absolute, out var absolute) && absolute.IsFile ? absolute : null;
        var path = Uri.UnescapeDataString(file?.AbsolutePath ?? uri);
        return file is not null && path is ['/', _, ':', ..] ? path[1..] : path;
    }
}
