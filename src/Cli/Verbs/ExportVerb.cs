using LoopJournal.Capture;
using LoopJournal.Cli.Running;

namespace LoopJournal.Cli.Verbs;

/// <summary><c>export</c>: writes the rows of a journal, for another clone or a new container.</summary>
internal static class ExportVerb
{
    private static readonly TimeSpan LockWait = TimeSpan.FromSeconds(30);

    public static Command Create(ToolContext context)
    {
        var output = SharedOptions.CreateText("--out", "The file to write; by default standard output.", "file");
        var otlp = new Option<bool>("--otlp")
        {
            Description = "Send the attempts that were not sent yet as spans to an OpenTelemetry collector; OTEL_* say where it is.",
        };
        var verb = new Verb(
            "export",
            "Write the rows of the journal, for 'import' in another clone.",
            "export --out rows.jsonl",
            "export > rows.jsonl",
            "export --otlp") { output, otlp };
        var options = LoopOptions.AddTo(verb, context, "by default every loop");
        return verb.WithAction(parsed =>
        {
            var location = options.GetLocation(parsed);
            var filter = options.GetFilter(parsed);
            if (parsed.GetValue(otlp))
            {
                return parsed.GetValue(output) is null ? SendSpans(location, filter, context)
                    : throw new UsageException("export takes --out or --otlp, and not both");
            }

            using var progress = new ProgressLine(context, "reading the journal");
            var (count, bytes) = (0L, 0L);
            var lines = location.Reader.ReadOldestFirst().Where(row => filter.Selects(row.Stream)).Select(row =>
            {
                var line = AttemptJson.Write(row with { Worktree = "" });
                bytes += line.Length + 1;
                progress.Stage = $"{++count} rows, {bytes} bytes";
                return line;
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

    /// <summary>Sends each attempt once to one collector; what was sent is remembered in the journal's folder.</summary>
    private static int SendSpans(JournalLocation location, StreamFilter filter, ToolContext context)
    {
        var variables = (string[])["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT"];
        var endpoint = variables.Select(context.Variable).FirstOrDefault(value => !string.IsNullOrEmpty(value)) ?? "";
        var folder = new JournalFolder(location.Directory, location.Root);
        folder.Ensure();
        using var held = JournalLock.Take(folder.GetPath("otlp.lock"), LockWait); // two processes would send the same attempts
        var unsent = new UnsentRows(folder, location.Path, location.Root, $"otlp {filter}\n{endpoint}");
        var rows = unsent.Read().SelectMany(day => day).Where(row => filter.Selects(row.Stream)).ToList();
        if (rows.Count == 0)
        {
            context.Output.WriteLine("exported: 0 spans, all attempts were sent before");
            return ExitCodes.Done;
        }

        context.Output.Flush();
        var code = Companion.Run(
            context, ["otlp"], input => rows.ForEach(row => input.Write(Encoding.UTF8.GetBytes(AttemptJson.Write(row) + "\n"))));
        if (code == ExitCodes.Done)
        {
            unsent.Save();
        }

        return code;
    }
}
