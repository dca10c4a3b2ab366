namespace LoopJournal.Cli.Verbs;

/// <summary>
/// <c>record-capture</c>, which a test platform's extension starts at the end of a run: journals the capture and prints the verdict.
/// Ends with 0 whatever happens: a fault of the journal never fails a test run.
/// </summary>
internal static class RecordCaptureVerb
{
    public static Command Create(ToolContext context)
    {
        var capture = new Argument<string>("file") { Description = "The capture." };
        var exitCode = new Option<int>("--exit-code") { Description = "The runner's exit code.", Required = true };
        var k = SharedOptions.CreateThreshold(context);
        var journal = SharedOptions.CreateJournal();
        var verb = new Verb("record-capture", "Journal the capture of a finished test run.", "record-capture FILE --exit-code 2")
        {
            capture, exitCode, k, journal,
        };
        var reports = CodeOptions.AddTo(verb, context);
        verb.Hidden = true; // not for people
        return verb.WithAction(parsed =>
        {
            var file = context.GetFullPath(parsed.GetValue(capture)!);
            var (inputs, problem) = ReadHeader(file);

            // the usual place of a capture is <journal's folder>/captures
            var location = JournalLocation.Find(parsed.GetValue(journal) ?? Path.GetDirectoryName(Path.GetDirectoryName(file)), context);
            location = inputs is { Root.Length: > 0 } ? location with { Root = inputs.Root } : location;
            var recorder = location.CreateRecorder(parsed.GetValue(k));
            var recorded = inputs is null ? recorder.FindClaimed(file) : recorder.RecordTestRun(file, inputs, parsed.GetValue(exitCode));
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
