namespace LoopJournal.Tasks;

/// <summary>
/// Reads a stream's attempts and raises the verdict on them: an error, a warning, or nothing while the loop makes progress. Reads only the
/// journal: the same journal gives the same verdict.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class CheckStall : StreamTask
{
    /// <summary>
    /// An attempt that <see cref="RecordAttempt"/> has recorded in this build: the verdict is the one that it made with its own K. Without
    /// it the journal is read.
    /// </summary>
    public string AttemptId { get; set; } = "";

    /// <summary>K: how many attempts that fail in the same way make a stall, 1 to 100; 3 when empty.</summary>
    public string StallThreshold { get; set; } = "";

    /// <summary>The most that a verdict may be: <c>error</c> (when empty), <c>warning</c> or <c>none</c>.</summary>
    public string Severity { get; set; } = "";

    /// <summary>How LOOP0014 is raised on a pass: <c>error</c>, <c>warning</c> (when empty) or <c>none</c>.</summary>
    public string VanishedSeverity { get; set; } = "";

    /// <summary>The budget: how many attempts the stream may take until a clean pass; no limit when empty.</summary>
    public string MaxAttempts { get; set; } = "";

    /// <summary>The budget: how many minutes its gates may run until a clean pass; no limit when empty.</summary>
    public string MaxMinutes { get; set; } = "";

    /// <summary><c>PROGRESS</c>, <c>STALLED</c>, <c>OSCILLATING</c>, <c>PLATEAU</c> or <c>BLOCKED</c>.</summary>
    [Output] public string Verdict { get; set; } = "";

    /// <summary>How many attempts failed in the same way in a row.</summary>
    [Output] public int StallCount { get; set; }

    /// <summary>The fingerprint of the last failure; empty when the last attempt passed.</summary>
    [Output] public string Fingerprint { get; set; } = "";

    /// <summary><c>continue</c>, <c>switch-strategy</c>, <c>escalate</c>, <c>change-approach</c> or <c>fix-environment</c>.</summary>
    [Output] public string Recommend { get; set; } = "";

    /// <summary>The actions that were tried more than once under this failure, as items.</summary>
    [Output] public string[] DeadEnds { get; set; } = [];

    /// <summary>Why, in one sentence.</summary>
    [Output] public string Reason { get; set; } = "";

    private protected override void Run()
    {
        var threshold = StallDetector.DefaultThreshold;
        var maxSeverity = VerdictSeverity.Error;
        var vanishedSeverity = VerdictSeverity.Warning;
        var isAttempts = UserValues.TryReadAttempts(MaxAttempts, out var maxAttempts);
        var isMinutes = UserValues.TryReadMinutes(MaxMinutes, out var maxMinutes);
        if (StallThreshold.Length > 0 && !UserValues.TryReadThreshold(StallThreshold, out threshold))
        {
            Refuse(nameof(StallThreshold), StallThreshold, UserValues.ThresholdsAllowed);
        }
        else if (Severity.Length > 0 && !UserValues.TryReadSeverity(Severity, out maxSeverity))
        {
            Refuse(nameof(Severity), Severity, UserValues.SeveritiesAllowed);
        }
        else if (VanishedSeverity.Length > 0 && !UserValues.TryReadSeverity(VanishedSeverity, out vanishedSeverity))
        {
            Refuse(nameof(VanishedSeverity), VanishedSeverity, UserValues.SeveritiesAllowed);
        }
        else if (!isAttempts)
        {
            Refuse(nameof(MaxAttempts), MaxAttempts, UserValues.AttemptsAllowed);
        }
        else if (!isMinutes)
        {
            Refuse(nameof(MaxMinutes), MaxMinutes, UserValues.MinutesAllowed);
        }
        else
        {
            var recorded = AttemptId.Length > 0 ? TakeRecorded(AttemptId) : null;
            Report(recorded?.SkippedLines ?? new());
            Report(recorded?.Verdict ?? Judge(threshold), new(maxSeverity, vanishedSeverity, new(maxAttempts, maxMinutes)));
        }
    }

    private void Refuse(string parameter, string value, string allowed) =>
        LogError(Codes.BadValue, Journal, $"{parameter} of CheckStall is {Quoted.From(value, 200)}. Allowed: {allowed}.");

    /// <summary>Judges a stream; of a project without a command, its streams, of which the worst verdict counts.</summary>
    private Verdict Judge(int threshold)
    {
        try
        {
            if (Command.Length == 0 && Project.Length > 0)
            {
                var filter = StreamFilter.From(Loop, Project, Framework.Length > 0 ? Framework : null, command: null);
                var loop = LoopState.Read(Reader, filter, threshold);
                Report(loop.Skipped);
                return loop.Worst?.Verdict ?? StallDetector.Analyze([], threshold);
            }

            var tail = Reader.ReadTail(AttemptLimits.Apply(new StreamKey(Loop, Project, Framework, Command)));
            Report(tail.Skipped);
            return StallDetector.Analyze(tail.Attempts, threshold);
        }
        catch (JournalException e)
        {
            ReportUnreadable(VerdictText.DescribeUnreadable(e));
            return StallDetector.Analyze([], threshold);
        }
    }

    private void Report(Verdict verdict, CodeSettings settings)
    {
        Verdict = VerdictCodes.GetName(verdict.Kind);
        StallCount = verdict.StallCount;
        Fingerprint = SecretMask.Mask(verdict.Fingerprint);
        Recommend = verdict.Recommend;
        DeadEnds = [.. verdict.DeadEnds.Select(SecretMask.Mask)];
        Reason = SecretMask.Mask(verdict.Reason);
        foreach (var raised in HostText.GetCodes(verdict, settings))
        {
            Action<Code, string, string> log = raised.IsError ? LogError : LogWarning;
            log(raised.Code, Journal, raised.Text);
        }
    }

    private void Report(SkippedLines skipped)
    {
        if (HostText.DescribeSkipped(skipped) is { } warning)
        {
            LogWarning(Codes.LinesSkipped, Journal, warning);
        }
    }

    private void ReportUnreadable(string message)
    {
        Action<string> report = HasWarned ? LogDetail : text => LogWarning(Codes.LinesSkipped, Journal, text);
        report(message);
    }
}
