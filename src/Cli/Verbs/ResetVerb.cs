namespace LoopJournal.Cli.Verbs;

/// <summary><c>reset</c>: counting starts again; the records stay.</summary>
internal static class ResetVerb
{
    public static Command Create(ToolContext context)
    {
        var note = SharedOptions.CreateText("--note", "Why.", "text");
        var verb = new Verb(
            "reset",
            "Start counting again, because the plan has changed. Nothing is deleted.",
            "reset --note 'the API is gone, another plan'",
            "reset --project Shop.Tests") { note };
        var options = LoopOptions.AddTo(verb, context);
        return verb.WithAction(parsed =>
        {
            var location = options.GetLocation(parsed);
            var filter = options.GetFilter(parsed);
            var loop = options.Read(parsed);
            var streams = filter.IsWholeLoop ? [new StreamKey(loop.Loop, "", "", "")] : loop.Streams.Select(stream => stream.Key).ToArray();
            var recorder = location.Recorder;
            foreach (var stream in streams)
            {
                var recorded = Record(recorder, location, stream, parsed.GetValue(note) ?? "");
                if (recorded.Problem is { } problem)
                {
                    throw new JournalException(problem);
                }

                var name = filter.IsWholeLoop ? "every stream" : Quoted.From(AttemptLine.GetStreamName(stream), 120);
                var ofLoop = loop.Loop.Length > 0 ? $" of loop {Quoted.From(loop.Loop, 120)}" : "";
                context.Output.WriteLine($"reset: {name}{ofLoop} counts from zero again");
            }

            AttemptReporter.WriteClaimed(recorder, location, context);
            if (streams.Length == 0)
            {
                context.Output.WriteLine("reset: no stream has these names, nothing to do");
            }

            return ExitCodes.Done;
        });
    }

    private static RecordedAttempt Record(AttemptRecorder recorder, JournalLocation location, StreamKey stream, string note)
    {
        var inputs = new AttemptInputs
        {
            Id = AttemptInputs.CreateId(),
            Loop = stream.Loop,
            Project = stream.Project,
            Framework = stream.Framework,
            Command = stream.Command,
            Note = note,
            Commit = location.GitStatus.GetCommit(),
            Root = location.Root,
        };
        return recorder.RecordOutputs(inputs, Gates.Reset, stage: "", exitCode: 0, outputs: []);
    }
}
