using System.CommandLine;
using LoopJournal.Cli.Verbs;

namespace LoopJournal.Cli;

/// <summary>The verbs, and how the tool ends when one of them cannot do its work.</summary>
internal static class CommandLine
{
    /// <summary>The verbs, in the order in which help shows them.</summary>
    private static readonly Func<Shell, Command>[] Verbs =
    [
        RecordVerb.Create, RunVerb.Create, StallVerb.Create, ResumeVerb.Create, StatusVerb.Create, SinceVerb.Create, ResetVerb.Create,
        DiffVerb.Create, RestoreVerb.Create, FingerprintVerb.Create, SelfTestVerb.Create, RecordCaptureVerb.Create,
    ];

    public static int Run(string[] args, Shell shell)
    {
        var code = Answer(args, shell);
        try
        {
            shell.Output.Flush();
            shell.Error.Flush();
            return code;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The console reports a closed descriptor as a path without access; the cause is inside.
            Complain($"The output cannot be written: {(e.InnerException ?? e).Message.TrimEnd('.')}.", shell);
            return code == ExitCodes.Done ? ExitCodes.Failed : code;
        }
    }

    private static int Answer(string[] args, Shell shell)
    {
        try
        {
            var parsed = Create(shell).Parse(args, new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
            return UsageError.In(parsed) is { } error
                ? error.Report(shell)
                : parsed.Invoke(new() { Output = shell.Output, Error = shell.Error, EnableDefaultExceptionHandler = false });
        }
        catch (UsageException e)
        {
            shell.Error.WriteLine(e.Message);
            return ExitCodes.Usage;
        }
        catch (JournalException e)
        {
            shell.Error.WriteLine(OneLine.Of(e.Message));
            return ExitCodes.Journal;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Complain(e.Message, shell);
            return ExitCodes.Failed;
        }
    }

    private static void Complain(string message, Shell shell)
    {
        try
        {
            shell.Error.WriteLine("loop-journal: " + Quoted.Of(message));
            shell.Error.Flush();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Standard error is closed too: the exit code alone can say it.
        }
    }

    /// <summary>The tool's command line with all its verbs.</summary>
    public static RootCommand Create(Shell shell)
    {
        var root = new RootCommand("The memory of a retry loop: what was tried, how it ended, and whether the loop is stalled.");
        foreach (var create in Verbs)
        {
            root.Add(create(shell));
        }

        Help.AddExamples(root);
        return root;
    }
}
