using System.CommandLine;
using System.Text;

namespace LoopJournal.Cli.Verbs;

/// <summary>
/// <c>record-capture</c>, which a test platform's extension starts at the end of a run: journals the capture and prints the verdict.
/// Ends with 0 whatever happens: a fault of the journal never fails a test run.
/// </summary>
internal static class RecordCaptureVerb
{
    public static Command Create(Shell shell)
    {
        var capture = new Argument<string>("file") { Description = "The capture." };
        var exitCode = new Option<int>("--exit-code") { Description = "The runner's exit code.", Required = true };
        var k = Common.Threshold(shell);
        var severity = Common.Severity();
        var journal = Common.Journal();
        var verb = new Verb("record-capture", "Journal the capture of a finished test run.", "record-capture FILE --exit-code 2")
        {
            capture, exitCode, k, severity, journal,
        };
        verb.Hidden = true; // not for people
        return verb.WithAction(parsed =>
        {
            var file = shell.GetFullPath(parsed.GetValue(capture)!);
            var (inputs, problem) = Header(file);

            // the usual place of a capture is <journal's folder>/captures
            var place = JournalPlace.Find(parsed.GetValue(journal) ?? Path.GetDirectoryName(Path.GetDirectoryName(file)), shell);
            place = inputs is { Root.Length: > 0 } ? place with { Root = inputs.Root } : place;
            var recorder = place.RecorderFor(parsed.GetValue(k));
            var recorded = inputs is null ? recorder.FindClaimed(file) : recorder.RecordTestRun(file, inputs, parsed.GetValue(exitCode));
            Report.Claimed(recorder, place, shell);
            if (recorded is not null)
            {
                Report.Write(recorded, place, Common.SeverityOf(parsed, severity, shell), shell.Output, shell);
            }
            else if (inputs is null)
            {
                shell.Error.WriteLine($"warning {Codes.NotWritten}: The attempt was not written to the journal: {Quoted.Of(problem)}");
            }

            return ExitCodes.Done;
        });
    }

    private static (AttemptInputs? Inputs, string Problem) Header(string capture)
    {
        try
        {
            using var lines = new StreamReader(capture);
            return (InputsJson.Read(Encoding.UTF8.GetBytes(lines.ReadLine() ?? "")), $"{capture} is not a capture.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, e.Message);
        }
    }
}
