namespace LoopJournal.Verdicts;

/// <summary>The code under which a verdict appears in a build, and the name that it has elsewhere.</summary>
internal static class VerdictCodes
{
    /// <summary>Repetition: <see cref="VerdictKind.Stalled"/>.</summary>
    public const string Stalled = "LOOP0010";

    /// <summary>A circle or a return: <see cref="VerdictKind.Oscillating"/>.</summary>
    public const string Oscillating = "LOOP0011";

    /// <summary>The environment: <see cref="VerdictKind.Blocked"/>.</summary>
    public const string Blocked = "LOOP0012";

    /// <summary>No new best: <see cref="VerdictKind.Plateau"/>.</summary>
    public const string Plateau = "LOOP0013";

    /// <summary>The code of a verdict; null where there is nothing to report.</summary>
    public static string? Of(VerdictKind kind) => kind switch
    {
        VerdictKind.Stalled => Stalled,
        VerdictKind.Oscillating => Oscillating,
        VerdictKind.Blocked => Blocked,
        VerdictKind.Plateau => Plateau,
        _ => null,
    };

    /// <summary>A verdict's name, in capitals.</summary>
    public static string NameOf(VerdictKind kind) => kind switch
    {
        VerdictKind.Stalled => "STALLED",
        VerdictKind.Oscillating => "OSCILLATING",
        VerdictKind.Blocked => "BLOCKED",
        VerdictKind.Plateau => "PLATEAU",
        _ => "PROGRESS",
    };
}
