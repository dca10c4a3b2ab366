using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using LoopJournal.Stalls;

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
            ? Read(set, 1, StallDetector.MaxThreshold) ?? throw new UsageException($"the variable LoopJournalStallThreshold is '{OneLine.Of(set, 80)}'. {Allowed(1, StallDetector.MaxThreshold)}")
            : StallDetector.DefaultThreshold);

    /// <summary>The most that a verdict may be, whose default <c>LoopJournalStallSeverity</c> may be.</summary>
    public static Option<VerdictSeverity> Severity(Shell shell)
    {
        const string allowed = "allowed: error, warning or none";
        return new("--severity")
        {
            Description = "The most that a verdict may be: error, warning or none.",
            HelpName = "severity",
            DefaultValueFactory = _ => shell.Variable("LoopJournalStallSeverity") is { Length: > 0 } set
                ? ReadSeverity(set) ?? throw new UsageException($"the variable LoopJournalStallSeverity is '{OneLine.Of(set, 80)}'. {allowed}")
                : VerdictSeverity.Error,
            CustomParser = result =>
            {
                var text = result.Tokens[^1].Value;
                if (ReadSeverity(text) is { } severity)
                {
                    return severity;
                }

                result.AddError($"--severity is '{OneLine.Of(text, 80)}'. {allowed}");
                return VerdictSeverity.Error;
            },
        };
    }

    /// <summary>An option whose value is a whole number within limits.</summary>
    public static Option<int> WholeNumber(string name, string description, int least, int most, Func<int> standard)
    {
        return new(name)
        {
            Description = description,
            HelpName = "n",
            DefaultValueFactory = _ => standard(),
            CustomParser = Parse,
        };

        int Parse(ArgumentResult result)
        {
            var text = result.Tokens[^1].Value;
            if (Read(text, least, most) is { } number)
            {
                return number;
            }

            result.AddError($"{name} is '{OneLine.Of(text, 80)}'. {Allowed(least, most)}");
            return least;
        }
    }

    private static VerdictSeverity? ReadSeverity(string text) => text switch
    {
        "error" => VerdictSeverity.Error,
        "warning" => VerdictSeverity.Warning,
        "none" => VerdictSeverity.None,
        _ => null,
    };

    private static int? Read(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;

    private static string Allowed(int least, int most) =>
        most == int.MaxValue ? $"allowed: a whole number, {least} or more" : $"allowed: a whole number from {least} to {most}";
}
