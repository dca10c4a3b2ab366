using System.ComponentModel;
using System.Diagnostics;

namespace LoopJournal.Cli.Verbs;

/// <summary><c>report</c>: writes the loop as one HTML file, or as Markdown.</summary>
internal static class ReportVerb
{
    private const string FileName = "report.html";
    private const string Markdown = "markdown";

    public static Command Create(ToolContext context)
    {
        var output = SharedOptions.CreateText("--out", "The file to write; by default report.html in the journal's folder.", "file");
        var format = SharedOptions.CreateChoice(
            "--format", "html, or markdown for a pull request, which goes to standard output unless --out names a file.", "format", "html",
            "html", Markdown);
        var open = new Option<bool>("--open") { Description = "Open the file with the system's program for HTML." };
        var verb = new Verb(
            "report",
            "Write the loop as one HTML file, or as Markdown: the verdict, time lines, failing tests, every attempt and failure.",
            "report --open",
            "report --out loop.html --loop main",
            "report --format markdown") { output, format, open };
        var options = LoopOptions.AddTo(verb, context);
        return verb.WithAction(parsed =>
        {
            var (named, isMarkdown) = (parsed.GetValue(output), parsed.GetValue(format) == Markdown);
            var hasFile = !isMarkdown || !string.IsNullOrEmpty(named);
            if (parsed.GetValue(open) && !hasFile)
            {
                throw new UsageException("--open needs a file: name it with --out");
            }

            var location = options.GetLocation(parsed);
            using var progress = new ProgressLine(context, "reading the journal");
            var loop = options.Read(parsed, LoopHistory.MaxRows);
            if (loop.Worst is null)
            {
                progress.End();
                context.Error.WriteLine($"no attempts in {Quoted.From(location.Path)}, so nothing to report");
                return ExitCodes.Failed;
            }

            var history = LoopHistory.From(
                loop, options.GetThreshold(parsed), judged => progress.Stage = $"judged {judged} of {loop.Streams.Count} streams")
                with { Notes = [.. ListNotes(loop, location, context)] };
            progress.Stage = "writing the report";
            string[] lines = isMarkdown ? [.. MarkdownReport.GetLines(history)] : [];
            if (!hasFile)
            {
                progress.End();
                Array.ForEach(lines, context.Output.WriteLine);
                return ExitCodes.Done;
            }

            var file = string.IsNullOrEmpty(named) ? WholeFile.InJournal(location, FileName, WholeFile.NameAnother)
                : WholeFile.FromOption(named, location, context);
            var size = file.Write(stream =>
            {
                if (isMarkdown)
                {
                    stream.Write(Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));
                }
                else
                {
                    ReportPage.Write(stream, history, options.RepeatJournal(parsed));
                }
            });
            progress.End();
            var length = string.Create(CultureInfo.InvariantCulture, $"{(size + 1023) / 1024:#,0} KB");
            context.Output.WriteLine($"report: {Quoted.From(file.Path)} ({length})");
            return parsed.GetValue(open) && !Open(file.Path, context) ? ExitCodes.Failed : ExitCodes.Done;
        });
    }

    /// <summary>The budget; and where every stream of this loop has passed, whether the files of now are proven.</summary>
    private static IEnumerable<string> ListNotes(LoopState loop, JournalLocation location, ToolContext context)
    {
        var budget = BudgetText.DescribeUse(loop, CodeOptions.ReadBudget(context));
        var isClean = loop.Streams.All(stream => stream.Attempts[^1].EndsWindow) && loop.Loop == location.FindLoop(context);
        var proof = isClean && location.FindProof(loop) is var (found, outside) ? ProofText.GetLines(found, outside) : [];
        return [.. budget is null ? [] : new[] { budget }, .. LearnedText.GetLines(location.FindLearned(loop)),
            .. OtherRowsText.GetLines(location.OtherRows), .. proof];
    }

    private static bool Open(string path, ToolContext context)
    {
        try
        {
            context.Output.Flush();
            using var opener = Process.Start(new ProcessStartInfo(path) { UseShellExecute = true });
            return true;
        }
        catch (Exception e) when (e is Win32Exception or FileNotFoundException)
        {
            context.Error.WriteLine($"the report was not opened: {Quoted.From(e.Message)} Open it in a browser.");
            return false;
        }
    }
}
