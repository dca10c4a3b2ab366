namespace LoopJournal.Cli.Verbs;

/// <summary><c>export</c>: writes the rows of a journal, for another clone or a new container.</summary>
internal static class ExportVerb
{
    public static Command Create(ToolContext context)
    {
        var output = SharedOptions.CreateText("--out", "The file to write; by default standard output.", "file");
        var verb = new Verb(
            "export",
            "Write the rows of the journal, for 'import' in another clone.",
            "export --out rows.jsonl",
            "export > rows.jsonl") { output };
        var options = LoopOptions.AddTo(verb, context, "by default every loop");
        return verb.WithAction(parsed =>
        {
            var location = options.GetLocation(parsed);
            var filter = options.GetFilter(parsed);
            using var progress = new ProgressLine(context, "reading the journal");
            var count = 0L;
            var lines = location.Reader.ReadOldestFirst().Where(row => filter.Selects(row.Stream)).Select(row =>
            {
                progress.Stage = $"{++count} rows";
                return AttemptJson.Write(row with { Worktree = "" });
            });
            if (parsed.GetValue(output) is not { Length: > 0 } named)
            {
                if (context.IsTerminal())
                {
                    progress.End(); // the rows themselves are shown there
                }

                foreach (var line in lines)
                {
                    context.Output.WriteLine(line);
                }

                return ExitCodes.Done;
            }

            var file = WholeFile.FromOption(named, location, context);
            var size = file.Write(stream =>
            {
                foreach (var line in lines)
                {
                    stream.Write(Encoding.UTF8.GetBytes(line + "\n"));
                }
            });
            progress.End();
            context.Output.WriteLine($"exported: {count} rows, {size} bytes, to {Quoted.From(file.Path)}");
            return ExitCodes.Done;
        });
    }
}
