using System.CommandLine;
using LoopJournal.Text;

namespace LoopJournal.Cli.Verbs;

/// <summary><c>restore</c>: puts the working tree back to an attempt's content.</summary>
internal static class RestoreVerb
{
    public static Command Create(Shell shell)
    {
        var attempt = new Argument<string>("attempt") { Description = "The attempt's number, 'best', or the id of a tree." };
        var verb = new Verb("restore", "Put the files back to what they were at an attempt. What is there now is kept first.", "restore best", "restore 3") { attempt };
        var options = LoopOptions.AddTo(verb, shell);
        verb.SetAction(parsed =>
        {
            var trees = new AttemptTrees(options, parsed);
            var name = parsed.GetValue(attempt)!;
            var restored = trees.Snapshots.RestoreAsync(trees.Find(name)).Result;
            if (!restored.IsDone)
            {
                shell.Error.WriteLine($"not restored, nothing was changed: {Quoted.Of(restored.Problem)}");
                return ExitCodes.Failed;
            }

            shell.Output.WriteLine($"restored: {Quoted.Of(name, 80)}; to come back: loop-journal restore {restored.Before}");
            return ExitCodes.Done;
        });
        return verb;
    }
}
