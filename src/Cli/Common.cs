using System.CommandLine;
using System.Globalization;

namespace LoopJournal.Cli;

/// <summary>Options that several verbs have.</summary>
internal static class Common
{
    public static Option<string?> Journal() => new("--journal")
    {
        Description = "The journal's file or folder; by default .orchestrator/loop at the repository's root.",
        HelpName = "file",
    };

    /// <summary>K, whose default <c>LoopJournalStallThreshold</c> may be.</summary>
    public static Option<int> Threshold(Shell shell) => WholeNumber(
        "--k",
        "How many attempts that fail in the same way make a stall, 1 to 100.",
        1,
        StallDetector.MaxThreshold,
        () => shell.Variable("LoopJournalStallThreshold") is { Length: > 0 } set
            ? ReadNumber("the variable LoopJournalStallThreshold", set, 1, StallDetector.MaxThreshold)
            : StallDetector.DefaultThreshold);

    /// <summary>An option whose value is a whole number from <paramref name="min"/> to <paramref name="max"/>.</summary>
    public static Option<int> WholeNumber(string name, string description, int min, int max, Func<int> standard) => new(name)
    {
        Description = description,
        HelpName = "n",
        DefaultValueFactory = _ => standard(),
        CustomParser = result => ReadNumber(name, result.Tokens[^1].Value, min, max),
    };

    /// <summary>Reads a whole number.</summary>
    /// <exception cref="UsageException">It is not one from <paramref name="min"/> to <paramref name="max"/>.</exception>
    public static int ReadNumber(string name, string text, int min, int max) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : throw new UsageException(
                $"{name} is {Quoted.Of(text, 80)}. allowed: a whole number" + (max == int.MaxValue ? $", {min} or more" : $" from {min} to {max}"));

    /// <summary>The most that a verdict may be; without it <c>LoopJournalStallSeverity</c>, else <c>error</c>.</summary>
    public static Option<string?> Severity()
    {
        var severity = new Option<string?>("--severity") { Description = "The most that a verdict may be: error, warning or none.", HelpName = "severity" };
        severity.AcceptOnlyFromAmong("error", "warning", "none");
        return severity;
    }

    /// <summary>What <see cref="Severity"/> or its variable says.</summary>
    public static VerdictSeverity SeverityOf(ParseResult parsed, Option<string?> severity, Shell shell)
    {
        const string variable = "LoopJournalStallSeverity";
        var text = parsed.GetValue(severity) ?? (shell.Variable(variable) is { Length: > 0 } set ? set : "error");
        return UserValues.TryReadSeverity(text, out var value)
            ? value
            : throw new UsageException($"the variable {variable} is {Quoted.Of(text, 80)}. allowed: {UserValues.SeveritiesAllowed}");
    }
}
