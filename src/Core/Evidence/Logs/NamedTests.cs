using LoopJournal.Text;

namespace LoopJournal.Evidence.Logs;

/// <summary>The failing tests that a log names, each once, with the lines that follow its name.</summary>
/// <param name="repository">Gives the files' paths relative to the repository.</param>
internal sealed class NamedTests(RepositoryPaths repository)
{
    private const int MaxTests = BoundedFailureSet.MaxKept;
    private const int MaxLines = 3;
    private const int MaxText = 400;
    private const int MaxNameLines = 10;
    private const int MaxParts = 20;
    private const int RulerLength = 79;

    private static readonly string[] Separators = ["::", " › ", " > ", ".", "/", "\\", "#", ":", " "];

    private readonly Dictionary<string, (string Name, List<string> Lines)> _tests = new(StringComparer.Ordinal);
    private readonly BoundedFailureSet _others = new(); // those beyond MaxTests
    private readonly List<string> _recent = []; // the lines that no test shows yet
    private Memo<string, string>? _ids; // runners name a test more than once
    private (string Id, List<string> Lines) _begun = ("", []); // the test that runs
    private List<string>? _lines; // of the test that was named last
    private List<string>? _open; // the lines of a name that goes on in the next line
    private List<string>? _framed; // the lines after a ruler
    private bool _hasNames;
    private bool _hasLines; // whether the log says more of a test than its name

    /// <summary>The runner whose list of failing tests is open; its names are recognized only there.</summary>
    public Runner? List { get; set; }

    /// <summary>How many were named beyond those in the list.</summary>
    public int Omitted => _others.Omitted;

    /// <summary>Whether no failing test was named.</summary>
    public bool IsEmpty => _tests.Count == 0;

    /// <summary>Takes a line that goes on with a name, up to one that ends with a colon.</summary>
    /// <returns>Whether it does.</returns>
    public bool TryGoOn(ReadOnlySpan<char> line)
    {
        if (_open is null)
        {
            AddFramed(line);
            return false;
        }

        _open.Add(line.TrimEnd(':').ToString());
        if (line[^1] == ':' || _open.Count == MaxNameLines)
        {
            Add(string.Join(' ', _open));
            _open = null;
        }

        return true;
    }

    /// <summary>Takes the line that names a failing test.</summary>
    /// <returns>What the line says of the test; empty where it says nothing, or cuts off what other lines said.</returns>
    public string Add(KnownLine line)
    {
        if (line.Get("open") is { Length: > 0 } open)
        {
            _open = [open];
        }
        else
        {
            Add(line.GetTest(), isEnded: line.Get("ended").Length > 0);
        }

        var text = line.Get("text");
        return _hasLines && text.EndsWith("...", StringComparison.Ordinal) ? "" : text;
    }

    /// <summary>Takes the name of a test that begins: the lines that follow are shown with it, if it fails.</summary>
    public void Begin(string name)
    {
        _hasNames = true;
        _begun = (GetId(name), []);
        _lines = _begun.Lines;
    }

    /// <summary>Takes the name of a failing test.</summary>
    /// <param name="name">The name.</param>
    /// <param name="isEnded">Whether the lines that describe the failure came before.</param>
    public void Add(string name, bool isEnded = false)
    {
        if (!name.Any(char.IsLetter))
        {
            return;
        }

        _hasNames = true;
        var id = GetId(name);
        if (!_tests.TryGetValue(id, out var test) && _tests.Count < MaxTests)
        {
            _tests.Add(id, test = (name, _begun.Id == id ? _begun.Lines : []));
        }
        else if (test.Lines is null)
        {
            _others.Add(CreateFailure(id, name, []));
        }

        // where lines came before the name, those behind it are another test's
        _lines = isEnded ? null : test.Lines;
        AddLines(test.Lines ?? [], isEnded ? _recent : []);
        _recent.Clear();
    }

    /// <summary>Takes a line that says nothing: the lines before it do not describe the next test that ended.</summary>
    public void AddNoise() => _recent.Clear();

    /// <summary>Takes a line that describes a failure.</summary>
    /// <returns>Whether a test shows it.</returns>
    public bool TryAddLine(string line)
    {
        _hasLines |= _hasNames;
        if (_lines is null)
        {
            AddLines(_recent, [line.Cut(MaxText)]);
        }

        if (_lines is null || _lines.Count == MaxLines || LogOrder.IsRelay(line))
        {
            return false;
        }

        AddLines(_lines, [line.Cut(MaxText)]);
        return true;
    }

    /// <summary>
    /// The tests as failures, in the log's order. A runner names a test in full and in short: a name that is the end of another one is the
    /// same test.
    /// </summary>
    public List<Failure> ToList()
    {
        var whole = new Dictionary<ulong, string>(); // the name in full by the hash of each of its ends
        foreach (var id in _tests.Keys)
        {
            var (flat, parts) = (Flatten(id), 0);
            for (var i = flat.IndexOf(' ', StringComparison.Ordinal); i >= 0 && parts++ < MaxParts; i = flat.IndexOf(' ', i + 1))
            {
                whole.TryAdd(FailedIds.Hash(flat[(i + 1)..]), id);
            }
        }

        foreach (var id in _tests.Keys)
        {
            whole.TryAdd(HashWhole(id), id);
        }

        foreach (var id in _tests.Keys.OrderBy(id => id.Length).Where(id => whole[HashWhole(id)] != id))
        {
            AddLines(_tests[whole[HashWhole(id)]].Lines, _tests[id].Lines);
        }

        return
        [
            .. _tests.Where(test => whole[HashWhole(test.Key)] == test.Key)
                .Select(test => CreateFailure(test.Key, test.Value.Name, test.Value.Lines)),
            .. _others.ToList(),
        ];
    }

    // Catch2 prints the name of a failing test between two rulers
    private void AddFramed(ReadOnlySpan<char> line)
    {
        if (line.Length != RulerLength || line.ContainsAnyExcept('-'))
        {
            _framed = _framed?.Count < MaxNameLines ? _framed : null;
            _framed?.Add(line.ToString());
        }
        else if (_framed is { Count: > 0 })
        {
            Add(string.Join(' ', _framed));
            _framed = null;
        }
        else
        {
            _framed = [];
        }
    }

    private string GetId(string name) => (_ids ??= new(one => TestIdentity.From(one, one, repository))).Get(name);

    private static void AddLines(List<string> to, List<string> lines)
    {
        foreach (var line in lines.Where(line => to.Count < MaxLines && !to.Exists(one => one.EndsWith(line, StringComparison.Ordinal))))
        {
            to.Add(line);
        }
    }

    private Failure CreateFailure(string id, string name, List<string> lines) => new()
    {
        Id = id,
        Name = TestIdentity.FromMaskedNames(name, name, repository),
        Message = lines.Count == 0 ? name.Cut(MaxText) : $"{name.Cut(MaxText)}: {string.Join('\n', lines)}",
    };

    private static ulong HashWhole(string id) => FailedIds.Hash(Flatten(id));

    private static string Flatten(string id) => string.Join(' ', id.Split(Separators, StringSplitOptions.RemoveEmptyEntries));
}
