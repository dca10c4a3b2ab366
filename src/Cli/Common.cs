using System.CommandLine;
using LoopJournal.Text;
using LoopJournal.Verdicts;

namespace LoopJournal.Cli;

/// <summary>Options that several verbs have.</summary>
internal static class Common
{
    public static Option<string?> Journal() => new("--journal")
    {
        Description = "The journal's file or folder; by default .orchestrator/loop at the repository's root.",
        HelpName = "file",
    };

    /// <summary>
    /// An option without a value. Of a text, not a truth value, because the code behind an option of a struct has to be compiled at each
    /// start.
    /// </summary>
    public static Option<string> Flag(string name, string description) => new(name) { Description = description, Arity = ArgumentArity.Zero };

    /// <summary>Whether a <see cref="Flag"/> stands on the command line.</summary>
    public static bool IsGiven(this ParseResult parsed, Option<string> flag) => parsed.GetResult(flag) is not null;

    /// <summary>K, whose default <c>LoopJournalStallThreshold</c> may be.</summary>
    public static Option<WholeNumber> Threshold(Shell shell) => WholeNumber.Option(
        "--k",
        "How many attempts that fail in the same way make a stall, 1 to 100.",
        1,
        StallDetector.MaxThreshold,
        () => shell.Variable("LoopJournalStallThreshold") is { Length: > 0 } set
            ? WholeNumber.Read(set, 1, StallDetector.MaxThreshold)
                ?? throw new UsageException(
                    $"the variable LoopJournalStallThreshold is {Quoted.Of(set, 80)}. {WholeNumber.Allowed(1, StallDetector.MaxThreshold)}")
            : StallDetector.DefaultThreshold);

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
        return text switch
        {
            "error" => VerdictSeverity.Error,
            "warning" => VerdictSeverity.Warning,
            "none" => VerdictSeverity.None,
            _ => throw new UsageException($"the variable {variable} is {Quoted.Of(text, 80)}. allowed: error, warning or none"),
        };
    }
}
