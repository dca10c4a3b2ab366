namespace LoopJournal.Cli.Verbs;

/// <summary><c>restore</c>: puts the working tree back to an attempt's content, or to its state before a restore.</summary>
internal static class RestoreVerb
{
    private const int MaxPaths = 20;
    private const int MaxPathLength = 200;

    public static Command Create(ToolContext context)
    {
        var attempt = SharedOptions.CreateAttempt("attempt", "The attempt's number, 'best', or the id of a tree.");
        var undo = new Option<string?>("--undo")
        {
            Description = "Take the newest restore back; with a number, the restore that kept files under it.",
            HelpName = "n",
            Arity = ArgumentArity.ZeroOrOne,
        };
        const string description = "Put the files back to their state at an attempt. Files that are replaced are kept first, byte by byte.";
        var verb = new Verb("restore", description, "restore best", "restore 3", "restore --undo") { attempt, undo };
        var options = LoopOptions.AddTo(verb, context);
        return verb.WithAction(parsed =>
        {
            var (name, isUndo) = (parsed.GetValue(attempt), parsed.GetResult(undo) is not null);
            if (isUndo == name is not null)
            {
                throw new UsageException("restore needs an attempt (a number, best, or the id of a tree) or --undo, and not both");
            }

            var number = parsed.GetValue(undo) is { } text ? SharedOptions.ReadNumber("--undo", text, 1, int.MaxValue) : null as int?;
            var trees = new AttemptTrees(options, parsed);
            string GetWayBack(int kept) =>
                $"to come back: loop-journal restore --undo{(isUndo ? $" {kept}" : "")}{options.RepeatJournal(parsed)}";
            void OnKept(int kept, int count)
            {
                context.Output.WriteLine($"kept as it is now: {CountFiles(count)}; {GetWayBack(kept)}");
                context.Output.Flush();
            }

            var restoration = isUndo
                ? trees.Restorer.Undo(number, OnKept)
                : trees.Restorer.Restore(trees.Find(name), OnKept);
            if (!restoration.IsDone)
            {
                context.Error.WriteLine(Describe(restoration, GetWayBack(restoration.WayBack)));
                return ExitCodes.Failed;
            }

            var except = restoration.Except.Select(left => $"{FormatPath(left.Path)} ({left.Reason})").ToList();
            context.Output.WriteLine($"restored: {(isUndo ? "what was kept" : name)} ({CountFiles(restoration.Count)})"
                + (except.Count > 0 ? $", except: {Join(except)}" : ""));
            return ExitCodes.Done;
        });
    }

    private static string Describe(Restoration failed, string wayBack)
    {
        var problem = Quoted.From(failed.Problem.TrimEnd('.'));
        return failed.WayBack == 0
            ? $"not restored, nothing was changed: {problem}"
            : $"restored {failed.Replaced.Count} of {CountFiles(failed.Count)}, then: {problem}; "
                + $"replaced: {Join([.. failed.Replaced.Select(FormatPath)])}; {wayBack}";
    }

    private static string CountFiles(int count) => count == 1 ? "1 file" : $"{count} files";

    private static string Join(List<string> texts) => texts.Count == 0 ? "none"
        : string.Join(", ", texts.Take(MaxPaths)) + (texts.Count > MaxPaths ? $" and {texts.Count - MaxPaths} more" : "");

    private static string FormatPath(string path) => Quoted.From(path, MaxPathLength);
}
