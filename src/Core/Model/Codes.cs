namespace LoopJournal.Model;

/// <summary>The code of a warning or an error.</summary>
/// <param name="Id">The code, as in <c>LOOP0010</c>.</param>
/// <param name="Severity">The most that it is: <c>error</c> or <c>warning</c>.</param>
/// <param name="Section">The first sentence of its section in docs/codes.md.</param>
internal sealed record Code(string Id, string Severity, string Section)
{
    /// <inheritdoc/>
    public override string ToString() => Id;
}

/// <summary>The codes. A new one is a row here and a section in docs/codes.md; the props name those that are warnings.</summary>
internal static class Codes
{
    private const string Error = "error";
    private const string Warning = "warning";

    public static readonly Code BadValue = new("LOOP0001", Error, "A property has a value that is not allowed.");
    public static readonly Code NotWritten = new("LOOP0002", Warning, "An attempt was not written to the journal.");
    public static readonly Code LinesSkipped = new("LOOP0003", Warning, "Lines of the journal could not be read.");
    public static readonly Code NotJournaled = new("LOOP0004", Warning, "This test run is not journaled.");
    public static readonly Code ToolFailed = new("LOOP0005", Error, "A Loop target could not do its work.");
    public static readonly Code Stalled = new("LOOP0010", Error, "Stalled.");
    public static readonly Code Oscillating = new("LOOP0011", Error, "Oscillating.");
    public static readonly Code Blocked = new("LOOP0012", Error, "Blocked.");
    public static readonly Code Plateau = new("LOOP0013", Warning, "Plateau.");
    public static readonly Code Vanished = new("LOOP0014", Error, "Tests that failed before did not run.");
    public static readonly Code Stale = new("LOOP0015", Warning, "The tests ran old binaries.");
    public static readonly Code Budget = new("LOOP0016", Error, "The budget is spent.");

    /// <summary>All of them.</summary>
    public static readonly Code[] All =
        [BadValue, NotWritten, LinesSkipped, NotJournaled, ToolFailed, Stalled, Oscillating, Blocked, Plateau, Vanished, Stale, Budget];
}
