using System.CommandLine;
using LoopJournal.Cli.Verbs;
using LoopJournal.Journal;
using LoopJournal.Text;

namespace LoopJournal.Cli;

/// <summary>The verbs, and how the tool ends when one of them cannot do its work.</summary>
internal static class CommandLine
{
    /// <summary>Their names, in the order in which help shows them.</summary>
    private static readonly string[] Verbs =
        ["record", "run", "stall", "resume", "status", "since", "reset", "diff", "restore", "fingerprint", "selftest", "record-capture"];

    public static int Run(string[] args, Shell shell)
    {
        var code = Answer(args, shell);
        try
        {
            shell.Output.Flush();
            shell.Error.Flush();
            return code;
        }
        catch (IOException e)
        {
            Complain(e, shell);
            return code == ExitCodes.Done ? ExitCodes.Failed : code;
        }
    }

    private static int Answer(string[] args, Shell shell)
    {
        try
        {
            var parsed = Root(args, shell).Parse(args, new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
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
            Complain(e, shell);
            return ExitCodes.Failed;
        }
    }

    private static void Complain(Exception e, Shell shell)
    {
        try
        {
            shell.Error.WriteLine("loop-journal: " + Quoted.Of(e.Message));
            shell.Error.Flush();
        }
        catch (IOException)
        {
            // nobody is there to be told
        }
    }

    /// <summary>
    /// Only the verb that the command line names; all of them, and help for them, where it names none or asks for help. Options that nobody
    /// asked for, and the texts of help, take a new process longer than reading a journal.
    /// </summary>
    private static Command Root(string[] args, Shell shell)
    {
        if (args is [var named, ..] && Array.IndexOf(Verbs, named) >= 0 && !Array.Exists(args, Help.IsAskedForBy))
        {
            return new Command("loop-journal") { Create(named, shell) };
        }

        var root = new RootCommand("The memory of a retry loop: what was tried, how it ended, and whether the loop is stalled.");
        foreach (var verb in Verbs)
        {
            root.Add(Create(verb, shell));
        }

        Help.AddExamples(root);
        return root;
    }

    private static Command Create(string verb, Shell shell) => verb switch
    {
        "record" => RecordVerb.Create(shell),
        "run" => RunVerb.Create(shell),
        "stall" => StallVerb.Create(shell),
        "resume" => ResumeVerb.Create(shell),
        "status" => StatusVerb.Create(shell),
        "since" => SinceVerb.Create(shell),
        "reset" => ResetVerb.Create(shell),
        "diff" => DiffVerb.Create(shell),
        "restore" => RestoreVerb.Create(shell),
        "fingerprint" => FingerprintVerb.Create(shell),
        "selftest" => SelfTestVerb.Create(shell),
        "record-capture" => RecordCaptureVerb.Create(shell),
        _ => throw new ArgumentOutOfRangeException(nameof(verb), verb, "no verb"),
    };
}
