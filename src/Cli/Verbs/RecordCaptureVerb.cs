using System.Runtime.InteropServices;

namespace LoopJournal.Cli.Verbs;

/// <summary>
/// <c>record-capture</c>, which a test platform's extension starts with a run: waits for its end, journals the capture and prints the
/// verdict. Ends with 0 whatever happens: a fault of the journal never fails a test run.
/// </summary>
internal static class RecordCaptureVerb
{
    public static Command Create(ToolContext context)
    {
        var k = SharedOptions.CreateThreshold(context);
        var journal = SharedOptions.CreateJournal();
        var root = new Option<string?>("--root") { Description = "The repository's root." };
        const string ends = "The runner writes its exit code, a line break and the capture's path to standard input.";
        var verb = new Verb("record-capture", "Journal a test run when it has ended. " + ends)
        {
            k, journal, root,
        };
        var reports = CodeOptions.AddTo(verb, context);
        verb.Hidden = true; // not for people
        return verb.WithAction(parsed =>
        {
            // Ctrl+C reaches this process too: the runner then ends the run itself, and has it journaled
            using var ignored = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
            var location = JournalLocation.Find(parsed.GetValue(journal), context);
            location = parsed.GetValue(root) is { } given ? location with { Root = given } : location;
            var recorder = location.CreateRecorder(parsed.GetValue(k));
            recorder.Prepare();
            if (ReadEnd(context) is not var (capture, exitCode))
            {
                return ExitCodes.Done; // the runner was killed: the next attempt journals the run
            }

            var file = context.GetFullPath(capture);
            var (inputs, problem) = ReadHeader(file);
            var recorded = inputs is null ? recorder.FindClaimed(file) : recorder.RecordTestRun(file, inputs, exitCode);
            AttemptReporter.WriteClaimed(recorder, location, context);
            if (recorded is not null)
            {
                AttemptReporter.Write(recorded, location, reports.Read(parsed), context.Output, context);
                SyncStarter.Start(location, context);
            }
            else if (inputs is null)
            {
                context.Error.WriteLine($"warning {Codes.NotWritten}: The attempt was not written to the journal: {Quoted.From(problem)}");
            }

            return ExitCodes.Done;
        });
    }

    /// <summary>Waits for the end of a run: the runner writes its exit code, a line break and the path of the capture.</summary>
    private static (string Capture, int ExitCode)? ReadEnd(ToolContext context)
    {
        using var input = new StreamReader(context.Input());
        return int.TryParse(input.ReadLine(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exitCode)
            && input.ReadToEnd() is { Length: > 0 } capture ? (capture, exitCode) : null;
    }

    private static (AttemptInputs? Inputs, string Problem) ReadHeader(string capture)
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
