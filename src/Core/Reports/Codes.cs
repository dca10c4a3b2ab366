namespace LoopJournal.Reports;

/// <summary>The codes of what is said; docs/codes.md has a section for each. The codes of verdicts are with the verdicts.</summary>
internal static class Codes
{
    /// <summary>A property or parameter has a value that is not allowed.</summary>
    public const string BadValue = "LOOP0001";

    /// <summary>An attempt was not written to the journal.</summary>
    public const string NotWritten = "LOOP0002";

    /// <summary>Lines of the journal could not be read.</summary>
    public const string LinesSkipped = "LOOP0003";

    /// <summary>The tool could not do what a target asked it for.</summary>
    public const string ToolFailed = "LOOP0005";
}
