namespace LoopJournal.Verdicts;

/// <summary>The name of each verdict, and the code under which a build reports it.</summary>
internal static class VerdictCodes
{
    private static readonly Dictionary<VerdictKind, (string Name, string? Code)> Rows = new()
    {
        [VerdictKind.Progress] = ("PROGRESS", null),
        [VerdictKind.Plateau] = ("PLATEAU", "LOOP0013"),
        [VerdictKind.Oscillating] = ("OSCILLATING", "LOOP0011"),
        [VerdictKind.Stalled] = ("STALLED", "LOOP0010"),
        [VerdictKind.Blocked] = ("BLOCKED", "LOOP0012"),
    };

    /// <summary>The code of a verdict; null where a build reports nothing.</summary>
    public static string? GetCode(VerdictKind kind) => Rows[kind].Code;

    /// <summary>A verdict's name, in capitals.</summary>
    public static string GetName(VerdictKind kind) => Rows[kind].Name;
}
