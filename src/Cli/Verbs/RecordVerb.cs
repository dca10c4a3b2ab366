namespace LoopJournal.Cli.Verbs;

/// <summary><c>record</c>: journals an attempt whose gate was run outside the tool.</summary>
internal static class RecordVerb
{
    private const string DefaultCommand = "run";

    public static Command Create(ToolContext context)
    {
        string[] gates = [Gates.Pass, Gates.Fail, Gates.Blocked, Gates.Reset];
        var gate = SharedOptions.CreateChoice("--gate", "How the gate judged: pass, fail, blocked or reset.", "gate", Gates.Fail, gates);
        var output = new Option<string?>("--gate-output")
        {
            Description = $"The gate's output: {ParsedOutput.Formats}; '-' is standard input.",
            HelpName = "file",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var verb = new Verb(
            "record",
            "Journal an attempt: what was tried, and how the gate judged it.",
            "record --gate fail --action 'add retry to fetch' --gate-output test.log",
            "record --gate pass --action 'close the connection'",
            "npm test 2>&1 | tee test.log; loop-journal record --gate fail --gate-output test.log") { gate, output };
        var reports = CodeOptions.AddTo(verb, context, hasSeverity: false);
        var attempt = AttemptOptions.AddTo(verb, context);
        return verb.WithAction(parsed =>
        {
            var settings = reports.Read(parsed) with { Max = VerdictSeverity.None }; // the verb stall says the verdict
            var (location, inputs) = attempt.Read(parsed, DefaultCommand);
            var judged = parsed.GetValue(gate)!;
            var recorder = location.Recorder;
            inputs = inputs with { Tree = judged == Gates.Reset ? "" : recorder.StartSnapshotAsync().GetAwaiter().GetResult() };
            var hasOutput = judged is not Gates.Reset && parsed.GetResult(output) is { Implicit: false };
            using var log = hasOutput ? OutputFiles.Open(parsed.GetValue(output) ?? OutputFiles.StandardInput, context) : null;
            var recorded = recorder.RecordOutputs(inputs, judged, stage: "", exitCode: 0, new(log is null ? [] : [log]));
            Cli.AttemptReporter.WriteClaimed(recorder, location, context);
            Cli.AttemptReporter.WriteEvidenceProblem(recorded.EvidenceProblem, context);
            var code = Report(recorded, settings, context);
            SyncStarter.Start(location, context);
            return code;
        });
    }

    private static int Report(RecordedAttempt recorded, CodeSettings settings, ToolContext context)
    {
        var attempt = recorded.Attempt;
        if (recorded.Problem is { } problem)
        {
            context.Error.WriteLine($"{OneLine.From(problem)} The record: {AttemptJson.Write(attempt)}");
            return ExitCodes.Journal;
        }

        var fingerprint = attempt.Fingerprint.Length > 0 ? attempt.Fingerprint : "-";
        context.Output.WriteLine(
            $"  recorded iter={attempt.Iteration} gate={attempt.Gate} fp={fingerprint} action={Quoted.From(attempt.Action, 50)}");
        context.Output.WriteLine("recorded");
        Cli.AttemptReporter.WriteRaised(HostText.GetCodes(recorded.Verdict, settings), context);
        return ExitCodes.Done;
    }
}
