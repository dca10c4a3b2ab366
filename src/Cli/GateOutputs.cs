namespace LoopJournal.Cli;

/// <summary>The files of a gate's output, as users name them.</summary>
internal static class GateOutputs
{
    public const string StandardInput = "-";

    /// <summary>Opens a file or standard input; null, and a line on standard error, when it cannot be read.</summary>
    public static Stream? Open(string name, Shell shell)
    {
        if (name == StandardInput)
        {
            return shell.Input();
        }

        try
        {
            return new FileStream(shell.GetFullPath(name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            shell.Error.WriteLine($"cannot be read: {Quoted.Of(e.Message)}");
            return null;
        }
    }
}
