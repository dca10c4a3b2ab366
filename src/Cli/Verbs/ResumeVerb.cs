using System.CommandLine;
using System.Text.Json;

namespace LoopJournal.Cli.Verbs;

/// <summary><c>resume</c>: what to read at the top of a turn.</summary>
internal static class ResumeVerb
{
    private const int LeastBytes = 512;

    public static Command Create(Shell shell)
    {
        var format = OutputFormat.Option();
        var bytes = Common.WholeNumber("--max-bytes", "The most bytes of text, 512 or more.", LeastBytes, int.MaxValue, () => ResumeText.DefaultLength);
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
            var commit = loop.Worst?.Attempts[^1].Commit ?? "";
            var changed = options.Place(parsed).Checkout.FilesSince(commit) ?? [];
            var lines = ResumeText.Of(loop, options.Threshold(parsed), changed, parsed.GetValue(bytes));
            return shell.Answer(parsed.IsJson(format), json => WriteMembers(json, loop, changed), lines);
        });
        return verb;
    }

    private static void WriteMembers(Utf8JsonWriter json, LoopState loop, IReadOnlyList<string> changed)
    {
        VerdictJson.Write(json, loop);
        ResumeJson.Write(json, loop, changed);
    }
}
