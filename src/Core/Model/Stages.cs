namespace LoopJournal.Model;

/// <summary>How far an attempt came, as in a record's field <c>stage</c>. In order: compile, host, test; a command has no place in it.</summary>
internal static class Stages
{
    /// <summary>The code did not build.</summary>
    public const string Compile = "compile";

    /// <summary>The code built, but its tests could not be run to an end.</summary>
    public const string Host = "host";

    /// <summary>The tests ran.</summary>
    public const string Test = "test";

    /// <summary>The gate is a command of which nothing more is known.</summary>
    public const string Command = "command";
}
