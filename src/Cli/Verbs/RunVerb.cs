using System.ComponentModel;
using LoopJournal.Cli.Running;

namespace LoopJournal.Cli.Verbs;

/// <summary><c>run</c>: runs a command as a gate, passes its output through, and journals it when it ends.</summary>
internal static class RunVerb
{
    /// <summary>How long the command waits for the snapshot. Else it would have the files that the command writes at its start.</summary>
    private static readonly TimeSpan SnapshotLead = TimeSpan.FromMilliseconds(250);

    public static Command Create(ToolContext context)
    {
        var command = new Argument<string[]>("command")
        {
            Description = "The command and its arguments, after '--'.",
            Arity = ArgumentArity.OneOrMore,
        };
        var timeout = new Option<TimeSpan?>("--timeout")
        {
            Description = "After how long the command is ended, and the attempt is blocked: 90, 90s, 15m, 1h.",
            HelpName = "time",
            CustomParser = result =>
            {
                var text = result.Tokens[^1].Value;
                if (ReadDuration(text) is { } time)
                {
                    return time;
                }

                result.AddError($"--timeout is {Quoted.From(text, 80)}. allowed: a number above 0, of seconds or with s, m or h after it");
                return null;
            },
        };
        var k = SharedOptions.CreateThreshold(context);
        var exitCode = SharedOptions.CreateExitCode();
        var brief = new Option<bool>("--brief")
        {
            Description = "Print one line on a pass, and the causes of a failure, instead of the output.",
        };
        var results = new Option<string[]>("--results")
        {
            Description = "The files of test results that the command writes: JUnit XML, CTRF or TRX. More than one may be given.",
            HelpName = "pattern",
        };
        var verb = new Verb(
            "run",
            "Run a command as the gate of an attempt, and journal it. Ends with the command's exit code.",
            "run -- npm test",
            "run --brief -- pytest",
            "run --results 'reports/*.xml' -- pytest --junitxml=reports/junit.xml",
            "run --action 'raise the timeout' --timeout 15m -- pytest -x",
            "run --exit-code -- make check || [ $? -ne 10 ]") { command, results, timeout, brief, k, exitCode };
        var reports = ReportOptions.AddTo(verb, context);
        var attempt = AttemptOptions.AddTo(verb, context, hasCommand: true);
        return verb.WithAction(parsed =>
        {
            var line = parsed.GetValue(command)!;
            var settings = reports.Read(parsed);
            var (location, inputs) = attempt.Read(parsed, CommandText.From(line));
            context.Output.Flush();
            context.Error.Flush();
            var recorder = location.CreateRecorder(parsed.GetValue(k));
            var snapshot = recorder.StartSnapshotAsync();
            snapshot.Wait(SnapshotLead);
            using var files = ResultFiles.Remember(context.Directory, [.. parsed.GetValue(results)!, .. ResultPattern.FindKnown(line)]);
            var since = recorder.GetJournalLength();
            GateRun run;
            try
            {
                run = GateCommand.Run(
                    line, context.Directory, attempt.GetVariables(parsed), parsed.GetValue(timeout), parsed.GetValue(brief));
            }
            catch (Win32Exception e)
            {
                var program = Quoted.From(line[0], 80);
                context.Error.WriteLine($"loop-journal: cannot run {program}, so nothing is recorded: {Quoted.From(e.Message)}");
                return e.NativeErrorCode == 2 ? ExitCodes.NotFound : ExitCodes.CannotExecute;
            }

            using var log = run.Log;
            var gate = run.IsBlocked ? Gates.Blocked : run.ExitCode == 0 ? Gates.Pass : Gates.Fail;
            inputs = inputs with { Tree = snapshot.GetAwaiter().GetResult() };
            var outputs = files.Open(log);
            var stage = outputs.Log is null ? Stages.Command : ""; // files of results say what was gated
            var recorded = recorder.RecordOutputs(inputs, gate, stage, run.ExitCode, outputs, causes: null, run.Duration, since);
            AttemptReporter.WriteClaimed(recorder, location, context);
            var isBrief = parsed.GetValue(brief);
            if (isBrief)
            {
                IReadOnlyList<Attempt> attempts = recorded.IsNested ? recorded.Nested : [recorded.Attempt];
                var flaky = recorded.Verdict.Flaky;
                FailuresText.GetLines([.. attempts.Select(a => (a, flaky))], FailuresText.DefaultLength, location.ReadSources)
                    .ToList().ForEach(context.Output.WriteLine);
            }

            var isError = HostText.GetCodes(recorded.Verdict, settings).Any(row => row.IsError);
            if (!recorded.IsNested || isBrief)
            {
                AttemptReporter.WriteEvidenceProblem(files.Problem, context);
                AttemptReporter.WriteEvidenceProblem(recorded.EvidenceProblem, context);
                AttemptReporter.WriteEvidenceProblem(gate is Gates.Pass ? "" : DescribeCut(line), context);
                isError = AttemptReporter.Write(recorded, location, settings, isBrief ? TextWriter.Null : context.Error, context);
            }

            KeepLog(location, inputs.Id, gate, log, context);
            var isAllKnown = recorded.Nested.Any(attempt => attempt.IsAllKnown) && recorded.Nested.All(attempt => attempt.HasPassed);
            return !parsed.GetValue(exitCode) ? run.ExitCode : isError ? ExitCodes.Stalled : isAllKnown ? ExitCodes.Done : run.ExitCode;
        });
    }

    private static void KeepLog(JournalLocation location, string id, string gate, Stream log, ToolContext context)
    {
        try
        {
            log.Position = 0;
            var path = new KeptLogs(new(location.Directory, location.Root)).Keep(id, log);
            if (gate is not Gates.Pass)
            {
                context.Error.WriteLine($"LoopJournal: the whole output is in {Quoted.From(path)}");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            context.Error.WriteLine($"LoopJournal: the output was not kept: {Quoted.From(e.Message)}");
        }
    }

    private static string DescribeCut(string[] command) => CommandText.FindCut(command) is { } cut
        ? $"the command cuts its output ({cut}), so one failure can look like another. Leave that out: the attempt needs the whole output."
        : "";

    private static TimeSpan? ReadDuration(string text)
    {
        var (digits, unit) = text switch
        {
            [.. var number, 's'] => (number, 1),
            [.. var number, 'm'] => (number, 60),
            [.. var number, 'h'] => (number, 3600),
            _ => (text, 1),
        };
        return double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
                && seconds * unit is > 0 and <= 2_000_000
            ? TimeSpan.FromSeconds(seconds * unit) : null;
    }
}
