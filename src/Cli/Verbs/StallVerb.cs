namespace LoopJournal.Cli.Verbs;

/// <summary><c>stall</c>: prints the verdict on the loop.</summary>
internal static class StallVerb
{
    public static Command Create(ToolContext context)
    {
        var json = new Option<bool>("--json") { Description = "The same as --format json." };
        var format = OutputFormat.CreateOption();
        var exitCode = SharedOptions.CreateExitCode();
        var verb = new Verb(
            "stall",
            "Say whether the loop is stalled.",
            "stall --exit-code || break",
            "stall --json --k 5",
            "stall --project Shop.Tests --framework net10.0") { json, format, exitCode };
        var reports = CodeOptions.AddTo(verb, context, hasSeverity: false);
        var options = LoopOptions.AddTo(verb, context);
        return verb.WithAction(parsed =>
        {
            var settings = reports.Read(parsed) with { Max = VerdictSeverity.None };
            var isJson = parsed.GetValue(json) || parsed.IsJson(format);
            var loop = isJson ? options.ReadStreams(parsed) : options.ReadVerdicts(parsed); // the JSON has the number of all attempts
            context.Answer(
                isJson,
                writer =>
                {
                    VerdictJson.Write(writer, loop, settings.Budget);
                    LearnedText.Write(writer, options.GetLocation(parsed).FindLearned(loop));
                },
                () => StallText.GetLines(loop, settings.Budget));
            var isError = loop.Worst is { Verdict.Severity: VerdictSeverity.Error }
                || loop.Streams.Any(stream => HostText.GetCodes(stream.Verdict, settings).Any(raised => raised.IsError));
            return parsed.GetValue(exitCode) && isError ? ExitCodes.Stalled : ExitCodes.Done;
        });
    }
}
