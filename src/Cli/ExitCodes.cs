namespace LoopJournal.Cli;

/// <summary>How the tool ends. <c>run</c> ends as its command does.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>The verb failed: the self-test failed, a file cannot be read.</summary>
    public const int Failed = 1;

    /// <summary>The command line is not allowed.</summary>
    public const int Usage = 2;

    /// <summary>The journal is there and cannot be read or written.</summary>
    public const int Journal = 3;

    /// <summary>With <c>--exit-code</c>: a verdict of severity error.</summary>
    public const int Stalled = 10;

    /// <summary>With <c>--exit-code</c>: the files are not proven.</summary>
    public const int NotProven = 11;

    /// <summary>The command of <c>run</c> ran out of time, as GNU's <c>timeout</c> has it.</summary>
    public const int TimedOut = 124;

    /// <summary>The command of <c>run</c> cannot be executed.</summary>
    public const int CannotExecute = 126;

    /// <summary>The command of <c>run</c> was not found.</summary>
    public const int NotFound = 127;

    /// <summary>A signal stopped <c>loop</c>.</summary>
    public const int Stopped = 130;
}
