using LoopJournal.Cli.Running;

namespace LoopJournal.Cli.Verbs;

/// <summary><c>run</c>: runs a command as a gate, passes its output through, and journals it when it ends.</summary>
internal static class RunVerb
{
    public static Command Create(ToolContext context)
    {
        var command = SharedOptions.CreateCommand();
        var timeout = SharedOptions.CreateTimeout("After how long the command is ended, and the attempt is blocked: 90, 90s, 15m, 1h.");
        var k = SharedOptions.CreateThreshold(context);
        var exitCode = SharedOptions.CreateExitCode();
        var brief = new Option<bool>("--brief")
        {
            Description = "Print one line on a pass, and the causes of a failure, instead of the output.",
        };
        var results = SharedOptions.CreateResults();
        var verb = new Verb(
            "run",
            "Run a command as the gate of an attempt, and journal it. Ends with the command's exit code.",
            "run -- npm test",
            "run --brief -- pytest",
            "run --results 'reports/*.xml' -- pytest --junitxml=reports/junit.xml",
            "run --action 'raise the timeout' --timeout 15m -- pytest -x",
            "run --exit-code -- make check || [ $? -ne 10 ]") { command, results, timeout, brief, k, exitCode };
        var reports = CodeOptions.AddTo(verb, context);
        var attempt = AttemptOptions.AddTo(verb, context, hasCommand: true);
        return verb.WithAction(parsed =>
        {
            var line = parsed.GetValue(command)!;
            var settings = reports.Read(parsed);
            var (location, inputs) = attempt.Read(parsed, CommandText.From(line));
            context.Output.Flush();
            context.Error.Flush();
            var isBrief = parsed.GetValue(brief);
            var how = new CommandSettings(context.Directory)
            {
                Variables = attempt.GetVariables(parsed),
                Timeout = parsed.GetValue(timeout),
                Show = isBrief ? _ => { } : null,
                Input = context.GateInput,
                Stop = context.Stop,
            };
            using var gate = GateAttempt.Record(line, inputs, location, parsed.GetValue(k), parsed.GetValue(results)!, how);
            var recorded = gate.Recorded;
            AttemptReporter.WriteClaimed(gate.Recorder, location, context);
            if (isBrief)
            {
                var flaky = recorded.Verdict.Flaky;
                FailuresText.GetLines([.. gate.Attempts.Select(a => (a, flaky))], FailuresText.DefaultLength, location.ReadSources)
                    .ToList().ForEach(context.Output.WriteLine);
            }

            var isError = HostText.GetCodes(recorded.Verdict, settings).Any(row => row.IsError);
            if (!recorded.IsNested || isBrief)
            {
                AttemptReporter.WriteEvidenceProblem(gate.ResultsProblem, context);
                AttemptReporter.WriteEvidenceProblem(recorded.EvidenceProblem, context);
                AttemptReporter.WriteEvidenceProblem(gate.Gate is Gates.Pass ? "" : DescribeCut(line), context);
                isError = AttemptReporter.Write(recorded, location, settings, isBrief ? TextWriter.Null : context.Error, context);
            }

            KeptLogs.Keep(
                location, inputs.Id, gate.Run.Log, gate.Gate is Gates.Pass ? null : context.Error.WriteLine, context);
            SyncStarter.Start(location, context);
            return !parsed.GetValue(exitCode) ? gate.Run.ExitCode
                : isError ? ExitCodes.Stalled
                : gate.IsAllKnown ? ExitCodes.Done
                : gate.Run.ExitCode;
        });
    }

    private static string DescribeCut(string[] command) => CommandText.FindCut(command) is { } cut
        ? $"the command cuts its output ({cut}), so one failure can look like another. Leave that out: the attempt needs the whole output."
        : "";
}
