namespace LoopJournal.Cli;

/// <summary>The options of a verb that say how codes are raised. Their defaults are variables, named as the properties.</summary>
internal sealed class ReportOptions
{
    private readonly ToolContext _context;
    private readonly Option<string> _severity = SharedOptions.CreateSeverity();
    private readonly Option<string> _vanished = SharedOptions.CreateVanishedSeverity();
    private readonly Option<int?> _attempts;
    private readonly Option<double?> _minutes;

    private ReportOptions(ToolContext context)
    {
        _context = context;
        _attempts = CreateNumber<int?>(
            "--max-attempts",
            "The budget: how many attempts there may be until a clean pass.",
            UserValues.AttemptsAllowed,
            UserValues.TryReadAttempts);
        _minutes = CreateMinutes("The budget: how many minutes gates may run until a clean pass.");
    }

    private delegate bool TryRead<T>(string text, out T value);

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="context">Its surroundings.</param>
    /// <param name="hasSeverity">Whether the verb lowers verdicts.</param>
    public static ReportOptions AddTo(Command verb, ToolContext context, bool hasSeverity = true)
    {
        var options = new ReportOptions(context);
        if (hasSeverity)
        {
            verb.Add(options._severity);
        }

        verb.Add(options._vanished);
        verb.Add(options._attempts);
        verb.Add(options._minutes);
        return options;
    }

    /// <summary>A number of minutes; null when it is not given.</summary>
    public static Option<double?> CreateMinutes(string description) =>
        CreateNumber<double?>("--max-minutes", description, UserValues.MinutesAllowed, UserValues.TryReadMinutes);

    /// <summary>The values.</summary>
    /// <exception cref="UsageException">A variable has a value that is not allowed.</exception>
    public CodeSettings Read(ParseResult parsed)
    {
        var budget = ReadBudget(_context);
        return new(
            SharedOptions.GetSeverity(parsed, _severity, _context),
            SharedOptions.GetVanishedSeverity(parsed, _vanished, _context),
            new(parsed.GetValue(_attempts) ?? budget.MaxAttempts, parsed.GetValue(_minutes) ?? budget.MaxMinutes));
    }

    /// <summary>The budget that the variables give.</summary>
    /// <exception cref="UsageException">A variable has a value that is not allowed.</exception>
    public static Budget ReadBudget(ToolContext context)
    {
        T ReadVariable<T>(string name, string allowed, TryRead<T> read) =>
            Read($"the variable {name}", context.Variable(name) ?? "", allowed, read);
        return new(
            ReadVariable<int?>("LoopJournalMaxAttempts", UserValues.AttemptsAllowed, UserValues.TryReadAttempts),
            ReadVariable<double?>("LoopJournalMaxMinutes", UserValues.MinutesAllowed, UserValues.TryReadMinutes));
    }

    private static Option<T> CreateNumber<T>(string name, string description, string allowed, TryRead<T> read) => new(name)
    {
        Description = description,
        HelpName = "n",
        CustomParser = result => Read(name, result.Tokens[^1].Value, allowed, read),
    };

    private static T Read<T>(string source, string text, string allowed, TryRead<T> read) => read(text, out var value)
        ? value : throw new UsageException($"{source} is {Quoted.From(text, 80)}. allowed: {allowed}");
}
