using LoopJournal.Text;

namespace LoopJournal.Evidence;

/// <summary>The rules of one run in a SARIF file, of the tool and of its extensions, in bounded memory.</summary>
internal sealed class SarifRules
{
    /// <summary>How many rules are kept, and how many characters their texts have together.</summary>
    private const int MaxRules = 10_000;
    private const int MaxText = 4 << 20;

    /// <summary>How many parts behind a <c>/</c> an id may have.</summary>
    private const int MaxParts = 4;

    private const string Extensions = SarifReader.Run + "tool{extensions[";
    private const string DriverRules = SarifReader.Run + "tool{driver{rules";
    private const string Texts = "[{messageStrings{";
    private const string TextEnd = "{text";

    private static readonly string[] Lists = [DriverRules, Extensions + "{rules"];

    private readonly Dictionary<(int Component, int Index), SarifRule> _byPlace = [];
    private readonly Dictionary<string, SarifRule> _byId = new(StringComparer.Ordinal);
    private SarifRule _rule = new();
    private int _extension = -1;
    private int _index = -1;
    private int _textLength;

    /// <summary>Reads a value of the tool or of an extension.</summary>
    /// <param name="path">Its path in the file, as <see cref="SarifReader"/> writes it.</param>
    /// <param name="text">Its text; empty where it is none.</param>
    public void Read(string path, string text)
    {
        if (path == Extensions)
        {
            _extension++;
            return;
        }

        switch (FindList(path) is { } list ? path[list.Length..] : null)
        {
            case "":
                _index = -1;
                break;
            case "[":
                _rule = new();
                _index++;
                break;
            case "[{id":
                _rule.Id = text;
                break;
            case "[{defaultConfiguration{level":
                _rule.Level = text;
                break;
            case { } of when of.StartsWith(Texts, StringComparison.Ordinal) && of.EndsWith(TextEnd, StringComparison.Ordinal)
                && of.Length >= Texts.Length + TextEnd.Length:
                AddText(of[Texts.Length..^TextEnd.Length], text.Cut(Failure.MaxMessage));
                break;
        }
    }

    /// <summary>Ends the value at a path: the rule that was read is added.</summary>
    public void End(string path)
    {
        if (FindList(path) is not { } list || path.Length != list.Length + "[{".Length)
        {
            return;
        }

        if (_byPlace.Count < MaxRules && _textLength <= MaxText)
        {
            _textLength += _rule.Id.Length + _rule.Level.Length;
            _byPlace.TryAdd((list == DriverRules ? -1 : _extension, _index), _rule);
            _byId.TryAdd(_rule.Id, _rule);
        }
    }

    /// <summary>The rule of a result: by its id, of which a part behind a <c>/</c> names a case of the rule; else by its place.</summary>
    /// <returns>An empty rule where the run does not have it.</returns>
    public SarifRule Find(SarifResult result)
    {
        var id = result.Rule;
        for (var parts = 0; parts < MaxParts && id.Length > 0; parts++, id = id[..Math.Max(0, id.LastIndexOf('/'))])
        {
            if (_byId.TryGetValue(id, out var rule))
            {
                return rule;
            }
        }

        return result.Rule.Length == 0 && _byPlace.TryGetValue((result.Component, result.RuleIndex), out var atPlace) ? atPlace : new();
    }

    private void AddText(string id, string text)
    {
        if (_textLength <= MaxText)
        {
            _textLength += id.Length + text.Length;
            _rule.Texts[id] = text;
        }
    }

    private static string? FindList(string path) => Array.Find(Lists, list => path.StartsWith(list, StringComparison.Ordinal));
}

/// <summary>A rule.</summary>
internal sealed class SarifRule
{
    /// <summary>Its id, as in <c>CA2000</c>.</summary>
    public string Id { get; set; } = "";

    /// <summary>The level of its results that name none. The standard's default is <c>warning</c>.</summary>
    public string Level { get; set; } = "warning";

    /// <summary>The texts of its messages by their ids.</summary>
    public Dictionary<string, string> Texts { get; } = new(StringComparer.Ordinal);
}
