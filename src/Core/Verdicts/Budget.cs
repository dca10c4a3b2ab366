namespace LoopJournal.Verdicts;

/// <summary>The most that a loop may cost between two clean passes. Pure: no clock takes part, only what the attempts recorded.</summary>
/// <param name="MaxAttempts">The most attempts, 1 or more; null without a limit.</param>
/// <param name="MaxMinutes">The most minutes that gates may run, above 0; null without a limit.</param>
internal sealed record Budget(int? MaxAttempts, double? MaxMinutes)
{
    /// <summary>An error where a limit is reached, a warning at 80 % of one.</summary>
    public VerdictSeverity Judge(Cost spent) => Max(JudgeAttempts(spent), JudgeMinutes(spent));

    public VerdictSeverity JudgeAttempts(Cost spent) => Judge(spent.Attempts, MaxAttempts);

    public VerdictSeverity JudgeMinutes(Cost spent) => Judge(spent.Minutes, MaxMinutes);

    private static VerdictSeverity Judge(double spent, double? limit) =>
        spent >= limit ? VerdictSeverity.Error
        : 5 * spent >= 4 * limit ? VerdictSeverity.Warning
        : VerdictSeverity.None;

    private static VerdictSeverity Max(VerdictSeverity a, VerdictSeverity b) => a > b ? a : b;
}

/// <summary>What the attempts since the last clean pass or reset have cost.</summary>
/// <param name="Attempts">
/// How many they are. Those that were blocked and passes that are not clean count too: a loop that never ends a run must not run for ever.
/// </param>
/// <param name="Minutes">How long their gates ran, where that is recorded.</param>
internal readonly record struct Cost(int Attempts, double Minutes)
{
    /// <summary>The cost of a stream; nothing where its last attempt passed or is a reset: no budget fails a run that passes.</summary>
    /// <param name="stream">Its attempts, oldest first, each once.</param>
    public static Cost Sum(List<Attempt> stream)
    {
        if (stream is not [.., { Clears: false }])
        {
            return default;
        }

        var window = stream[(stream.FindLastIndex(attempt => attempt.EndsWindow) + 1)..];
        return new(window.Count, window.Sum(attempt => Math.Max(attempt.Duration?.TotalMinutes ?? 0, 0)));
    }

    /// <summary>The larger of each: several streams have one budget each, and the one that has cost most counts.</summary>
    public static Cost Max(Cost a, Cost b) => new(Math.Max(a.Attempts, b.Attempts), Math.Max(a.Minutes, b.Minutes));
}
