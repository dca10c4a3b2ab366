namespace LoopJournal.Cli.Verbs;

/// <summary><c>resume</c>: prints the summary that an agent reads at the top of a turn.</summary>
internal static class ResumeVerb
{
    public static Command Create(ToolContext context)
    {
        var format = OutputFormat.CreateOption();
        var bytes = SharedOptions.CreateMaxBytes(ResumeText.DefaultLength);
        var verb = new Verb(
            "resume",
            "Summarize the loop for the next attempt: what fails, what was tried and how it ended, what to avoid.",
            "resume",
            "resume --max-bytes 8000",
            "resume --loop nightly --format json") { format, bytes };
        var options = LoopOptions.AddTo(verb, context);
        return verb.WithAction(parsed =>
        {
            var loop = options.ReadStreams(parsed);
            var location = options.GetLocation(parsed);
            return context.Answer(
                parsed.IsJson(format),
                json =>
                {
                    WriteMembers(json, loop, loop.Worst is { } worst ? location.FindEdits(worst.Attempts[^1]).Names : []);
                    LearnedText.Write(json, location.FindLearned(loop));
                },
                () => location.Summarize(loop, options.GetThreshold(parsed), parsed.GetValue(bytes)));
        });
    }

    private static void WriteMembers(Utf8JsonWriter json, LoopState loop, IReadOnlyList<string> changed)
    {
        VerdictJson.Write(json, loop);
        ResumeJson.Write(json, loop, changed);
    }
}
