namespace LoopJournal.Cli.Verbs;

/// <summary><c>status</c>: shows the streams with their verdicts, and the newest records.</summary>
internal static class StatusVerb
{
    private const int DefaultCount = 10;

    public static Command Create(ToolContext context)
    {
        var n = SharedOptions.CreateWholeNumber("--n", "How many of the newest records to show.", 1, int.MaxValue, () => DefaultCount);
        var format = OutputFormat.CreateOption();
        var verb = new Verb(
            "status",
            "Show the streams with their verdicts, the worst first, and the newest records.",
            "status",
            "status --n 30",
            "status --format json --loop main") { n, format };
        var options = LoopOptions.AddTo(verb, context);
        return verb.WithAction(parsed =>
        {
            var loop = options.Read(parsed, parsed.GetValue(n));
            return context.Answer(parsed.IsJson(format), json => WriteMembers(json, loop), () => StatusText.GetLines(loop));
        });
    }

    private static void WriteMembers(Utf8JsonWriter json, LoopState loop)
    {
        json.WriteNumber("records", loop.Records);
        VerdictJson.Write(json, loop);
        VerdictJson.WriteObjects(json, "newest", loop.Newest, attempt =>
        {
            ResumeJson.WriteAttempt(json, attempt);
            VerdictJson.WriteStream(json, attempt.Stream);
        });
    }
}
