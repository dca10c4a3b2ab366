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
            var (count, isJson) = (parsed.GetValue(n), parsed.IsJson(format));
            var loop = options.ReadStreams(parsed, isJson ? count : Math.Max(count, Strip.MaxRows));
            var others = options.GetLocation(parsed).OtherRows;
            return context.Answer(
                isJson,
                json => WriteMembers(json, loop, others),
                () => [.. GetLines(loop, count, context), .. OtherRowsText.GetLines(others)]);
        });
    }

    private static IEnumerable<string> GetLines(LoopState loop, int count, ToolContext context)
    {
        var strips = Strip.FindAll(loop);
        var width = context.Width();
        return StatusText.GetLines(
            loop with { Newest = [.. loop.Newest.TakeLast(count)] },
            (stream, indent) => StripText.GetLines(strips[stream], indent, width, context.HasColors),
            Strip.DescribeSymbols(strips.Take(StatusText.MaxStreams)));
    }

    private static void WriteMembers(Utf8JsonWriter json, LoopState loop, IReadOnlyList<JournalReader> others)
    {
        json.WriteNumber("records", loop.Records);
        VerdictJson.Write(json, loop);
        VerdictJson.WriteObjects(json, "newest", loop.Newest, attempt =>
        {
            ResumeJson.WriteAttempt(json, attempt);
            VerdictJson.WriteStream(json, attempt.Stream);
        });
        VerdictJson.WriteObjects(json, "others", OtherRowsText.FindNewest(others), attempt =>
        {
            ResumeJson.WriteAttempt(json, attempt);
            VerdictJson.WriteStream(json, attempt.Stream);
            VerdictJson.WriteText(json, "writer", OtherRows.GetWriter(attempt));
        });
    }
}
