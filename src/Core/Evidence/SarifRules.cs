namespace LoopJournal.Evidence;

/// <summary>The rules of one run in a SARIF file, of the tool and of its extensions, in bounded memory.</summary>
internal sealed class SarifRules
{
    /// <summary>How many rules are kept, and how many characters they have together.</summary>
    private const int MaxRules = 10_000;
    private const int MaxLength = 4 << 20;

    /// <summary>How many parts behind a <c>/</c> an id may have.</summary>
    private const int MaxParts = 4;

    private readonly Dictionary<(int Extension, int Index), SarifRule> _byPlace = [];
    private readonly Dictionary<string, SarifRule> _byId = new(StringComparer.Ordinal);
    private int _length;

    /// <summary>Adds a rule.</summary>
    /// <param name="extension">The number of the extension that has it; -1 for the tool itself.</param>
    /// <param name="index">Its place among those of the extension or the tool.</param>
    /// <param name="rule">The rule.</param>
    public void Add(int extension, int index, SarifRule rule)
    {
        if (_byPlace.Count < MaxRules && _length <= MaxLength)
        {
            _length += rule.Length;
            _byPlace.TryAdd((extension, index), rule);
            _byId.TryAdd(rule.Id, rule);
        }
    }

    /// <summary>The rule of a result: by its id, of which a part behind a <c>/</c> names a case of the rule; else by its place.</summary>
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

        return result is { Rule: "", RuleIndex: { } index } ? _byPlace.GetValueOrDefault((result.Extension ?? -1, index), SarifRule.None)
            : SarifRule.None;
    }
}
