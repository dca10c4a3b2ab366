namespace LoopJournal.Cli.Verbs;

/// <summary><c>since</c>: shows the changes since the last recorded attempt.</summary>
internal static class SinceVerb
{
    public static Command Create(ToolContext context)
    {
        var format = OutputFormat.CreateOption();
        var verb = new Verb(
            "since",
            "Show which files were edited since the last recorded attempt.",
            "since",
            "since --project Shop.Tests") { format };
        var options = LoopOptions.AddTo(verb, context);
        return verb.WithAction(parsed =>
        {
            var location = options.GetLocation(parsed);
            var filter = options.GetFilter(parsed);
            var newest = location.Reader.ReadNewestFirst()
                .FirstOrDefault(row => filter.Selects(row.Stream) && (row.TreeToCompare.Length > 0 || GitStatus.IsCommit(row.Commit)));
            var commit = GitStatus.IsCommit(newest?.Commit ?? "") ? newest!.Commit : "";
            var edits = newest is null ? null : location.FindEdits(newest);
            var since = new SinceText(commit, location.GitStatus.GetDiffStat(commit), location.GitStatus.GetStatus(), edits);
            return context.Answer(parsed.IsJson(format), json => WriteMembers(json, since), since.GetLines);
        });
    }

    private static void WriteMembers(Utf8JsonWriter json, SinceText since)
    {
        if (since.Edits is { Changes: not null } edits)
        {
            VerdictJson.WriteText(json, "tree", edits.Attempt.TreeToCompare);
            VerdictJson.WriteTexts(json, "changed", edits.Names);
        }

        json.WriteString("commit", since.Base);
        VerdictJson.WriteTexts(json, "diff_stat", since.DiffStat ?? []);
        VerdictJson.WriteTexts(json, "working_tree", since.WorkingTree ?? []);
    }
}
