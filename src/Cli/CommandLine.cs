using System.CommandLine;
using LoopJournal.Cli.Verbs;
using LoopJournal.Journal;

namespace LoopJournal.Cli;

/// <summary>The verbs, and how the tool ends when one of them cannot do its work.</summary>
internal static class CommandLine
{
    public static int Run(string[] args, Shell shell)
    {
        try
        {
            var parsed = Root(shell).Parse(args, new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
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
            shell.Error.WriteLine(e.Message);
            return ExitCodes.Journal;
        }
        finally
        {
            shell.Output.Flush();
            shell.Error.Flush();
        }
    }

    private static RootCommand Root(Shell shell)
    {
        var root = new RootCommand("The memory of a retry loop: what was tried, how it ended, and whether the loop is stalled.")
        {
            RecordVerb.Create(shell),
            RunVerb.Create(shell),
            StallVerb.Create(shell),
            ResumeVerb.Create(shell),
            StatusVerb.Create(shell),
            SinceVerb.Create(shell),
            ResetVerb.Create(shell),
            DiffVerb.Create(shell),
            RestoreVerb.Create(shell),
            FingerprintVerb.Create(shell),
            SelfTestVerb.Create(shell),
            RecordCaptureVerb.Create(shell),
        };
        Verb.ShowExamples(root);
        return root;
    }
}
