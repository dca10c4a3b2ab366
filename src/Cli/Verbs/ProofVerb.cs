namespace LoopJournal.Cli.Verbs;

/// <summary><c>proof</c>: says whether the files as they are now have passed, in full.</summary>
internal static class ProofVerb
{
    public static Command Create(ToolContext context)
    {
        var json = new Option<bool>("--json") { Description = "The same as --format json." };
        var format = OutputFormat.CreateOption();
        var exitCode = new Option<bool>("--exit-code") { Description = "End with 11 when the files are not proven." };
        var verb = new Verb(
            "proof",
            "Say whether exactly these files have passed, in full.",
            "proof",
            "proof --exit-code || echo go on",
            "proof --json --project Shop.Tests") { json, format, exitCode };
        var options = LoopOptions.AddTo(verb, context, "by default LoopId, else the branch");
        return verb.WithAction(parsed =>
        {
            if (options.GetLocation(parsed).FindProof(options.ReadCurrent(parsed)) is not var (proof, outside))
            {
                context.Error.WriteLine(ProofText.NotKnown);
                return ExitCodes.Failed;
            }

            var isJson = parsed.GetValue(json) || parsed.IsJson(format);
            context.Answer(isJson, writer => ProofText.Write(writer, proof, outside), () => ProofText.GetLines(proof, outside));
            return parsed.GetValue(exitCode) && !proof.IsProven ? ExitCodes.NotProven : ExitCodes.Done;
        });
    }
}
