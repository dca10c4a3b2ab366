namespace LoopJournal.Cli.Verbs;

/// <summary><c>diff</c>: shows the changes between two attempts, as git does.</summary>
internal static class DiffVerb
{
    public static Command Create(ToolContext context)
    {
        var from = SharedOptions.CreateAttempt("a", "An attempt: its number, 'best', or the id of a tree; by default the newest.");
        var to = SharedOptions.CreateAttempt("b", "Another one; by default the files as they are now.");
        var verb = new Verb(
            "diff", "Show what changed between two attempts, or since one.", "diff", "diff best", "diff 3 5 | git apply --reverse")
            { from, to };
        var options = LoopOptions.AddTo(verb, context);
        return verb.WithAction(parsed =>
        {
            var trees = new AttemptTrees(options, parsed);
            var snapshots = trees.WorkingTree;
            var a = trees.Find(parsed.GetValue(from));
            var b = parsed.GetValue(to) is { } second ? trees.Find(second) : snapshots.Take(GitTimeout);
            if (a.Length == 0 || b.Length == 0 || snapshots.MakePatch(a, b) is not { } patch)
            {
                context.Error.WriteLine("one of the two is not known: no such attempt, or its snapshot is gone");
                return ExitCodes.Failed;
            }

            context.Output.Write(context.IsTerminal() ? MakeVisible(patch) : patch);
            return ExitCodes.Done;
        });
    }

    private static readonly TimeSpan GitTimeout = TimeSpan.FromMinutes(1);

    /// <summary>A patch may hold anything. Into a file or a pipe it goes as it is; a terminal must not obey it.</summary>
    private static string MakeVisible(string patch) => string.Concat(patch.Select(c =>
        (char.IsControl(c) && c is not ('\n' or '\t')) || char.GetUnicodeCategory(c) == UnicodeCategory.Format ? '\ufffd' : c));
}
