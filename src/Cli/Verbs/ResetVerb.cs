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
            var scopes = options.Read(parsed).GetScopes(options.GetFilter(parsed));
            var recorder = location.Recorder;
            foreach (var (stream, _) in scopes)
            {
                Record(recorder, location, stream, parsed.GetValue(note) ?? "", GateResult.Reset(Stages.Command));
                context.Output.WriteLine($"reset: {GetName(stream)} counts from zero again");
            }

            AttemptReporter.WriteClaimed(recorder, location, context);
            if (scopes.Count == 0)
            {
                context.Output.WriteLine("reset: no stream has these names, nothing to do");
            }

            return ExitCodes.Done;
        });
    }

    /// <summary>A stream, or all of a loop where the rest of the names is blank.</summary>
    public static string GetName(StreamKey stream)
    {
        var isWhole = stream is { Project: "", Framework: "", Command: "" };
        var name = isWhole ? "every stream" : Quoted.From(AttemptLine.GetStreamName(stream), 120);
        return stream.Loop.Length > 0 ? $"{name} of loop {Quoted.From(stream.Loop, 120)}" : name;
    }

    /// <summary>Journals a reset.</summary>
    /// <exception cref="JournalException">It cannot be written.</exception>
    public static void Record(AttemptRecorder recorder, JournalLocation location, StreamKey stream, string note, GateResult reset)
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
        if (recorder.RecordReset(inputs, reset).Problem is { } problem)
        {
            throw new JournalException(problem);
        }
    }
}
