using System.CommandLine;

namespace LoopJournal.Cli.Verbs;

/// <summary><c>stall</c>: says what the attempts mean for the loop.</summary>
internal static class StallVerb
{
    public static Command Create(Shell shell)
    {
        var json = new Option<bool>("--json") { Description = "The same as --format json." };
        var format = OutputFormat.Option();
        var exitCode = new Option<bool>("--exit-code") { Description = "End with 10 where the verdict is an error." };
        var verb = new Verb(
            "stall",
            "Say whether the loop is stalled.",
            "stall --exit-code || break",
            "stall --json --k 5",
            "stall --project Shop.Tests --framework net10.0") { json, format, exitCode };
        var options = LoopOptions.AddTo(verb, shell);
        verb.SetAction(parsed =>
        {
            var isJson = parsed.GetValue(json) || parsed.IsJson(format);
            var loop = isJson ? options.Read(parsed) : options.ReadVerdicts(parsed); // the JSON has the number of all attempts
            shell.Answer(isJson, writer => VerdictJson.Write(writer, loop), StallText.Of(loop));
            return parsed.GetValue(exitCode) && loop.Worst is { Verdict.Severity: VerdictSeverity.Error } ? ExitCodes.Stalled : ExitCodes.Done;
        });
        return verb;
    }
}
