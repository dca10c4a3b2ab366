namespace LoopJournal.Cli;

/// <summary>The options of a verb that say how codes are raised; their defaults are the variables of the same names as the properties.</summary>
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
            "--max-attempts", "The budget: how many attempts may fail until a clean pass.", UserValues.AttemptsAllowed, UserValues.TryReadAttempts);
        _minutes = CreateNumber<double?>(
            "--max-minutes", "The budget: how many minutes gates may run until a clean pass.", UserValues.MinutesAllowed, UserValues.TryReadMinutes);
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

    /// <summary>The values.</summary>
    /// <exception cref="UsageException">A variable has a value that is not allowed.</exception>
    public CodeSettings Read(ParseResult parsed) => new(
        SharedOptions.GetSeverity(parsed, _severity, _context),
        SharedOptions.GetVanishedSeverity(parsed, _vanished, _context),
        new(parsed.GetValue(_attempts), parsed.GetValue(_minutes)));

    private Option<T> CreateNumber<T>(string name, string description, string allowed, TryRead<T> read)
    {
        T Read(string source, string text) => read(text, out var value)
            ? value : throw new UsageException($"{source} is {Quoted.From(text, 80)}. allowed: {allowed}");
        var variable = name == "--max-attempts" ? "LoopJournalMaxAttempts" : "LoopJournalMaxMinutes";
        return new(name)
        {
            Description = description,
            HelpName = "n",
            DefaultValueFactory = _ => Read($"the variable {variable}", _context.Variable(variable) ?? ""),
            CustomParser = result => Read(name, result.Tokens[^1].Value),
        };
    }
}
