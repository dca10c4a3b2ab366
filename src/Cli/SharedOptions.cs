namespace LoopJournal.Cli;

/// <summary>Options that several verbs have.</summary>
internal static class SharedOptions
{
    private const int MinBytes = 512;

    public static Option<string?> CreateJournal() =>
        CreateText("--journal", "The journal's file or folder; by default .orchestrator/loop at the repository's root.", "file");

    public static Option<bool> CreateExitCode() => new("--exit-code") { Description = "End with 10 when the verdict is an error." };

    /// <summary>An argument that names an attempt; null when it is not given.</summary>
    public static Argument<string?> CreateAttempt(string name, string description) =>
        new(name) { Description = description, Arity = ArgumentArity.ZeroOrOne };

    /// <summary>The command line of a gate.</summary>
    public static Argument<string[]> CreateCommand() =>
        new("command") { Description = "The command and its arguments, after '--'.", Arity = ArgumentArity.OneOrMore };

    /// <summary>The files of test results that a gate writes.</summary>
    public static Option<string[]> CreateResults() => new("--results")
    {
        Description = "The files of test results that the command writes: JUnit XML, CTRF or TRX. More than one may be given.",
        HelpName = "pattern",
    };

    /// <summary>An option whose value is a text; null when it is not given.</summary>
    public static Option<string?> CreateText(string name, string description, string helpName) =>
        new(name) { Description = description, HelpName = helpName };

    /// <summary>An option with a few allowed values; <paramref name="standard"/> when it is not given.</summary>
    public static Option<string> CreateChoice(string name, string description, string helpName, string? standard, params string[] allowed)
    {
        var option = new Option<string>(name) { Description = description, HelpName = helpName };
        option.DefaultValueFactory = standard is null ? null : _ => standard;
        option.AcceptOnlyFromAmong(allowed);
        return option;
    }

    /// <summary>K, whose default <c>LoopJournalStallThreshold</c> may be.</summary>
    public static Option<int> CreateThreshold(ToolContext context) => CreateWholeNumber(
        "--k",
        "How many attempts that fail in the same way make a stall, 1 to 100.",
        1,
        StallDetector.MaxThreshold,
        () => context.Variable("LoopJournalStallThreshold") is { Length: > 0 } set
            ? ReadNumber("the variable LoopJournalStallThreshold", set, 1, StallDetector.MaxThreshold)
            : StallDetector.DefaultThreshold);

    /// <summary>An option whose value is a whole number from <paramref name="min"/> to <paramref name="max"/>.</summary>
    public static Option<int> CreateWholeNumber(string name, string description, int min, int max, Func<int> standard) => new(name)
    {
        Description = description,
        HelpName = "n",
        DefaultValueFactory = _ => standard(),
        CustomParser = result => ReadNumber(name, result.Tokens[^1].Value, min, max),
    };

    /// <summary>The most bytes of an answer for people and agents.</summary>
    public static Option<int> CreateMaxBytes(int standard) => CreateWholeNumber(
        "--max-bytes", "The most bytes of text, 512 or more.", MinBytes, int.MaxValue, () => standard);

    /// <summary>A time limit; null where it is not given.</summary>
    public static Option<TimeSpan?> CreateTimeout(string description) => new("--timeout")
    {
        Description = description,
        HelpName = "time",
        CustomParser = result =>
        {
            var text = result.Tokens[^1].Value;
            if (ReadDuration(text) is { } time)
            {
                return time;
            }

            result.AddError($"--timeout is {Quoted.From(text, 80)}. allowed: a number above 0, of seconds or with s, m or h after it");
            return null;
        },
    };

    /// <summary>Reads a whole number.</summary>
    /// <exception cref="UsageException">It is not one from <paramref name="min"/> to <paramref name="max"/>.</exception>
    public static int ReadNumber(string name, string text, int min, int max) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : throw new UsageException(
                $"{name} is {Quoted.From(text, 80)}. allowed: a whole number"
                + (max == int.MaxValue ? $", {min} or more" : $" from {min} to {max}"));

    /// <summary>The most that a verdict may be; without it <c>LoopJournalStallSeverity</c>, else <c>error</c>.</summary>
    public static Option<string> CreateSeverity() =>
        CreateChoice("--severity", "The most that a verdict may be: error, warning or none.", "severity", null, "error", "warning", "none");

    /// <summary>How vanished tests are reported; without it <c>LoopJournalVanishedSeverity</c>, else <c>warning</c>.</summary>
    public static Option<string> CreateVanishedSeverity() => CreateChoice(
        "--vanished-severity", "What a pass with vanished tests is: error, warning or none.", "severity", null, "error", "warning", "none");

    /// <summary>The value of <see cref="CreateSeverity"/> or of its variable.</summary>
    public static VerdictSeverity GetSeverity(ParseResult parsed, Option<string> severity, ToolContext context) =>
        GetSeverity(parsed, severity, context, "LoopJournalStallSeverity", "error");

    /// <summary>The value of <see cref="CreateVanishedSeverity"/> or of its variable.</summary>
    public static VerdictSeverity GetVanishedSeverity(ParseResult parsed, Option<string> severity, ToolContext context) =>
        GetSeverity(parsed, severity, context, "LoopJournalVanishedSeverity", "warning");

    private static VerdictSeverity GetSeverity(
        ParseResult parsed, Option<string> severity, ToolContext context, string variable, string standard)
    {
        var text = parsed.GetValue(severity) ?? (context.Variable(variable) is { Length: > 0 } set ? set : standard);
        return UserValues.TryReadSeverity(text, out var value)
            ? value
            : throw new UsageException($"the variable {variable} is {Quoted.From(text, 80)}. allowed: {UserValues.SeveritiesAllowed}");
    }

    private static TimeSpan? ReadDuration(string text)
    {
        var (digits, unit) = text switch
        {
            [.. var number, 's'] => (number, 1),
            [.. var number, 'm'] => (number, 60),
            [.. var number, 'h'] => (number, 3600),
            _ => (text, 1),
        };
        return double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
                && seconds * unit is > 0 and <= 2_000_000
            ? TimeSpan.FromSeconds(seconds * unit) : null;
    }
}
