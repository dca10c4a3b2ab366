using LoopJournal.Verdicts;

namespace LoopJournal.Reports;

/// <summary>A code that a host raises.</summary>
/// <param name="Severity">Error or warning.</param>
/// <param name="Code">The code.</param>
/// <param name="Text">The message, without code and severity.</param>
internal sealed record RaisedCode(VerdictSeverity Severity, Code Code, string Text)
{
    public bool IsError => Severity == VerdictSeverity.Error;
}
