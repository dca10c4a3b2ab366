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
            var loop = options.Read(parsed);
            var isUndo = parsed.GetValue(undo);
            IReadOnlyList<(StreamKey Key, IReadOnlyList<StreamState> Streams)> scopes = options.GetFilter(parsed).IsWholeLoop
                ? [(new(loop.Loop, "", "", ""), loop.Streams)]
                : [.. loop.Streams.Select(stream => (stream.Key, (IReadOnlyList<StreamState>)[stream]))];
            var rows = scopes.Where(scope => scope.Streams.Any(stream => HasWork(stream, isUndo)))
                .Select(scope => (scope.Key, scope.Streams, Known: List(scope.Streams, isUndo))).ToList();
            bool IsTooMuch(IReadOnlyList<StreamState> streams, int known) =>
                known > FailedIds.MaxCount || (!isUndo && streams.Any(stream => stream.Known.HasTooMany));
            if (rows.Find(row => IsTooMuch(row.Streams, row.Known.Count)) is { Key: { } key })
            {
                context.Error.WriteLine(
                    $"accept: {ResetVerb.GetName(key)} has more than 2,000 failing tests, too many to be known. Nothing was accepted.");
                return ExitCodes.Failed;
            }

            var recorder = location.Recorder;
            foreach (var row in rows)
            {
                var accepted = GateResult.Accept(row.Known, row.Streams.SelectMany(stream => stream.Known.ListNamed()));
                ResetVerb.Record(recorder, location, row.Key, parsed.GetValue(note) ?? "", accepted);
                var names = Quoted.FromTests([.. accepted.Accepted.Select(test => test.Id)], 3, NameLength);
                var count = $"{row.Known.Count} known failure{(row.Known.Count == 1 ? "" : "s")}{(names.Length > 0 ? ": " : "")}{names}";
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

    private static bool HasWork(StreamState stream, bool isUndo) =>
        isUndo ? stream.Known.Before is not null
        : stream.Known.HasTooMany || stream.Known.ListFailing().Any() || stream.Verdict.Pass.Last is { VanishedCount: > 0 };

    private static HashSet<FailedTest> List(IReadOnlyList<StreamState> streams, bool isUndo) =>
        [.. streams.SelectMany(stream => isUndo ? stream.Known.Before ?? stream.Known.Tests : stream.Known.ListFailing())];
}
