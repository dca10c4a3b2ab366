using System.Diagnostics;

namespace LoopJournal.Cli.Running;

/// <summary>What a loop runs, and when it ends.</summary>
/// <param name="Agent">A command line for the shell.</param>
/// <param name="Gate">The program and its arguments.</param>
/// <param name="MaxTurns">The most turns, 1 or more.</param>
/// <param name="MaxTime">The most time, agent and gate included; null without a limit.</param>
/// <param name="NeedsProof">Whether only a proof ends it, not every clean pass.</param>
/// <param name="K">The threshold of the verdicts.</param>
/// <param name="Budget">The budget of the attempts.</param>
/// <param name="Results">The files of test results that the gate writes.</param>
internal sealed record LoopSettings(
    string Agent, string[] Gate, int MaxTurns, TimeSpan? MaxTime, bool NeedsProof, int K, Budget Budget, IReadOnlyList<string> Results);

/// <summary>
/// Runs an agent and a gate in turns, until the gate passes or the loop makes no progress. The agent gets the summary of the loop as its
/// input and in the variable <c>LOOP_RESUME</c>.
/// </summary>
internal sealed class RetryLoop : IDisposable
{
    private readonly LoopSettings _settings;
    private readonly JournalLocation _location;
    private readonly Func<AttemptInputs> _createInputs;
    private readonly ToolContext _context;
    private readonly StreamFilter _filter;
    private readonly string _name;
    private readonly StopSignals _signals = new();
    private readonly TurnScreen _screen;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private IEnumerable<string> _proof = []; // what it lacks

    /// <param name="settings">What it runs.</param>
    /// <param name="location">The journal.</param>
    /// <param name="createInputs">Makes the inputs of the next attempt.</param>
    /// <param name="context">The surroundings.</param>
    public RetryLoop(LoopSettings settings, JournalLocation location, Func<AttemptInputs> createInputs, ToolContext context)
    {
        (_settings, _location, _createInputs, _context) = (settings, location, createInputs, context);
        _name = createInputs().Loop; // an agent may change the branch
        _filter = StreamFilter.From(_name, project: null, framework: null, command: null);
        _screen = new(context);
    }

    /// <summary>Runs the loop to its end.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="CannotStartException">The gate or the shell cannot be started.</exception>
    /// <exception cref="JournalException">The journal cannot be read.</exception>
    public int Run()
    {
        var course = new LoopCourse(_settings.K);
        LoopTurn? last = null;
        LoopEnd? end = null;
        while (end is null)
        {
            var number = (last?.Number ?? 0) + 1;
            var began = _clock.Elapsed;
            var agent = RunAgent(number, course.Advice, last?.Verdict);
            if (agent is 126 or 127 && FindInterruption() is null)
            {
                return agent;
            }

            if ((end = FindInterruption()) is not null)
            {
                break;
            }

            using var gate = RunGate(number);
            if (gate.Recorded.Problem is { } problem)
            {
                _screen.WriteLine($"warning {Codes.NotWritten}: {HostText.DescribeNotWritten(problem, gate.Recorded.Attempt)}");
                return ExitCodes.Journal;
            }

            var outcome = Judge(gate);
            course = course.After(outcome, gate.Recorded.Verdict, _settings.Budget);
            var time = _clock.Elapsed - began;
            last = new(
                number,
                outcome,
                gate.Attempts.Any(attempt => attempt.Gate is Gates.Blocked),
                gate.Recorded.Verdict,
                last?.Failing ?? GetPoint(gate.Recorded.Before),
                GetPoint(gate),
                agent,
                time,
                _settings.MaxTurns - number,
                GetTimeLeft());
            _screen.WriteLine(LoopText.DescribeTurn(last));
            end = course.End ?? FindInterruption() ?? (number == _settings.MaxTurns ? LoopEnd.Attempts : null);
        }

        Summarize(end.Value, last?.Number ?? 0);
        return end switch { LoopEnd.Passed => ExitCodes.Done, LoopEnd.Stopped => ExitCodes.Stopped, _ => ExitCodes.Stalled };
    }

    public void Dispose()
    {
        _screen.Dispose();
        _signals.Dispose();
    }

