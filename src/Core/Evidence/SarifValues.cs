namespace LoopJournal.Evidence;

/// <summary>
/// What is read of one result or one rule in a SARIF file: its values by their paths, as <see cref="SarifReader"/> writes them, in bounded
/// memory.
/// </summary>
internal sealed class SarifValues
{
    /// <summary>How many items of a list are told apart: further ones share a path, which is not read.</summary>
    public const int MaxItems = 20;

    /// <summary>How many values are kept: a rule may have any number of texts.</summary>
    private const int MaxValues = 200;

    private static readonly HashSet<string> Paths =
    [
        "result{level", "result{kind", "result{ruleId", "result{ruleIndex", "result{rule{id", "result{rule{index",
        "result{rule{toolComponent{index",
        "result{message", "result{message{text", "result{message{id",
        "result{suppressions[0", "result{suppressionStates[0",
        "result{locations[0{physicalLocation{artifactLocation",
        "result{locations[0{physicalLocation{artifactLocation{uri",
        "result{locations[0{physicalLocation{region{startLine",
        "result{locations[0{resultFile{uri",
        "result{locations[0{resultFile{region{startLine",
        "rule{id", "rule{defaultConfiguration{level",
        .. Enumerable.Range(0, MaxItems).Select(GetArgumentPath),
    ];

    private readonly Dictionary<string, (JsonTokenType Type, string Text)> _values = new(StringComparer.Ordinal);

    /// <summary>How many characters the paths and the texts have together.</summary>
    public int Length => _values.Sum(value => value.Key.Length + value.Value.Text.Length);

    /// <summary>Where a message has the text that replaces <c>{0}</c>, <c>{1}</c> and so on.</summary>
    public static string GetArgumentPath(int index) => $"result{{message{{arguments[{index}";

    /// <summary>Where a rule has the text of a message.</summary>
    public static string GetTextPath(string id) => $"rule{{messageStrings{{{id}{{text";

    /// <summary>Whether a value is kept.</summary>
    public static bool IsRead(string path) =>
        Paths.Contains(path)
        || (path.StartsWith("rule{messageStrings{", StringComparison.Ordinal) && path.EndsWith("{text", StringComparison.Ordinal));

    /// <summary>Adds a value.</summary>
    public void Add(string path, JsonTokenType type, string text)
    {
        if (_values.Count < MaxValues)
        {
            _values[path] = (type, text);
        }
    }

    /// <summary>Removes a value and all that is in it: of two properties of one name the last counts.</summary>
    public void Remove(string path)
    {
        foreach (var key in _values.Keys)
        {
            if (key.StartsWith(path, StringComparison.Ordinal) && (key.Length == path.Length || key[path.Length] is '{' or '['))
            {
                _values.Remove(key);
            }
        }
    }

    /// <summary>Whether there is a value, of whatever type.</summary>
    public bool Has(string path) => _values.ContainsKey(path);

    /// <summary>A text; null where it is missing or of another type.</summary>
    public string? FindText(string path) => Find(path, JsonTokenType.String);

    /// <summary>A number of zero or more; null likewise.</summary>
    public int? FindNumber(string path) =>
        int.TryParse(Find(path, JsonTokenType.Number), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private string? Find(string path, JsonTokenType type) =>
        _values.TryGetValue(path, out var value) && value.Type == type ? value.Text : null;
}
