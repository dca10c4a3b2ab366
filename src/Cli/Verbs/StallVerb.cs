using System.CommandLine;
using LoopJournal.Journal;
using LoopJournal.Stalls;

namespace LoopJournal.Cli.Verbs;

/// <summary><c>stall</c>: says what the attempts mean for the loop.</summary>
internal static class StallVerb
{
    public static Command Create(Shell shell)
    {
        var journal = Common.Journal();
        var k = Common.Threshold(shell);
        var exitCode = new Option<bool>("--exit-code") { Description = "End with 10 where the verdict is an error." };
        var verb = new Command("stall", "Say whether the loop is stalled.") { k, exitCode, journal };
        verb.SetAction(parsed =>
        {
            var reader = new JournalReader(JournalPlace.Find(parsed.GetValue(journal), shell).Path);
            var stream = reader.Newest()?.Stream ?? StreamKey.Seed;
            var verdict = StallDetector.Analyze(reader.Tail(stream).Attempts, parsed.GetValue(k));
            shell.Output.WriteLine(verdict.Kind.ToString().ToLowerInvariant());
            shell.Output.WriteLine("  " + OneLine.Of(verdict.Reason));
            return parsed.GetValue(exitCode) && verdict.Severity == VerdictSeverity.Error ? ExitCodes.Stalled : ExitCodes.Done;
        });
        return verb;
    }
}
