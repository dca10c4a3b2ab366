using System.CommandLine;
using System.Text.Json;

namespace LoopJournal.Cli.Verbs;

/// <summary><c>status</c>: how the streams stand, and the newest records.</summary>
internal static class StatusVerb
{
    private const int DefaultCount = 10;

    public static Command Create(Shell shell)
    {
        var n = Common.WholeNumber("--n", "How many of the newest records to show.", 1, int.MaxValue, () => DefaultCount);
        var format = OutputFormat.Option();
        var verb = new Verb("status", "Show how the streams stand, the worst first, and the newest records.", "status", "status --n 30", "status --format json --loop main") { n, format };
        var options = LoopOptions.AddTo(verb, shell);
        verb.SetAction(parsed =>
        {
            var loop = options.Read(parsed, parsed.GetValue(n));
            return shell.Answer(parsed.IsJson(format), json => WriteMembers(json, loop), StatusText.Of(loop));
        });
        return verb;
    }

    private static void WriteMembers(Utf8JsonWriter json, LoopState loop)
    {
        json.WriteNumber("records", loop.Records);
        VerdictJson.Write(json, loop);
        VerdictJson.Objects(json, "newest", loop.Newest, attempt =>
        {
            ResumeJson.AttemptMembers(json, attempt);
            VerdictJson.Stream(json, attempt.Stream);
        });
    }
}
