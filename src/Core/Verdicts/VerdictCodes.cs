namespace LoopJournal.Verdicts;

/// <summary>The name of each verdict, and the code under which a build reports it.</summary>
internal static class VerdictCodes
{
    private static readonly Dictionary<VerdictKind, (string Name, Code? Code)> Rows = new()
    {
        [VerdictKind.Progress] = ("PROGRESS", null),
        [VerdictKind.Plateau] = ("PLATEAU", Codes.Plateau),
        [VerdictKind.Oscillating] = ("OSCILLATING", Codes.Oscillating),
        [VerdictKind.Stalled] = ("STALLED", Codes.Stalled),
        [VerdictKind.Blocked] = ("BLOCKED", Codes.Blocked),
    };

    /// <summary>The code of a verdict; null where a build reports nothing.</summary>
    public static Code? GetCode(VerdictKind kind) => Rows[kind].Code;

    /// <summary>A verdict's name, in capitals.</summary>
    public static string GetName(VerdictKind kind) => Rows[kind].Name;
}
