namespace LoopJournal.Cli;

/// <summary>The files of a gate's output, as users name them.</summary>
internal static class OutputFiles
{
    public const string StandardInput = "-";

    /// <summary>Opens a file or standard input; null, and a line on standard error, when it cannot be read.</summary>
    public static Stream? Open(string name, ToolContext context)
    {
        if (name == StandardInput)
        {
            return context.Input();
        }

        try
        {
            return new FileStream(context.GetFullPath(name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            context.Error.WriteLine($"cannot be read: {Quoted.From(e.Message)}");
            return null;
        }
    }
}
