namespace LoopJournal.Evidence.Logs;

/// <summary>What a line of a log is.</summary>
internal enum LineKind
{
    /// <summary>No row of the tables knows it.</summary>
    Unknown,

    /// <summary>It names a failing test.</summary>
    Test,

    /// <summary>It opens a list of failing tests.</summary>
    Opening,

    /// <summary>It names a failing test of an open list.</summary>
    Listed,

    /// <summary>It describes a fault.</summary>
    Finding,

    /// <summary>It names the file of the findings below.</summary>
    File,

    /// <summary>It is a frame of a trace.</summary>
    Frame,

    /// <summary>It counts failures.</summary>
    Count,

    /// <summary>It says nothing about a failure.</summary>
    Noise,
}
