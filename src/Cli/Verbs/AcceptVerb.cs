namespace LoopJournal.Cli.Verbs;

/// <summary><c>accept</c>: the failures of the newest runs are known from now on, and no verdict counts them.</summary>
internal static class AcceptVerb
{
    private const int NameLength = 120;

    public static Command Create(ToolContext context)
    {
        var note = SharedOptions.CreateText("--note", "Why.", "text");
        var undo = new Option<bool>("--undo") { Description = "Bring back the list of known failures before the newest accept." };
        var verb = new Verb(
            "accept",
            "Accept the failing tests of the newest runs: no verdict counts them until they fail in another way or are fixed.",
            "accept --note 'these two fail since the migration'",
            "accept --project Shop.Tests",
            "accept --undo") { note, undo };
        var options = LoopOptions.AddTo(verb, context);
        return verb.WithAction(parsed =>
        {
            var location = options.GetLocation(parsed);
            var isUndo = parsed.GetValue(undo);
            var rows = Acceptance.Find(options.Read(parsed), options.GetFilter(parsed), isUndo);
            if (rows.Find(row => row.IsTooMuch) is { Key: { } key })
            {
                context.Error.WriteLine(
                    $"accept: {ResetVerb.GetName(key)} has more than 2,000 failing tests, too many to be known. Nothing was accepted.");
                return ExitCodes.Failed;
            }

            var recorder = location.Recorder;
            foreach (var row in rows)
            {
                ResetVerb.Record(recorder, location, row.Key, parsed.GetValue(note) ?? "", row.Row);
                var names = Quoted.FromTests([.. row.Row.Accepted.Select(test => test.Id)], 3, NameLength);
                var count = $"{row.Count} known failure{(row.Count == 1 ? "" : "s")}{(names.Length > 0 ? ": " : "")}{names}";
                context.Output.WriteLine(
                    $"{(isUndo ? "undone" : "accepted")}: {ResetVerb.GetName(row.Key)} has {count}, and counts from zero again");
            }

            AttemptReporter.WriteClaimed(recorder, location, context);
            if (rows.Count == 0)
            {
                context.Output.WriteLine(isUndo
                    ? "accept: nothing was accepted, nothing to do"
                    : "accept: in the newest run of each stream, no test failed or vanished; nothing to do");
            }

            return ExitCodes.Done;
        });
    }
}