    private int RunAgent(int number, LoopAdvice advice, Verdict? verdict)
    {
        _screen.Begin($"turn {number} of {_settings.MaxTurns}: agent");
        string[] prompt =
        [
            .. LoopText.GetPrompt(number, _settings.MaxTurns, CommandText.From(_settings.Gate), advice, verdict), .. _proof,
            .. Resume(ReadLoop()),
        ];
        var text = string.Concat(prompt.Select(line => line + "\n"));
        string[] command = OperatingSystem.IsWindows()
            ? ["powershell", "-NoProfile", "-Command", _settings.Agent] : ["/bin/sh", "-c", _settings.Agent];
        var run = GateCommand.Run(command, CreateSettings(text) with { Variables = CreateVariables(("LOOP_RESUME", text)) });
        using var log = run.Log;
        var isFault = run.ExitCode != 0 && FindInterruption() is null;
        if (isFault)
        {
            _screen.WriteLine(run.ExitCode is 126 or 127
                ? $"loop-journal: cannot run the agent {Quoted.From(_settings.Agent, 80)}, so the loop ends"
                : $"LoopJournal: the agent of turn {number} ended with {run.ExitCode}");
        }

        KeptLogs.Keep(_location, AttemptInputs.CreateId(), log, isFault ? _screen.WriteLine : null, _context);
        return run.ExitCode;
    }

    private GateAttempt RunGate(int number)
    {
        _screen.Begin($"turn {number} of {_settings.MaxTurns}: gate");
        var inputs = _createInputs() with { Loop = _name };
        var gate = GateAttempt.Record(
            _settings.Gate, inputs, _location, _settings.K, _settings.Results, CreateSettings("") with { Variables = CreateVariables() });
        KeptLogs.Keep(_location, inputs.Id, gate.Run.Log, report: null, _context);
        SyncStarter.Start(_location, _context);
        return gate;
    }

    private CommandSettings CreateSettings(string input) => new(_context.Directory)
    {
        Input = input,
        Timeout = GetTimeLeft(),
        Show = _screen.Show,
        Stop = _signals.Token,
    };

    private Dictionary<string, string> CreateVariables(params IEnumerable<(string Name, string Value)> more) =>
        (_name.Length > 0 ? more.Append((Name: "LoopId", Value: _name)) : more).ToDictionary(row => row.Name, row => row.Value);

    private TimeSpan? GetTimeLeft() =>
        _settings.MaxTime - _clock.Elapsed is not { } left ? null : left > TimeSpan.Zero ? left : TimeSpan.Zero;

    private LoopEnd? FindInterruption() =>
        _signals.Token.IsCancellationRequested ? LoopEnd.Stopped : GetTimeLeft() == TimeSpan.Zero ? LoopEnd.Minutes : null;

    private TurnOutcome Judge(GateAttempt gate)
    {
        _proof = [];
        var passed = gate.Attempts.All(attempt => attempt.HasPassed)
            && (gate.Gate is Gates.Pass || gate.IsAllKnown || gate.Recorded.Attempt.IsAllKnown);
        if (!passed || !gate.Attempts.All(attempt => attempt.IsClean))
        {
            return passed ? TurnOutcome.PassedInPart : TurnOutcome.Failed;
        }

        if (!_settings.NeedsProof)
        {
            return TurnOutcome.Passed;
        }

        if (_location.FindProof(ReadLoop()) is not var (proof, outside))
        {
            _proof = [ProofText.NotKnown];
            return TurnOutcome.PassedInPart;
        }

        _proof = ProofText.GetLines(proof, outside);
        return proof.HasPassed ? TurnOutcome.Passed : TurnOutcome.PassedInPart;
    }

    private static string GetPoint(GateAttempt gate) => gate.Attempts is [var only] ? GetPoint(only)
        : gate.Attempts.Sum(AttemptRank.CountFailures)?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string GetPoint(Attempt? attempt) => attempt is null ? "" : Trend.GetPoint(attempt) ?? "";

    private LoopState ReadLoop() => LoopState.Read(_location.Reader, _filter, _settings.K);

    private IEnumerable<string> Resume(LoopState loop) => _location.Summarize(loop, _settings.K, ResumeText.DefaultLength);

    private void Summarize(LoopEnd end, int turns)
    {
        _screen.WriteLine(LoopText.DescribeEnd(end, turns, _clock.Elapsed));
        var loop = ReadLoop();
        IEnumerable<string> lines = loop.Worst is null ? []
            : end != LoopEnd.Passed ? [.. _proof, .. Resume(loop), LoopText.HowToGoOn]
            : loop.Worst.Trend.Length > 0 ? ["  " + loop.Worst.Trend, .. _proof]
            : _proof;
        lines.ToList().ForEach(_screen.WriteLine);
    }
}
