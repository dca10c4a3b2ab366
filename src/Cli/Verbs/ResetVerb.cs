using System.CommandLine;

namespace LoopJournal.Cli.Verbs;

/// <summary><c>reset</c>: counting starts again; the records stay.</summary>
internal static class ResetVerb
{
    public static Command Create(Shell shell)
    {
        var note = new Option<string?>("--note") { Description = "Why.", HelpName = "text" };
        var verb = new Verb(
            "reset",
            "Start counting again, because the plan has changed. Nothing is deleted.",
            "reset --note 'the API is gone, another plan'",
            "reset --project Shop.Tests") { note };
        var options = LoopOptions.AddTo(verb, shell);
        verb.SetAction(parsed =>
        {
            var place = options.Place(parsed);
            var filter = options.Filter(parsed);
            var loop = options.Read(parsed);
            var streams = filter.IsWholeLoop ? [new StreamKey(loop.Loop, "", "", "")] : loop.Streams.Select(stream => stream.Key).ToArray();
            var recorder = place.Recorder;
            foreach (var stream in streams)
            {
                var recorded = Record(recorder, place, stream, parsed.GetValue(note) ?? "");
                if (recorded.Problem is { } problem)
                {
                    throw new JournalException(problem);
                }

                var name = filter.IsWholeLoop ? "every stream" : Quoted.Of(AttemptLine.StreamName(stream), 120);
                var ofLoop = loop.Loop.Length > 0 ? $" of loop {Quoted.Of(loop.Loop, 120)}" : "";
                shell.Output.WriteLine($"reset: {name}{ofLoop} counts from zero again");
            }

            Report.Claimed(recorder, place, shell);
            if (streams.Length == 0)
            {
                shell.Output.WriteLine("reset: no stream has these names, nothing to do");
            }

            return ExitCodes.Done;
        });
        return verb;
    }

    private static RecordedAttempt Record(AttemptRecorder recorder, JournalPlace place, StreamKey stream, string note)
    {
        var inputs = new AttemptInputs
        {
            Id = AttemptInputs.NewId(),
            Loop = stream.Loop,
            Project = stream.Project,
            Framework = stream.Framework,
            Command = stream.Command,
            Note = note,
            Commit = place.Checkout.Commit(),
            Root = place.Root,
        };
        return recorder.RecordOutputs(inputs, Gates.Reset, stage: "", exitCode: 0, outputs: []);
    }
}
