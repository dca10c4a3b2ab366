using LoopJournal.Verdicts;

namespace LoopJournal.Recording;

/// <summary>Reads values that users type as properties, variables and options. Nothing is trimmed or guessed.</summary>
internal static class UserValues
{
    public const string IterationsAllowed = "a whole number, 0 or more";

    public const string ThresholdsAllowed = "a whole number from 1 to 100";

    public const string SeveritiesAllowed = "error, warning or none";

    public static bool TryReadIteration(string value, out long iteration) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out iteration);

    public static bool TryReadThreshold(string value, out int threshold) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out threshold)
        && threshold is >= 1 and <= StallDetector.MaxThreshold;

    /// <summary>Ignores case, as MSBuild does.</summary>
    public static bool TryReadSeverity(string value, out VerdictSeverity severity) =>
        Enum.TryParse(value, ignoreCase: true, out severity) && value.All(char.IsAsciiLetter);
}
