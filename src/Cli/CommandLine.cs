using LoopJournal.Cli.Running;
using LoopJournal.Cli.Verbs;

namespace LoopJournal.Cli;

/// <summary>The verbs, and how the tool ends when one of them cannot do its work.</summary>
internal static class CommandLine
{
    /// <summary>The verbs, in the order in which help shows them.</summary>
    private static readonly Func<ToolContext, Command>[] Verbs =
    [
        RecordVerb.Create, RunVerb.Create, LoopVerb.Create, StallVerb.Create, ResumeVerb.Create, FailuresVerb.Create, StatusVerb.Create,
        ReportVerb.Create, ProofVerb.Create, SinceVerb.Create, ResetVerb.Create, AcceptVerb.Create, DiffVerb.Create, RestoreVerb.Create,
        ExportVerb.Create, ImportVerb.Create, SyncVerb.Create, InitVerb.Create, HookVerb.Create, FingerprintVerb.Create, McpVerb.Create,
        SelfTestVerb.Create, RecordCaptureVerb.Create,
    ];

    public static int Run(string[] args, ToolContext context)
    {
        // An agent obeys the exit code of a hook: 2 would hold it at every stop
        var answer = Answer(args, context);
        var code = args is [HookVerb.Name, ..] ? ExitCodes.Done : answer;
        try
        {
            context.Output.Flush();
            context.Error.Flush();
            return code;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The console reports a closed descriptor as a path without access; the cause is inside.
            Complain($"The output cannot be written: {(e.InnerException ?? e).Message.TrimEnd('.')}.", context);
            return code == ExitCodes.Done ? ExitCodes.Failed : code;
        }
    }

    private static int Answer(string[] args, ToolContext context)
    {
        try
        {
            var parsed = Create(context).Parse(args, new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
            return UsageError.Find(parsed) is { } error
                ? throw new UsageException(error)
                : parsed.Invoke(new() { Output = context.Output, Error = context.Error, EnableDefaultExceptionHandler = false });
        }
        catch (UsageException e)
        {
            context.Error.WriteLine(e.Message);
            return ExitCodes.Usage;
        }
        catch (CannotStartException e)
        {
            context.Error.WriteLine("loop-journal: " + e.Message);
            return e.ExitCode;
        }
        catch (JournalException e)
        {
            context.Error.WriteLine(OneLine.From(e.Message));
            return ExitCodes.Journal;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Complain(e.Message, context);
            return ExitCodes.Failed;
        }
    }

    private static void Complain(string message, ToolContext context)
    {
        try
        {
            context.Error.WriteLine("loop-journal: " + Quoted.From(message));
            context.Error.Flush();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Standard error is closed too: the exit code alone can say it.
        }
    }

    /// <summary>The tool's command line with all its verbs.</summary>
    public static RootCommand Create(ToolContext context)
    {
        var root = new RootCommand("The memory of a retry loop: what was tried, how it ended, and whether the loop is stalled.");
        Array.ForEach(Verbs, create => root.Add(create(context)));
        Help.AddExamples(root);
        return root;
    }
}
