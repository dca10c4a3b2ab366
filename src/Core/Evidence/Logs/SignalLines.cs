using LoopJournal.Text;
using LoopJournal.Text.Secrets;

namespace LoopJournal.Evidence.Logs;

/// <summary>
/// The lines of a log that say something about a failure, each a <see cref="Failure"/>. Lines that follow each other are one message: where
/// one of them is volatile, the numbers in the others may be too.
/// </summary>
/// <param name="repository">Gives the files' paths relative to the repository.</param>
internal sealed partial class SignalLines(RepositoryPaths repository)
{
    private const int MaxMessageLines = 50;
    private const int MinPadding = 3;
    private const string Padding = "=-_─━* ";

    private readonly BoundedFailureSet _failures = new();
    private readonly HashSet<ulong> _shown = []; // the hashes of the lines that tests show
    private readonly DiagnosticPlaces _places = new();
    private readonly List<Failure> _message = [];
    private bool _isMessageVolatile;

    /// <summary>The failing tests; each shows the lines after its name.</summary>
    public NamedTests Tests { get; } = new(repository);

    /// <summary>Whether no line names a failing test or says something about a failure.</summary>
    public bool IsEmpty => _failures.Count + _message.Count == 0 && Tests.IsEmpty;

    /// <summary>The number of places of diagnostics; null without one.</summary>
    public int? Places => _places.Count;

    /// <summary>Whether a line says that the test host died.</summary>
    public bool IsAborted { get; private set; }

    /// <summary>Whether the lines belong to the message of a test host that died.</summary>
    public bool IsAfterAbort { get; set; }

    /// <summary>Adds a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="isInKey">Whether it belongs to a private key, which is not shown.</param>
    public void Add(string line, bool isInKey)
    {
        if (HostFailure.IsAbort(line))
        {
            IsAborted = IsAfterAbort = true;
            line = line[(line.LastIndexOf(" : ", StringComparison.Ordinal) is var colon and >= 0 ? colon + 3 : 0)..];
        }

        line = line.StartsWith("E  ", StringComparison.Ordinal) ? line[1..].TrimStart() : line; // pytest's mark
        _places.Add(line);
        if (MSBuildError().Match(line) is { Success: true } error)
        {
            var (code, file, text) = (error.Groups["code"].Value, error.Groups["file"].Value, error.Groups["text"].Value);
            _failures.Add(DiagnosticFailure.From(code, file, text, repository));
        }
        else
        {
            AddLine(line, isInKey);
        }
    }

    /// <summary>Adds a line that names neither a diagnostic nor a dead test host.</summary>
    /// <inheritdoc cref="Add"/>
    public void AddLine(string line, bool isInKey)
    {
        line = line.Cut(LogLines.MaxLine);
        var masked = MessageShape.MaskLine(repository.Shorten(line));
        if (masked.Shape.Length > 0)
        {
            var shown = isInKey ? SecretMask.Masked : SecretMask.Mask(line);
            if (Tests.TryAddLine(shown))
            {
                _shown.Add(FailedIds.Hash(masked.Shape));
            }

            // the numbers of an exception are ids, ports and counts
            _isMessageVolatile |= masked.IsVolatile || line.Contains("-> ", StringComparison.Ordinal)
                || ExceptionTypes.ReadLeading(line.TrimStart('-', ' '), expected: false) is not null;
            _message.Add(new()
            {
                Id = masked.Shape,
                Name = shown == line ? "" : MessageShape.MaskLine(repository.Shorten(shown)).Shape,
                Message = shown,
                Values = masked.Values,
            });
            if (_message.Count == MaxMessageLines)
            {
                End();
            }
        }
    }

    /// <summary>Adds the place at which a fault was raised.</summary>
    public void AddSite(string site) => _failures.Add(new() { Id = "at " + site, Message = "at " + site });

    /// <summary>Ends a message.</summary>
    public void End()
    {
        foreach (var line in _message)
        {
            _failures.Add(_isMessageVolatile ? line with { Values = "" } : line);
        }

        _message.Clear();
        _isMessageVolatile = false;
    }

    /// <summary>The failures in the order of reading, as many as an output has, and how many others there are.</summary>
    public (List<Failure> Failures, int Omitted) GetFailures()
    {
        var tests = Tests.ToList();
        foreach (var test in tests)
        {
            _failures.Add(test);
        }

        var names = tests.Select(test => test.Id).ToHashSet(StringComparer.Ordinal);
        return ([.. LogOrder.Sort(_failures.ToList(), names, _shown)], _failures.Omitted + Tests.Omitted);
    }

    /// <summary>The line without the padding with which runners fill the terminal: how much of it there is depends on the text.</summary>
    public static ReadOnlySpan<char> TrimPadding(ReadOnlySpan<char> line) =>
        line.Length >= MinPadding && line[0] == line[1] && line[0] == line[2] && Padding.Contains(line[0], StringComparison.Ordinal)
            ? line.Trim(Padding) : line;

    // Canonical MSBuild form: "origin(line,column): error CODE: text [project]"; the origin may be a tool's name, the code may be missing.
    [GeneratedRegex(
        @"^(?:(?<file>[^\r\n]{1,1000}?)(?:\([0-9]{1,9}(?:,[0-9]{1,9}){0,3}\))?\s?:\s)?(?:fatal\s)?error\s"
        + @"(?<code>[A-Za-z]{1,12}[0-9]{1,6}):\s(?<text>.*?)(?:\s\[[^\[\]]{1,1000}proj(?:::[^\]]{1,200})?\])?$")]
    private static partial Regex MSBuildError();
}
