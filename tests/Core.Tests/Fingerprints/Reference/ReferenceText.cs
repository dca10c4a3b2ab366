using System.Text.RegularExpressions;

namespace LoopJournal.Tests.Fingerprints.Reference;

/// <summary>Section 5 of the page: the failures of a log.</summary>
internal sealed class ReferenceText(ReferenceRepository repository)
{
    private const int LongestMessage = 50;
    private const int LastLines = 5;

    private static readonly Regex EndOfResult = SpecificationPage.Expression("end of a test result");
    private static readonly Regex Diagnostic = SpecificationPage.Expression("diagnostic");
    private static readonly string[] FailedWords = SpecificationPage.List("failed");

    private readonly List<ReferenceFailure> _failures = [];
    private readonly ReferenceTests _tests = new(repository);
    private readonly ReferenceQuotes _quotes = new();
    private readonly ReferenceRun _run = new(repository);
    private readonly List<(ReferenceLine Line, string Text)> _message = [];
    private readonly List<string> _last = [];
    private string? _pending;
    private string _above = "";
    private string _file = "";
    private bool _isAborting;
    private bool _isAfterWarning;

    public static List<ReferenceFailure> Read(string log, ReferenceRepository repository)
    {
        var reader = new ReferenceText(repository);
        foreach (var line in ReferenceLog.ReadLines(log))
            reader.Read(line);

        reader.EndPending("");
        reader.EndRun();
        reader.EndMessage();
        if (reader._failures.Count + reader._tests.Count == 0)
        {
            reader._last.TakeLast(LastLines).ToList().ForEach(reader.AddToMessage);
            reader.EndMessage();
        }

        return ReferenceFailure.Limit(
            [.. reader._tests.List(), .. reader._failures],
            f => [string.Join('\u001f', f.Id, f.Type, f.Shape, f.Site, f.Values)],
            f => f.Length + f.Values.Length);
    }

    private void Read(ReferenceLogLine line)
    {
        if (_quotes.Contains(line) || _tests.GoOn(line.Text))
            return;

        EndPending(line.Text);
        var known = ReferenceRow.Find(line.Text, _tests.Printer);
        if (known is null && ReferenceFrame.TryRead(line.Text) is { } frame)
        {
            EndMessage();
            _isAborting = false;
            _run.Add(line.Text, frame);
        }
        else if (known is ({ Kind: "frame" or "frame, last" } row, var match))
        {
            _quotes.FrameIndent = line.Indent;
            _run.Add(match.Groups["file"].Value, match.Groups["method"].Value, row.Kind == "frame, last");
        }
        else if (!_run.HasFrame || !ReferenceFrame.IsCut(line.Text))
        {
            if (ReferenceHost.IsRepetition(line.Text) || ReferenceHost.IsRuler(line.Text))
                _run.Add(line.Text, null);
            else
                EndRun();

            Read(line.Text, known?.Row, known?.Match);
        }
    }

    private void Read(string line, ReferenceRow? row, Match? match)
    {
        var above = _above;
        _above = "";
        if (row?.Kind == "noise")
        {
            _isAfterWarning |= row.Printer == "warnings";
            if (match!.Groups["begins"].Success)
                _tests.Begin();

            return;
        }

        switch (row?.Kind)
        {
            case "test" or "listed":
                AddTest(match!.Groups);
                break;
            case "opening":
                _tests.Printer = row.Printer;
                break;
            case "file":
                _file = match!.Groups["file"].Value;
                break;
            case "count":
                _last.Add(line);
                break;
            case "finding":
                AddFinding(match!.Groups, above);
                break;
            default:
                ReadUnknown(line);
                break;
        }

        _isAfterWarning = false;
    }

    private void AddTest(GroupCollection groups)
    {
        EndMessage();
        if (groups["open"].Success)
            _tests.Open(groups["open"].Value);
        else
            _tests.Add(groups["class"].Success ? $"{groups["class"]}.{groups["method"]}" : $"{groups["ended"]}{groups["test"]}{groups["more"]}");

        if (_tests.Tells(groups["text"].Value))
            AddToMessage(groups["text"].Value);
    }

    private void AddFinding(GroupCollection groups, string above)
    {
        var place = groups["at"].Success ? groups["at"].Value
            : groups["place"].Success && _file.Length > 0 ? $"{_file}:{groups["place"]}:"
            : groups["place"].Value;
        if (groups["at"].Success && _isAfterWarning)
            return;

        if (groups["at"].Success && above.Length > 0)
            AddSignal(above);

        _quotes.Number = groups["line"].Value;
        AddSignal($"{place} {groups["text"]} {groups["more"]}".Trim());
    }

    private void ReadUnknown(string line)
    {
        if (ReferenceLog.IsNoise(line))
            return;

        if (EndOfResult.Match(line) is { Success: true } end)
        {
            EndMessage();
            var name = line[..end.Index];
            if (Array.Find(FailedWords, word => line.StartsWith(word + " ", StringComparison.Ordinal)) is { } word)
                _tests.Add(name[Math.Min(name.Length, word.Length + 1)..].Trim());
        }
        else if (_isAborting || ReferenceLog.IsSignal(line))
        {
            _pending = Regex.IsMatch(line, @"^([=\-_─━*])\1\1") ? line.Trim("=-_─━* ".ToCharArray()) : line;
        }
        else
        {
            _last.Add(line);
            _above = line;
        }
    }

    private void EndPending(string next)
    {
        if (_pending is { } line && !Regex.IsMatch(next, "^[~^ ]+$"))
            AddSignal(line);

        _pending = null;
    }

    private void AddSignal(string line)
    {
        if (ReferenceHost.IsAbort(line))
        {
            _isAborting = true;
            line = line.Contains(" : ", StringComparison.Ordinal) ? ReferenceHost.TellReason(line) : line;
        }

        line = Regex.Replace(line, @"^E(?=  ) *", "");
        if (Diagnostic.Match(line) is { Success: true } match)
        {
            _failures.Add(ReferenceDiagnostic.ToFailure(
                match.Groups["code"].Value, match.Groups["file"].Value, match.Groups["text"].Value, repository));
        }
        else
        {
            AddToMessage(line);
        }
    }

    private void AddToMessage(string line)
    {
        if (_message.Count == LongestMessage)
            EndMessage();

        var masked = ReferenceMasks.MaskLine(line, repository);
        _message.Add((masked, line));
        if (masked.Shape.Length > 0)
            _tests.SeeLine();
    }

    private void EndMessage()
    {
        var isPlain = _message.Exists(entry => entry.Line.IsVolatile || entry.Text.Contains("-> ", StringComparison.Ordinal)
            || ReferenceExceptions.FindLeadingType(Regex.Replace(entry.Text, "^-+ *", ""), isExpected: false) is not null);
        _failures.AddRange(_message.Where(entry => entry.Line.Shape.Length > 0)
            .Select(entry => new ReferenceFailure(entry.Line.Shape, Values: isPlain ? "" : entry.Line.Values)));
        _message.Clear();
    }

    private void EndRun() => _failures.AddRange(_run.End().Select(id => new ReferenceFailure(id)));
}
