using LoopJournal.Text;
using LoopJournal.Text.Secrets;

namespace LoopJournal.Evidence.Logs;

/// <summary>
/// Reads the text that a gate printed: the console of <c>dotnet test</c> and <c>dotnet build</c>, MSBuild's file logs, and what other
/// tools print. Each line that says something about the failure is a <see cref="Failure"/>; the log is their set.
/// </summary>
/// <param name="repository">Gives the files' paths relative to the repository.</param>
internal sealed partial class TextLog(RepositoryPaths repository)
{
    private const int LastLines = 5;
    private const int MaxMessageLines = 50;
    private const int MaxFrames = 1000;

    private readonly BoundedFailureSet _failures = new();
    private readonly Queue<(string Line, bool IsInKey)> _last = new();
    private readonly CrashTrace _trace = new(KnownNames.PlatformAndFrameworks, MaxFrames);
    private readonly DiagnosticPlaces _places = new();
    private TestCounts? _tests;
    private int? _summary;
    private bool _isAborted;
    private bool _isAfterAbort;
    private bool _isInKey; // between the lines BEGIN and END of a private key

    // where one line of a message is volatile, the numbers in its other lines may be too
    private readonly List<Failure> _message = [];
    private bool _isMessageVolatile;

    /// <summary>The failures of a log in any encoding and of any size.</summary>
    /// <remarks>Where no line says something about a failure, the last five lines are the failures. An empty log has no failures.</remarks>
    /// <param name="stream">The log.</param>
    /// <param name="repository">Gives the files' paths relative to the repository.</param>
    public static ParsedOutput Read(Stream stream, RepositoryPaths repository)
    {
        var log = new TextLog(repository);
        LogLines.Read(stream, log.Add);
        return log.GetOutput();
    }

    private void Add(ReadOnlySpan<char> raw)
    {
        var line = LogNoise.RemovePrefix(raw).Trim();
        var isInKey = _isInKey && !line.StartsWith("-----END ");
        _isInKey = isInKey
            || (line.Contains("-----BEGIN ", StringComparison.Ordinal) && !line.Contains("-----END ", StringComparison.Ordinal));
        if (StackFrame.TryParse(line, out var frame))
        {
            _isAfterAbort = false;
            EndMessage();
            _trace.Add(frame);
            return;
        }

        if (_trace.HasBegun && CrashTrace.IsCutFrame(line))
        {
            return;
        }

        EndTrace(line);
        _summary = RunnerSummary.Read(line) ?? _summary;
        if (line.IsEmpty || TryCount(line) || LogNoise.IsNoise(line))
        {
            return;
        }

        if (LogNoise.IsTestResult(line, out var failedTest))
        {
            EndMessage();
            AddTest(failedTest);
        }
        else if (LogSignal.IsSignal(line) || _isAfterAbort)
        {
            AddSignal(line.ToString(), isInKey);
        }
        else if (_failures.Count + _message.Count == 0)
        {
            _last.Enqueue((line.ToString(), isInKey));
            if (_last.Count > LastLines)
            {
                _last.Dequeue();
            }
        }
    }

    private ParsedOutput GetOutput()
    {
        EndTrace("");
        var isLastLines = _failures.Count + _message.Count == 0 && _last.Count > 0;
        if (isLastLines)
        {
            foreach (var (line, isInKey) in _last)
            {
                AddLine(line, isInKey);
            }
        }

        EndMessage();

        return new(Algorithms.Text, _failures.ToList(), _tests, _isAborted)
        {
            Count = _failures.Count,
            Reported = _tests?.Failed ?? _places.Count ?? _summary,
            Omitted = _failures.Omitted,
            IsLastLines = isLastLines,
        };
    }

    private void EndTrace(ReadOnlySpan<char> line)
    {
        if (_trace.TryAdd(line))
        {
            return;
        }

        // Other traces name files and are left out: a message and a test say more, and inlining changes the frames.
        foreach (var frame in _trace.HasFiles ? [] : _trace.Frames)
        {
            _failures.Add(new() { Id = "at " + frame.Method, Message = "at " + frame.Method });
        }

        _trace.Clear();
    }

    private void EndMessage()
    {
        foreach (var line in _message)
        {
            _failures.Add(_isMessageVolatile ? line with { Values = "" } : line);
        }

        _message.Clear();
        _isMessageVolatile = false;
    }

    private void AddTest(string? name)
    {
        if (name is not null)
        {
            _failures.Add(new() { Id = Normalize(name), Name = Normalize(SecretMask.Mask(name)), Message = name });
        }
    }

    private void AddSignal(string line, bool isInKey)
    {
        if (HostFailure.IsAbort(line))
        {
            _isAborted = true;
            _isAfterAbort = true;
            line = line[(line.LastIndexOf(" : ", StringComparison.Ordinal) is var colon and >= 0 ? colon + 3 : 0)..];
        }

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

    private void AddLine(string line, bool isInKey)
    {
        line = line.Cut(LogLines.MaxLine);
        var masked = MessageShape.MaskLine(repository.Shorten(line));
        if (masked.Shape.Length > 0)
        {
            var shown = isInKey ? SecretMask.Masked : SecretMask.Mask(line);

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
                EndMessage();
            }
        }
    }

    private string Normalize(string name) => TestIdentity.From(name, name, repository);

    // "Failed!  - Failed:     5, Passed:  1417, Skipped:     0, Total:  1422, Duration: 1 s - Shop.Tests.dll": in this order in every
    // language
    private bool TryCount(ReadOnlySpan<char> line)
    {
        if (!line.Contains("!  - ", StringComparison.Ordinal) || Summary().Match(line.ToString()) is not { Success: true } match)
        {
            return false;
        }

        long Count(string name) => long.Parse(match.Groups[name].Value, NumberStyles.None, CultureInfo.InvariantCulture);

        var before = _tests ?? new(0, 0, 0, 0);
        _tests = TestCounts.From(
            before.Total + Count("total"),
            before.Passed + Count("passed"),
            before.Failed + Count("failed"),
            before.Skipped + Count("skipped"));
        return true;
    }

    // Canonical MSBuild form: "origin(line,column): error CODE: text [project]"; the origin may be a tool's name, the code may be missing.
    [GeneratedRegex(
        @"^(?:(?<file>[^\r\n]{1,1000}?)(?:\([0-9]{1,9}(?:,[0-9]{1,9}){0,3}\))?\s?:\s)?(?:fatal\s)?error\s"
        + @"(?<code>[A-Za-z]{1,12}[0-9]{1,6}):\s(?<text>.*?)(?:\s\[[^\[\]]{1,1000}proj(?:::[^\]]{1,200})?\])?$")]
    private static partial Regex MSBuildError();

    [GeneratedRegex(
        @"^[^!]{1,40}!  - [^:]{1,40}:\s{1,9}(?<failed>[0-9]{1,9}), [^:]{1,40}:\s{1,9}(?<passed>[0-9]{1,9})"
        + @", [^:]{1,40}:\s{1,9}(?<skipped>[0-9]{1,9}), [^:]{1,40}:\s{1,9}(?<total>[0-9]{1,9})")]
    private static partial Regex Summary();
}
