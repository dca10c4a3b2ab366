using System.ComponentModel;
using System.Diagnostics;

namespace LoopJournal.Cli.Verbs;

/// <summary><c>report</c>: writes the loop as one HTML file.</summary>
internal static class ReportVerb
{
    private const string FileName = "report.html";

    public static Command Create(ToolContext context)
    {
        var output = SharedOptions.CreateText("--out", "The file to write; by default report.html in the journal's folder.", "file");
        var open = new Option<bool>("--open") { Description = "Open the file with the system's program for HTML." };
        var verb = new Verb(
            "report",
            "Write the loop as one HTML file: the verdict, time lines, failing tests over attempts, every attempt and failure.",
            "report --open",
            "report --out loop.html --loop main") { output, open };
        var options = LoopOptions.AddTo(verb, context);
        return verb.WithAction(parsed =>
        {
            var location = options.GetLocation(parsed);
            using var progress = new ProgressLine(context, "reading the journal");
            var loop = options.Read(parsed, LoopHistory.MaxRows);
            if (loop.Worst is null)
            {
                progress.End();
                context.Error.WriteLine($"no attempts in {Quoted.From(location.Path)}, so nothing to report");
                return ExitCodes.Failed;
            }

            var tmp0 = Stopwatch.GetTimestamp(); Console.Error.WriteLine($"TMP read {(DateTime.Now - Process.GetCurrentProcess().StartTime).TotalMilliseconds}");
            var history = LoopHistory.From(
                loop, options.GetThreshold(parsed), judged => progress.Stage = $"judged {judged} of {loop.Streams.Count} streams");
            var tmpw = Stopwatch.GetTimestamp(); Console.Error.WriteLine($"TMP judged {Stopwatch.GetElapsedTime(tmp0).TotalMilliseconds}");
            progress.Stage = "writing the report";
            var file = parsed.GetValue(output) is { Length: > 0 } named
                ? new WholeFile(context.GetFullPath(named))
                : WholeFile.InJournal(location, FileName);
            var size = file.Write(stream => ReportPage.Write(stream, history, options.RepeatJournal(parsed)));
            Console.Error.WriteLine($"TMP written {Stopwatch.GetElapsedTime(tmpw).TotalMilliseconds}");
            progress.End();
            context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"report: {Quoted.From(file.Path)} ({(size + 1023) / 1024:#,0} KB)"));
            return parsed.GetValue(open) && !Open(file.Path, context) ? ExitCodes.Failed : ExitCodes.Done;
        });
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
