namespace LoopJournal.Tests.Fingerprints.Reference;

/// <summary>Section 5 of the page: the failing tests that a log names.</summary>
internal sealed class ReferenceTests(ReferenceRepository repository)
{
    private static readonly string[] Separators = ["::", " › ", " > ", ".", "/", "\\", "#", ":", " "];

    private readonly List<string> _ids = [];
    private List<string>? _open;
    private List<string>? _framed;
    private bool _hasNamed;
    private bool _hasLine;

    /// <summary>The printer whose list is open.</summary>
    public string Printer { get; set; } = "";

    public int Count => _ids.Count;

    /// <summary>Takes a line that may go on with a name, or be framed.</summary>
    public bool GoOn(string line)
    {
        if (_open is null)
        {
            AddFramed(line);
            return false;
        }

        _open.Add(line.TrimEnd(':'));
        if (line.EndsWith(':') || _open.Count == 10)
        {
            Add(string.Join(' ', _open));
            _open = null;
        }

        return true;
    }

    public void Open(string line) => _open = [line];

    public void Begin() => _hasNamed = true;

    public void Add(string name)
    {
        if (!name.Any(char.IsLetter))
            return;

        _hasNamed = true;
        var id = ReferenceTest.ComputeId(name, name, repository);
        if (!_ids.Contains(id))
            _ids.Add(id);
    }

    /// <summary>Takes note of a signal line.</summary>
    public void SeeLine() => _hasLine |= _hasNamed;

    /// <summary>Whether the text of a name's line counts.</summary>
    public bool Tells(string text) => text.Length > 0 && !(_hasLine && text.EndsWith("...", StringComparison.Ordinal));

    public IEnumerable<ReferenceFailure> List()
    {
        var flat = _ids.ConvertAll(id => string.Join(' ', id.Split(Separators, StringSplitOptions.RemoveEmptyEntries)));
        for (var i = 0; i < _ids.Count; i++)
        {
            var isShort = flat.Exists(other => EndsWith(other, flat[i]));
            if (!isShort && flat.IndexOf(flat[i]) == i)
                yield return new(_ids[i]);
        }
    }

    private static bool EndsWith(string longer, string end) => longer.Length > end.Length && longer.EndsWith(" " + end, StringComparison.Ordinal)
        && longer[..(longer.Length - end.Length)].Count(c => c == ' ') <= 20;

    private void AddFramed(string line)
    {
        if (line != new string('-', 79))
        {
            _framed = _framed?.Count < 10 ? [.. _framed, line] : null;
        }
        else if (_framed?.Count > 0)
        {
            Add(string.Join(' ', _framed));
            _framed = null;
        }
        else
        {
            _framed = [];
        }
    }
}
