using System.CommandLine;
using LoopJournal.Reports;

namespace LoopJournal.Cli.Verbs;

/// <summary><c>resume</c>: what to read at the top of a turn.</summary>
internal static class ResumeVerb
{
    private const int LeastBytes = 512;

    public static Command Create(Shell shell)
    {
        var format = OutputFormat.Option();
        var bytes = WholeNumber.Option("--max-bytes", "The most bytes of text, 512 or more.", LeastBytes, int.MaxValue, () => ResumeText.DefaultLength);
        var verb = new Verb(
            "resume",
            "Say what to know before the next attempt: what fails, what was tried and how it ended, what to avoid.",
            "resume",
            "resume --max-bytes 8000",
            "resume --loop nightly --format json") { format, bytes };
        var options = LoopOptions.AddTo(verb, shell);
        verb.SetAction(parsed =>
        {
            var loop = options.Read(parsed);
            var changed = loop.Worst is { } worst ? new Changes(options.Place(parsed)).FilesSince(worst.Attempts[^1].Commit) : [];
            if (parsed.IsJson(format))
            {
                shell.WriteJson(json =>
                {
                    VerdictJson.Write(json, loop);
                    ResumeJson.Write(json, loop, changed);
                });
            }
            else
            {
                shell.WriteLines(ResumeText.Of(loop, options.Threshold(parsed), changed, parsed.GetValue(bytes)!.Value));
            }

            return ExitCodes.Done;
        });
        return verb;
    }
}
