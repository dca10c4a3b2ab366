using System.Globalization;
using LoopJournal.Git;
using LoopJournal.Journal;
using LoopJournal.Recording;
using LoopJournal.Reports;
using LoopJournal.Text;
using LoopJournal.Text.Secrets;
using LoopJournal.Verdicts;
using Microsoft.Build.Framework;

namespace LoopJournal.Tasks;

/// <summary>
/// Reads a stream's attempts and says what they say about the loop: nothing while it makes progress, a coded error or warning when it
/// does not. Reads the journal and nothing else: the same journal gives the same verdict.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class CheckStall : StreamTask
{
    /// <summary>K: how many attempts that fail in the same way make a stall, 1 to 100; 3 when empty.</summary>
    public string StallThreshold { get; set; } = "";

    /// <summary>The most that a verdict may be: <c>error</c> (when empty), <c>warning</c> or <c>none</c>.</summary>
    public string Severity { get; set; } = "";

    /// <summary><c>PROGRESS</c>, <c>STALLED</c>, <c>OSCILLATING</c>, <c>PLATEAU</c> or <c>BLOCKED</c>.</summary>
    [Output]
    public string Verdict { get; set; } = "";

    /// <summary>How many attempts failed in the same way in a row.</summary>
    [Output]
    public int StallCount { get; set; }

    /// <summary>The fingerprint of the last failure; empty when the last attempt passed.</summary>
    [Output]
    public string Fingerprint { get; set; } = "";

    /// <summary><c>continue</c>, <c>switch-strategy</c>, <c>escalate</c>, <c>change-approach</c> or <c>fix-environment</c>.</summary>
    [Output]
    public string Recommend { get; set; } = "";

    /// <summary>The actions that were tried more than once under this failure, as items.</summary>
    [Output]
    public string[] DeadEnds { get; set; } = [];

    /// <summary>Why, in one sentence.</summary>
    [Output]
    public string Reason { get; set; } = "";

    /// <inheritdoc/>
    public override bool Execute()
    {
        LogStream();
        Log.LogInput(nameof(StallThreshold), StallThreshold);
        Log.LogInput(nameof(Severity), Severity);

        if (Read() is { } read)
        {
            Check(read.Threshold, read.Severity);
        }

        return !Log.HasLoggedErrors;
    }

    private (int Threshold, VerdictSeverity Severity)? Read()
    {
        var threshold = StallDetector.DefaultThreshold;
        if (StallThreshold.Length > 0 && !UserValues.TryReadThreshold(StallThreshold, out threshold))
        {
            return Refuse(nameof(StallThreshold), StallThreshold, UserValues.ThresholdsAllowed);
        }

        var severity = VerdictSeverity.Error;
        return Severity.Length > 0 && !UserValues.TryReadSeverity(Severity, out severity)
            ? Refuse(nameof(Severity), Severity, UserValues.SeveritiesAllowed)
            : (threshold, severity);
    }

    private (int, VerdictSeverity)? Refuse(string parameter, string value, string allowed)
    {
        Log.LogCodedError(Codes.BadValue, Journal, $"{parameter} of CheckStall is {Quoted.Of(value, 200)}. Allowed: {allowed}.");
        return null;
    }

    private void Check(int threshold, VerdictSeverity most)
    {
        var verdict = Judge(threshold);
        (Verdict, StallCount, Fingerprint, Recommend, DeadEnds, Reason) = (
            verdict.Kind.ToString().ToUpperInvariant(), verdict.StallCount, SecretMask.Mask(verdict.Fingerprint), verdict.Recommend,
            [.. verdict.DeadEnds.Select(SecretMask.Mask)], SecretMask.Mask(verdict.Reason));
        LogOutputs();

        switch (verdict.Severity < most ? verdict.Severity : most)
        {
            case VerdictSeverity.Error:
                Log.LogCodedError(VerdictCodes.Of(verdict.Kind)!, Journal, VerdictText.Of(verdict));
                break;
            case VerdictSeverity.Warning:
                Log.LogCodedWarning(VerdictCodes.Of(verdict.Kind)!, Journal, VerdictText.Of(verdict));
                break;
        }
    }

    /// <summary>Of a project without a command, the worst of its streams counts.</summary>
    private Verdicts.Verdict Judge(int threshold)
    {
        try
        {
            var journal = new JournalReader(Journal, RepositoryRoot.FindOf(JournalDirectory));
            if (Command.Length == 0 && Project.Length > 0)
            {
                var filter = StreamFilter.Of(Loop, Project, Framework.Length > 0 ? Framework : null, command: null);
                var loop = LoopState.Read(journal, filter, threshold);
                Report(loop.Skipped);
                return loop.Worst?.Verdict ?? StallDetector.Analyze([], threshold);
            }

            var tail = journal.Tail(Stream);
            Report(tail.Skipped);
            return StallDetector.Analyze(tail.Attempts, threshold);
        }
        catch (JournalException e)
        {
            if (HasWarned)
            {
                Log.LogMessage(MessageImportance.Low, "LoopJournal: {0}", VerdictText.OfUnreadable(e));
            }
            else
            {
                Log.LogCodedWarning(Codes.LinesSkipped, Journal, VerdictText.OfUnreadable(e));
            }

            return StallDetector.Analyze([], threshold);
        }
    }

    private void Report(SkippedLines skipped)
    {
        if (HostText.DescribeSkipped(skipped) is { } warning)
        {
            Log.LogCodedWarning(Codes.LinesSkipped, Journal, warning);
        }
    }

    private void LogOutputs()
    {
        Log.LogOutput(nameof(Verdict), Verdict);
        Log.LogOutput(nameof(StallCount), StallCount.ToString(CultureInfo.InvariantCulture));
        Log.LogOutput(nameof(Fingerprint), Fingerprint);
        Log.LogOutput(nameof(Recommend), Recommend);
        Log.LogOutput(nameof(DeadEnds), string.Join("; ", DeadEnds));
        Log.LogOutput(nameof(Reason), Reason);
    }
}
