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
    private static readonly string[] Signals = SpecificationPage.List("signal words");

    private readonly List<ReferenceFailure> _failures = [];
    private readonly List<(ReferenceLine Line, string Text)> _message = [];
    private readonly List<string> _run = [];
    private bool _isAborting;

    public static List<ReferenceFailure> Read(string log, ReferenceRepository repository)
    {
        var lines = ReferenceLog.ReadLines(log).ToList();
        var reader = new ReferenceText(repository);
        reader.Read(lines, isSignal: false);
        if (reader._failures.Count == 0)
        {
            var told = lines.Where(line =>
                !ReferenceLog.IsNoise(line) && !EndOfResult.IsMatch(line) && ReferenceFrame.TryRead(line) is null);
            reader.Read(told.TakeLast(LastLines), isSignal: true);
        }

        return ReferenceFailure.Limit(
            reader._failures,
            f => [string.Join('\u001f', f.Id, f.Type, f.Shape, f.Site, f.Values)],
            f => f.Length + f.Values.Length);
    }

    private void Read(IEnumerable<string> lines, bool isSignal)
    {
        foreach (var line in lines)
        {
            if (ReferenceFrame.TryRead(line) is not null)
            {
                EndMessage();
                _isAborting = false;
                _run.Add(line);
            }
            else if (ReferenceHost.IsRepetition(line) || ReferenceHost.IsRuler(line))
            {
                _run.Add(line);
            }
            else if (line.Length > 0 && !(_run.Count > 0 && ReferenceFrame.IsCut(line)))
            {
                EndRun();
                ReadLine(line, isSignal);
            }
        }

        EndRun();
        EndMessage();
    }

    private void ReadLine(string line, bool isSignal)
    {
        if (ReferenceLog.IsNoise(line))
            return;

        if (EndOfResult.Match(line) is { Success: true } end)
        {
            EndMessage();
            var name = line[..end.Index];
            if (Array.Find(FailedWords, word => line.StartsWith(word + " ", StringComparison.Ordinal)) is { } word)
            {
                name = name[Math.Min(name.Length, word.Length + 1)..].Trim();
                _failures.Add(new(ReferenceTest.ComputeId(name, name, repository)));
            }
        }
        else if (isSignal || _isAborting || IsSignal(line))
        {
            if (ReferenceHost.IsAbort(line))
            {
                _isAborting = true;
                line = line.Contains(" : ", StringComparison.Ordinal) ? ReferenceHost.TellReason(line) : line;
            }

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
    }

    private void AddToMessage(string line)
    {
        if (_message.Count == LongestMessage)
            EndMessage();

        _message.Add((ReferenceMasks.MaskLine(line, repository), line));
    }

    private void EndMessage()
    {
        var isPlain = _message.Exists(entry => entry.Line.IsVolatile || entry.Text.Contains("-> ", StringComparison.Ordinal)
            || ReferenceExceptions.FindLeadingType(Regex.Replace(entry.Text, "^-+ *", ""), isExpected: false) is not null);
        _failures.AddRange(_message.Where(entry => entry.Line.Shape.Length > 0)
            .Select(entry => new ReferenceFailure(entry.Line.Shape, Values: isPlain ? "" : entry.Line.Values)));
        _message.Clear();
    }

    /// <summary>A run of frames without any file is a crash.</summary>
    private void EndRun()
    {
        var frames = _run.Select(ReferenceFrame.TryRead).OfType<ReferenceFrame>().ToList();
        if (frames.Count > 0 && frames.TrueForAll(frame => frame.File.Length == 0))
        {
            var cycle = ReferenceHost.FindCycle(_run);
            cycle = cycle.Count > 0 ? cycle : [.. frames.Select(frame => frame.Method).Where(method => !IsOfRunner(method)).Take(1)];
            _failures.AddRange(cycle.Select(method => new ReferenceFailure("at " + method)));
        }

        _run.Clear();
    }

    private static bool IsOfRunner(string method) => ReferenceHost.IsPlatform(method)
        || Array.Exists(["InvokeStub_", "NUnit.", "Xunit.", "TUnit."], name => method.StartsWith(name, StringComparison.Ordinal));

    private static bool IsSignal(string line) => line.StartsWith("E  ", StringComparison.Ordinal)
        || Array.Exists(Signals, word => line.Contains(word, StringComparison.OrdinalIgnoreCase));
}
