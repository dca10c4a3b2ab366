namespace LoopJournal.Cli.Verbs;

/// <summary><c>import</c>: adds rows that <c>export</c> wrote to the journal.</summary>
internal static class ImportVerb
{
    public static Command Create(ToolContext context)
    {
        var files = new Argument<string[]>("file") { Description = "What 'export' wrote, or a journal.", Arity = ArgumentArity.OneOrMore };
        var journal = SharedOptions.CreateJournal();
        var verb = new Verb(
            "import",
            "Add the rows that 'export' wrote in another clone; those that are there already are left out.",
            "import rows.jsonl") { files, journal };
        return verb.WithAction(parsed =>
        {
            var location = JournalLocation.Find(parsed.GetValue(journal), context);
            using var progress = new ProgressLine(context, "reading the journal");
            foreach (var path in parsed.GetValue(files)!.Select(context.GetFullPath))
            {
                if (!Path.Exists(path))
                {
                    throw new UsageException($"{Quoted.From(path)} is not there");
                }

                var skipped = new SkippedLines();
                var union = new JournalUnion(new(location.Directory, location.Root, Path.GetFileName(location.Path)), location.AllRows);
                var (rows, added) = union.Add(
                    new JournalReader(path).ReadOldestFirst(skipped), location.Worktree, count => progress.Stage = $"{count} rows");
                progress.End();
                context.Output.WriteLine($"imported: {added} of {rows} rows of {Quoted.From(path)}");
                if (HostText.DescribeSkipped(skipped) is { } warning)
                {
                    context.Error.WriteLine($"warning {Codes.LinesSkipped}: {warning}");
                }
            }

            return ExitCodes.Done;
        });
    }
}
