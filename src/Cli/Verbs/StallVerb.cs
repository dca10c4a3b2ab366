namespace LoopJournal.Cli.Verbs;

/// <summary><c>stall</c>: prints the verdict on the loop.</summary>
internal static class StallVerb
{
    public static Command Create(ToolContext context)
    {
        var json = new Option<bool>("--json") { Description = "The same as --format json." };
        var format = OutputFormat.CreateOption();
        var vanished = SharedOptions.CreateVanishedSeverity();
        var exitCode = SharedOptions.CreateExitCode();
        var verb = new Verb(
            "stall",
            "Say whether the loop is stalled.",
            "stall --exit-code || break",
            "stall --json --k 5",
            "stall --project Shop.Tests --framework net10.0") { json, format, vanished, exitCode };
        var options = LoopOptions.AddTo(verb, context);
        return verb.WithAction(parsed =>
        {
            var max = SharedOptions.GetVanishedSeverity(parsed, vanished, context);
            var isJson = parsed.GetValue(json) || parsed.IsJson(format);
            var loop = isJson ? options.Read(parsed) : options.ReadVerdicts(parsed); // the JSON has the number of all attempts
            context.Answer(isJson, writer => VerdictJson.Write(writer, loop), () => StallText.GetLines(loop));
            var isError = loop.Worst is { Verdict.Severity: VerdictSeverity.Error }
                || loop.Streams.Any(stream => PassText.GetSeverity(stream.Verdict.Pass, max) == VerdictSeverity.Error);
            return parsed.GetValue(exitCode) && isError ? ExitCodes.Stalled : ExitCodes.Done;
        });
    }
}
