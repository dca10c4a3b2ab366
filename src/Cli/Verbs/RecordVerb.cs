using System.CommandLine;

namespace LoopJournal.Cli.Verbs;

/// <summary><c>record</c>: journals an attempt whose gate was run outside the tool.</summary>
internal static class RecordVerb
{
    private const string DefaultCommand = "run";

    public static Command Create(Shell shell)
    {
        var gate = new Option<string>("--gate")
        {
            Description = "How the gate judged: pass, fail, blocked or reset.",
            HelpName = "gate",
            DefaultValueFactory = _ => Gates.Fail,
        };
        gate.AcceptOnlyFromAmong(Gates.Pass, Gates.Fail, Gates.Blocked, Gates.Reset);
        var output = new Option<string?>("--gate-output")
        {
            Description = "The gate's output: a log, a TRX or a SARIF file; '-' is standard input.",
            HelpName = "file",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var verb = new Verb(
            "record",
            "Journal an attempt: what was tried, and how the gate judged it.",
            "record --gate fail --action 'add retry to fetch' --gate-output test.log",
            "record --gate pass --action 'close the connection'",
            "npm test 2>&1 | tee test.log; loop-journal record --gate fail --gate-output test.log") { gate, output };
        var attempt = AttemptOptions.AddTo(verb, shell);
        verb.SetAction(parsed =>
        {
            var (place, inputs) = attempt.Read(parsed, DefaultCommand);
            var judged = parsed.GetValue(gate)!;
            using var log = judged is Gates.Pass or Gates.Reset ? null
                : parsed.GetResult(output) is { Implicit: false } ? GateOutputs.Open(parsed.GetValue(output) ?? GateOutputs.StandardInput, shell)
                : null;
            var recorder = place.Recorder;
            var recorded = recorder.RecordOutputs(inputs, judged, stage: "", exitCode: 0, log is null ? [] : [log]);
            Cli.Report.Claimed(recorder, place, shell);
            Cli.Report.EvidenceProblem(recorded.EvidenceProblem, shell);
            return Report(recorded, shell);
        });
        return verb;
    }

    private static int Report(RecordedAttempt recorded, Shell shell)
    {
        var attempt = recorded.Attempt;
        if (recorded.Problem is { } problem)
        {
            shell.Error.WriteLine($"{OneLine.Of(problem)} The record: {AttemptJson.Write(attempt)}");
            return ExitCodes.Journal;
        }

        var fingerprint = attempt.Fingerprint.Length > 0 ? attempt.Fingerprint : "-";
        shell.Output.WriteLine(
            $"  recorded iter={attempt.Iteration} gate={attempt.Gate} fp={fingerprint} action={Quoted.Of(attempt.Action, 50)}");
        shell.Output.WriteLine("recorded");
        return ExitCodes.Done;
    }
}
