namespace LoopJournal.Cli.Verbs;

/// <summary><c>proof</c>: says whether the files as they are now have passed, in full.</summary>
internal static class ProofVerb
{
    private static readonly TimeSpan GitTimeout = TimeSpan.FromMinutes(1);

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
            var location = options.GetLocation(parsed);
            var files = location.WorkingTree;
            var loop = options.ReadCurrent(parsed);
            var tree = files.Take(GitTimeout);
            if (tree.Length == 0 && (loop.Records > 0 || !location.GitStatus.IsRepository))
            {
                context.Error.WriteLine("not known: git has no snapshot of the files (no repository, no git, or not within 60 s)");
                return ExitCodes.Failed;
            }

            var proof = location.FindProof(loop, tree);
            var outside = files.CountOutside(GitTimeout);
            var isJson = parsed.GetValue(json) || parsed.IsJson(format);
            context.Answer(isJson, writer => ProofText.Write(writer, proof, outside), () => ProofText.GetLines(proof, outside));
            return parsed.GetValue(exitCode) && !proof.IsProven ? ExitCodes.NotProven : ExitCodes.Done;
        });
    }
}
