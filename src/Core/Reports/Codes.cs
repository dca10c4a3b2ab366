namespace LoopJournal.Reports;

/// <summary>
/// The codes of warnings and errors; docs/codes.md has a section for each. Those of verdicts are in <see cref="Verdicts.VerdictCodes"/>.
/// </summary>
internal static class Codes
{
    /// <summary>A property or parameter has a value that is not allowed.</summary>
    public const string BadValue = "LOOP0001";

    /// <summary>An attempt was not written to the journal.</summary>
    public const string NotWritten = "LOOP0002";

    /// <summary>Lines of the journal could not be read.</summary>
    public const string LinesSkipped = "LOOP0003";

    /// <summary>A target started the tool, and the tool failed.</summary>
    public const string ToolFailed = "LOOP0005";
}
