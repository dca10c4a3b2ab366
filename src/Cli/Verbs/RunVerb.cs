using System.CommandLine;
using System.ComponentModel;
using System.Globalization;
using LoopJournal.Cli.Running;

namespace LoopJournal.Cli.Verbs;

/// <summary><c>run</c>: runs a command as a gate, passes its output through, and journals it when it has ended.</summary>
internal static class RunVerb
{
    public static Command Create(Shell shell)
    {
        var command = new Argument<string[]>("command") { Description = "The command and its arguments, after '--'.", Arity = ArgumentArity.OneOrMore };
        var timeout = new Option<TimeSpan?>("--timeout")
        {
            Description = "After how long the command is ended, and the attempt is blocked: 90, 90s, 15m, 1h.",
            HelpName = "time",
            CustomParser = result =>
            {
                var text = result.Tokens[^1].Value;
                if (Duration(text) is { } time)
                {
                    return time;
                }

                result.AddError($"--timeout is {Quoted.Of(text, 80)}. allowed: a number above 0, of seconds or with s, m or h behind it");
                return null;
            },
        };
        var k = Common.Threshold(shell);
        var severity = Common.Severity();
        var exitCode = new Option<bool>("--exit-code") { Description = "End with 10 where the verdict is an error." };
        var verb = new Verb(
            "run",
            "Run a command as the gate of an attempt, and journal it. Ends with the command's exit code.",
            "run -- npm test",
            "run --action 'raise the timeout' --timeout 15m -- pytest -x",
            "run --exit-code -- make check || [ $? -ne 10 ]") { command, timeout, k, severity, exitCode };
        var attempt = AttemptOptions.AddTo(verb, shell, hasCommand: true);
        verb.SetAction(parsed =>
        {
            var line = parsed.GetValue(command)!;
            var most = Common.SeverityOf(parsed, severity, shell);
            var (place, inputs) = attempt.Read(parsed, CommandText.Of(line));
            shell.Output.Flush();
            shell.Error.Flush();
            var recorder = place.RecorderFor(parsed.GetValue(k));
            var snapshot = recorder.StartSnapshotAsync();
            var since = recorder.GetJournalLength();
            GateRun run;
            try
            {
                run = GateCommand.Run(line, shell.Directory, attempt.Variables(parsed), parsed.GetValue(timeout));
            }
            catch (Win32Exception e)
            {
                shell.Error.WriteLine($"loop-journal: cannot run {Quoted.Of(line[0], 80)}, so nothing is recorded: {Quoted.Of(e.Message)}");
                return e.NativeErrorCode == 2 ? ExitCodes.NotFound : ExitCodes.CannotExecute;
            }

            using var log = run.Log;
            var gate = run.IsBlocked ? Gates.Blocked : run.ExitCode == 0 ? Gates.Pass : Gates.Fail;
            inputs = inputs with { Tree = snapshot.GetAwaiter().GetResult() };
            var recorded = recorder.RecordOutputs(inputs, gate, Stages.Command, run.ExitCode, [log], causes: null, run.Duration, since);
            Report.Claimed(recorder, place, shell);
            var verdict = recorded.Verdict.Severity;
            if (!recorded.IsNested)
            {
                Report.EvidenceProblem(recorded.EvidenceProblem, shell);
                verdict = Report.Write(recorded, place, most, shell.Error, shell);
            }

            return parsed.GetValue(exitCode) && verdict == VerdictSeverity.Error && most == VerdictSeverity.Error ? ExitCodes.Stalled : run.ExitCode;
        });
        return verb;
    }

    private static TimeSpan? Duration(string text)
    {
        var (digits, unit) = text switch
        {
            [.. var number, 's'] => (number, 1),
            [.. var number, 'm'] => (number, 60),
            [.. var number, 'h'] => (number, 3600),
            _ => (text, 1),
        };
        return double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds * unit is > 0 and <= 2_000_000
            ? TimeSpan.FromSeconds(seconds * unit)
            : null;
    }
}
