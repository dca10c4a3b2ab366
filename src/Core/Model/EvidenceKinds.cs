namespace LoopJournal.Model;

/// <summary>What an attempt's failures rest on, where they do not describe a fault of the code.</summary>
internal static class EvidenceKinds
{
    /// <summary>
    /// The machine or its setup is at fault: a command, a runtime or a module is missing, the disk is full, the network is down.
    /// </summary>
    public const string Environment = "environment";

    /// <summary>The log says that something failed, and names no cause.</summary>
    public const string Generic = "generic";

    /// <summary>No line of the log names a test, an error or a cause, so its last lines stand for the failure.</summary>
    public const string LastLines = "last-lines";
}
