using LoopJournal.Verdicts;

namespace LoopJournal.Reports;

/// <summary>Says how much of a budget is spent.</summary>
internal static class BudgetText
{
    /// <summary>The code of a budget that is spent, or nearly so; none while there is more than a fifth left.</summary>
    public static IEnumerable<RaisedCode> GetCodes(Verdict verdict, Budget budget) =>
        budget.Judge(verdict.Spent) is not VerdictSeverity.None and var severity
            ? [new(severity, Codes.Budget, Describe(verdict.Spent, budget, severity))]
            : [];

    /// <summary>How much of each limit the most costly stream has spent; null without a limit.</summary>
    public static string? DescribeUse(LoopState loop, Budget budget)
    {
        var spent = loop.Streams.Select(stream => stream.Verdict.Spent).Aggregate(default(Cost), Cost.Max);
        string?[] limits =
        [
            budget.MaxAttempts is null ? null : $"{spent.Attempts} of {budget.MaxAttempts} attempts",
            budget.MaxMinutes is { } minutes ? $"{Format(spent.Minutes)} of {Format(minutes)} minutes" : null,
        ];
        var used = string.Join(" and ", limits.OfType<string>());
        return used.Length == 0 ? null : $"budget: {used} since the last clean pass or reset";
    }

    private static string Describe(Cost spent, Budget budget, VerdictSeverity severity)
    {
        string?[] limits =
        [
            budget.JudgeAttempts(spent) == severity ? $"{spent.Attempts} of {budget.MaxAttempts} attempts" : null,
            budget.JudgeMinutes(spent) == severity ? $"{Format(spent.Minutes)} of {Format(budget.MaxMinutes!.Value)} minutes" : null,
        ];
        var used = $"{string.Join(" and ", limits.OfType<string>())} since the last clean pass or reset";
        return severity == VerdictSeverity.Error
            ? $"Budget spent: {used}. Stop, and ask a person for help; loop-journal reset starts counting again."
            : $"Budget nearly spent: {used}.";
    }

    private static string Format(double minutes) => minutes.ToString("0.##", CultureInfo.InvariantCulture);
}
