namespace LoopJournal.Cli;

/// <summary>Shares the rows of a journal with other clones after an attempt, where the user chose <c>remote</c>.</summary>
internal static class SyncStarter
{
    /// <summary>Starts a process for it; says why the last one failed, once.</summary>
    public static void Start(JournalLocation location, ToolContext context)
    {
        if (JournalLocation.ReadScope(location.Root, context) == ShareScope.Remote
            && BackgroundSync.Start(location.Root, location.Directory, [.. FindProgram()]) is { } problem)
        {
            context.Error.WriteLine($"LoopJournal: {problem}");
        }
    }

    private static IEnumerable<string> FindProgram()
    {
        var program = Environment.ProcessPath ?? "";
        yield return program;
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
        {
            yield return Path.Combine(AppContext.BaseDirectory, "loop-journal.dll");
        }
    }
}
