using System.CommandLine;
using System.Text.Json;

namespace LoopJournal.Cli.Verbs;

/// <summary><c>since</c>: what has changed since the last recorded attempt.</summary>
internal static class SinceVerb
{
    public static Command Create(Shell shell)
    {
        var format = OutputFormat.Option();
        var verb = new Verb("since", "Show what changed since the last recorded attempt: commits and working tree.", "since", "since --project Shop.Tests") { format };
        var options = LoopOptions.AddTo(verb, shell);
        verb.SetAction(parsed =>
        {
            var place = options.Place(parsed);
            var filter = options.Filter(parsed);
            var newest = place.Reader.NewestFirst().FirstOrDefault(row => filter.Selects(row.Stream) && Checkout.IsCommit(row.Commit));
            var commit = newest?.Commit ?? "";
            var since = new SinceText(commit, place.Checkout.DiffStat(commit), place.Checkout.Status());
            return shell.Answer(parsed.IsJson(format), json => WriteMembers(json, since), since.Lines());
        });
        return verb;
    }

    private static void WriteMembers(Utf8JsonWriter json, SinceText since)
    {
        json.WriteString("commit", since.Base);
        VerdictJson.Texts(json, "diff_stat", since.DiffStat ?? []);
        VerdictJson.Texts(json, "working_tree", since.WorkingTree ?? []);
    }
}
