using System.CommandLine;

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
            if (parsed.IsJson(format))
            {
                shell.WriteJson(json =>
                {
                    json.WriteNumber("records", loop.Records);
                    VerdictJson.Write(json, loop);
                    json.WriteStartArray("newest");
                    foreach (var attempt in loop.Newest)
                    {
                        json.WriteStartObject();
                        ResumeJson.AttemptMembers(json, attempt);
                        VerdictJson.Stream(json, attempt.Stream);
                        json.WriteEndObject();
                    }

                    json.WriteEndArray();
                });
            }
            else
            {
                shell.WriteLines(StatusText.Of(loop));
            }

            return ExitCodes.Done;
        });
        return verb;
    }
}
