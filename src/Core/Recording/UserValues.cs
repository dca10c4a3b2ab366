using LoopJournal.Verdicts;

namespace LoopJournal.Recording;

/// <summary>Reads values that users type as properties, variables and options. Nothing is trimmed or guessed.</summary>
internal static class UserValues
{
    /// <summary>A timer cannot wait for longer.</summary>
    private const double MaxMinutes = 30_000;

    public const string IterationsAllowed = "a whole number, 0 or more";

    public const string ThresholdsAllowed = "a whole number from 1 to 100";

    public const string AttemptsAllowed = "a whole number, 1 or more; empty for no limit";

    public const string MinutesAllowed = "a number above 0, up to 30000, as in 30 or 0.5; empty for no limit";

    public const string SeveritiesAllowed = "error, warning or none";

    public static bool TryReadIteration(string value, out long iteration) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out iteration);

    public static bool TryReadThreshold(string value, out int threshold) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out threshold)
        && threshold is >= 1 and <= StallDetector.MaxThreshold;

    /// <summary>Reads the budget's attempts; null where the value is empty.</summary>
    public static bool TryReadAttempts(string value, out int? attempts)
    {
        var isNumber = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0;
        attempts = isNumber ? number : null;
        return isNumber || value.Length == 0;
    }

    /// <summary>Reads the budget's minutes; null where the value is empty.</summary>
    public static bool TryReadMinutes(string value, out double? minutes)
    {
        const NumberStyles style = NumberStyles.AllowDecimalPoint;
        var isNumber = double.TryParse(value, style, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= MaxMinutes;
        minutes = isNumber ? number : null;
        return isNumber || value.Length == 0;
    }

    /// <summary>Ignores case, as MSBuild does.</summary>
    public static bool TryReadSeverity(string value, out VerdictSeverity severity) =>
        Enum.TryParse(value, ignoreCase: true, out severity) && value.All(char.IsAsciiLetter);
}
