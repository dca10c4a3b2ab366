using LoopJournal.Tasks;

namespace LoopJournal.Tests;

/// <summary>Tasks as the targets call them.</summary>
internal static class SampleTask
{
    /// <summary>Gives the properties that LoopJournal.props sets.</summary>
    public static PrepareAttempt WithDefaults(this PrepareAttempt prepare)
    {
        (prepare.Enabled, prepare.StallThreshold, prepare.StallSeverity, prepare.VanishedSeverity) = ("true", "3", "error", "warning");
        (prepare.RecordBuilds, prepare.CompileErrors) = ("auto", "auto");
        return prepare;
    }
}
