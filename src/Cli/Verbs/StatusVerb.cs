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
            var count = parsed.GetValue(n);
            var loop = options.Read(parsed, Math.Max(count, Strip.MaxRows));
            var strips = Strip.FindAll(loop);
            loop = loop with { Newest = [.. loop.Newest.TakeLast(count)] };
            return context.Answer(
                parsed.IsJson(format),
                json => WriteMembers(json, loop),
                () => StatusText.GetLines(
                    loop,
                    (strip, indent) => StripText.GetLines(strips[strip], indent, context.Width(), context.HasColors),
                    Strip.DescribeSymbols(strips.Take(StatusText.MaxStreams))));
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
