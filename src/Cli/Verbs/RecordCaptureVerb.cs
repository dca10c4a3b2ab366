using System.CommandLine;
using System.Text;
using LoopJournal.Journal;
using LoopJournal.Reports;
using LoopJournal.Stalls;

namespace LoopJournal.Cli.Verbs;

/// <summary>
/// <c>record-capture</c>, which a test platform's extension starts at the end of a run: journals the capture and says what it means.
/// Ends with 0 whatever happens: a test run is never failed for the journal's sake.
/// </summary>
internal static class RecordCaptureVerb
{
    public static Command Create(Shell shell)
    {
        var capture = new Argument<string>("file") { Description = "The capture." };
        var exitCode = new Option<int>("--exit-code") { Description = "The runner's exit code.", Required = true };
        var k = Common.Threshold(shell);
        var severity = new Option<string>("--severity") { Description = "The most that a verdict may be.", DefaultValueFactory = _ => "error" };
        severity.AcceptOnlyFromAmong("error", "warning", "none");
        var journal = Common.Journal();
        var verb = new Command("record-capture", "Journal the capture of a finished test run.") { capture, exitCode, k, severity, journal };
        verb.Hidden = true;
        verb.SetAction(parsed =>
        {
            var file = Path.GetFullPath(parsed.GetValue(capture)!, shell.Directory);
            var most = Enum.Parse<VerdictSeverity>(parsed.GetValue(severity)!, ignoreCase: true);
            if (Header(file, shell) is { } inputs)
            {
                // the usual place of a capture is <journal's folder>/captures
                var place = JournalPlace.Find(parsed.GetValue(journal) ?? Path.GetDirectoryName(Path.GetDirectoryName(file)), shell) with { Root = inputs.Root };
                if (place.Recorder.RecordTestRun(file, inputs, parsed.GetValue(exitCode)) is { } recorded)
                {
                    Report(recorded, place, parsed.GetValue(k), most, shell);
                }
            }

            return ExitCodes.Done;
        });
        return verb;
    }

    private static AttemptInputs? Header(string capture, Shell shell)
    {
        try
        {
            using var lines = new StreamReader(capture);
            if (AttemptInputs.FromJson(Encoding.UTF8.GetBytes(lines.ReadLine() ?? "")) is { } inputs)
            {
                return inputs;
            }

            shell.Error.WriteLine($"warning LOOP0002: The attempt was not written to the journal: {OneLine.Of(capture)} is no capture.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            shell.Error.WriteLine($"warning LOOP0002: The attempt was not written to the journal: {OneLine.Of(e.Message)}");
        }

        return null;
    }

    private static void Report(RecordedAttempt recorded, JournalPlace place, int k, VerdictSeverity most, Shell shell)
    {
        if (recorded.JournalCreated)
        {
            shell.Output.WriteLine(
                $"LoopJournal: attempts are recorded in {OneLine.Of(place.Path)} (deleting it is safe; to switch it off: -p:LoopJournalEnabled=false, or the property in the project).");
        }

        shell.Output.WriteLine("LoopJournal: " + OneLine.Of(AttemptLine.Of(recorded)));
        if (recorded.Problem is { } problem)
        {
            shell.Error.WriteLine(
                $"warning LOOP0002: The attempt was not written to the journal: {OneLine.Of(problem)} The record: {AttemptJson.Write(recorded.Attempt)}");
        }
        else if (!recorded.Attempt.Clears)
        {
            var verdict = StallDetector.Analyze(new JournalReader(place.Path).Tail(recorded.Attempt.Stream).Attempts, k);
            var severity = verdict.Severity < most ? verdict.Severity : most;
            if (severity != VerdictSeverity.None)
            {
                shell.Error.WriteLine($"{severity.ToString().ToLowerInvariant()} {VerdictCodes.Of(verdict.Kind)}: {VerdictText.Of(verdict)}");
            }
        }
    }
}
