using LoopJournal.Text;

namespace LoopJournal.Evidence.Logs;

/// <summary>
/// Reads the text that a gate printed: the console of <c>dotnet test</c> and <c>dotnet build</c>, MSBuild's file logs, and what other
/// tools print. Each line that says something about the failure is a <see cref="Failure"/>; the log is their set.
/// </summary>
/// <param name="repository">Gives the files' paths relative to the repository.</param>
internal sealed partial class TextLog(RepositoryPaths repository)
{
    private const int LastLines = 5;

    private readonly SignalLines _lines = new(repository);
    private readonly Queue<(string Line, bool IsInKey)> _last = new();
    private readonly LogTrace _trace = new(repository);
    private readonly SourceLines _source = new();
    private TestCounts? _counts;
    private int? _summary;
    private (string Line, bool IsInKey)? _pending; // a line with a signal word, until the next line is known
    private string _file = ""; // the file whose findings follow
    private string _above = ""; // the line before, where it says nothing by itself
    private bool _isAfterWarning;
    private bool _isInKey; // between the lines BEGIN and END of a private key

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
        var text = LogPrefix.Remove(raw).TrimEnd();
        var line = text.TrimStart();
        var indent = text.Length - line.Length;
        var isInKey = _isInKey && !line.StartsWith("-----END ");
        _isInKey = isInKey
            || (line.Contains("-----BEGIN ", StringComparison.Ordinal) && !line.Contains("-----END ", StringComparison.Ordinal));
        if (line.IsEmpty || _source.Contains(line, indent) || _lines.Tests.TryGoOn(line))
        {
            return;
        }

        EndPending(line);
        var known = LineTable.Find(line, _lines.Tests.List);
        if (known.Kind == LineKind.Unknown && StackFrame.TryParse(line, out var frame))
        {
            _lines.IsAfterAbort = false;
            _lines.End();
            _trace.Add(frame);
        }
        else if (known.Kind == LineKind.Frame)
        {
            _source.AddFrame(indent);
            _trace.Add(known);
        }
        else if (!_trace.HasBegun || !CrashTrace.IsCutFrame(line))
        {
            EndTrace(line);
            AddLine(known, line, isInKey);
        }
    }

    private void AddLine(KnownLine known, ReadOnlySpan<char> line, bool isInKey)
    {
        _summary = known.ReadCount() ?? _summary;
        var above = _above;
        _above = "";
        switch (known.Kind)
        {
            case LineKind.Unknown:
                AddUnknown(line, isInKey);
                break;
            case LineKind.Noise:
                _isAfterWarning |= known.Runner == Tools.Warnings;
                _lines.Tests.AddNoise();
                if (known.Get("begins") is { Length: > 0 } test)
                {
                    _lines.Tests.Begin(test);
                }

                return;
            case LineKind.Test or LineKind.Listed:
                _lines.End();
                if (_lines.Tests.Add(known) is { Length: > 0 } text)
                {
                    _lines.AddLine(text, isInKey: false);
                }

                break;
            case LineKind.Opening:
                _lines.Tests.List = known.Runner;
                break;
            case LineKind.File:
                _file = known.Get("file");
                break;
            case LineKind.Finding:
                AddFinding(known, above);
                break;
            case LineKind.Count:
                AddLast(line, isInKey: false);
                break;
        }

        _isAfterWarning = false;
    }

    // The place of a fault stands below it (rustc, Ruff), or the file above it (ESLint).
    private void AddFinding(KnownLine known, string above)
    {
        var place = known.Get("place");
        if (known.Match!.Groups["at"].Success)
        {
            if (_isAfterWarning)
            {
                return;
            }

            _lines.Add(above, isInKey: false);
            place = known.Get("at");
        }
        else if (place.Length > 0 && _file.Length > 0)
        {
            place = $"{_file}:{place}:";
        }

        _source.AddFinding(known.Get("line"));
        _lines.Add($"{place} {known.Get("text")} {known.Get("more")}".Trim(), isInKey: false);
    }

    private void AddUnknown(ReadOnlySpan<char> line, bool isInKey)
    {
        if (TryCount(line) || LogNoise.IsNoise(line))
        {
            return;
        }

        if (LogNoise.IsTestResult(line, out var failedTest))
        {
            _lines.End();
            if (failedTest is not null)
            {
                _lines.Tests.Add(failedTest);
            }
        }
        else if (LogSignal.IsSignal(line) || _lines.IsAfterAbort)
        {
            _pending = (SignalLines.TrimPadding(line).ToString(), isInKey);
        }
        else
        {
            _above = isInKey ? "" : line.ToString();
            AddLast(line, isInKey);
        }
    }

    private void AddLast(ReadOnlySpan<char> line, bool isInKey)
    {
        if (_lines.IsEmpty)
        {
            _last.Enqueue((line.ToString(), isInKey));
            if (_last.Count > LastLines)
            {
                _last.Dequeue();
            }
        }
    }

    // A compiler marks a place in the line above with carets: that line quotes the source.
    private void EndPending(ReadOnlySpan<char> next)
    {
        if (_pending is var (line, isInKey) && (next.IsEmpty || next.ContainsAnyExcept("^~ ")))
        {
            _lines.Add(line, isInKey);
        }

        _pending = null;
    }

    private ParsedOutput GetOutput()
    {
        EndPending("");
        EndTrace("");
        _lines.End();
        var isLastLines = _lines.IsEmpty && (_last.Count > 0 || _counts is not null);
        if (isLastLines)
        {
            foreach (var (line, isInKey) in _last)
            {
                _lines.AddLine(line, isInKey);
            }

            _lines.End();
        }

        var (failures, omitted) = _lines.GetFailures();
        return new(Algorithms.Text, failures, _counts, _lines.IsAborted)
        {
            Count = failures.Count + omitted,
            Reported = _counts?.Failed ?? _lines.Places ?? _summary,
            Omitted = omitted,
            IsLastLines = isLastLines,
        };
    }

    private void EndTrace(ReadOnlySpan<char> line)
    {
        foreach (var site in _trace.TryAdd(line) ? [] : _trace.End())
        {
            _lines.AddSite(site);
        }
    }

    // "Failed!  - Failed:     5, Passed:  1417, Skipped:     0, Total:  1422, Duration: 1 s - Shop.Tests.dll": in this order in every
    // language
    private bool TryCount(ReadOnlySpan<char> line)
    {
        if (!line.Contains("!  - ", StringComparison.Ordinal) || Summary().Match(line.ToString()) is not { Success: true } match)
        {
            return false;
        }

        long Count(string name) => long.Parse(match.Groups[name].Value, NumberStyles.None, CultureInfo.InvariantCulture);

        var found = TestCounts.From(Count("total"), Count("passed"), Count("failed"), Count("skipped"));
        _counts = TestCounts.Sum([_counts ?? new(0, 0, 0, 0), found]);
        return true;
    }

    [GeneratedRegex(
        @"^[^!]{1,40}!  - [^:]{1,40}:\s{1,9}(?<failed>[0-9]{1,9}), [^:]{1,40}:\s{1,9}(?<passed>[0-9]{1,9})"
        + @", [^:]{1,40}:\s{1,9}(?<skipped>[0-9]{1,9}), [^:]{1,40}:\s{1,9}(?<total>[0-9]{1,9})")]
    private static partial Regex Summary();
}
