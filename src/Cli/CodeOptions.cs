namespace LoopJournal.Cli;

/// <summary>The options of a verb that say how codes are raised. Their defaults are variables, named as the properties.</summary>
internal sealed class CodeOptions
{
    private const string MaxAttempts = "--max-attempts";
    private const string MaxMinutes = "--max-minutes";

    private readonly ToolContext _context;
    private readonly Option<string> _severity = SharedOptions.CreateSeverity();
    private readonly Option<string> _vanished = SharedOptions.CreateVanishedSeverity();
    private readonly Option<string?> _attempts;
    private readonly Option<string?> _minutes;

    private CodeOptions(ToolContext context)
    {
        _context = context;
        _attempts = CreateNumber<int?>(
            MaxAttempts,
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
    public static CodeOptions AddTo(Command verb, ToolContext context, bool hasSeverity = true)
    {
        var options = new CodeOptions(context);
        if (hasSeverity)
        {
            verb.Add(options._severity);
        }

        verb.Add(options._vanished);
        verb.Add(options._attempts);
        verb.Add(options._minutes);
        return options;
    }

    /// <summary>An option for a number of minutes, which <see cref="ReadMinutes"/> reads.</summary>
    public static Option<string?> CreateMinutes(string description) =>
        CreateNumber<double?>(MaxMinutes, description, UserValues.MinutesAllowed, UserValues.TryReadMinutes);

    /// <summary>The number of minutes; null when it is not given, or empty.</summary>
    public static double? ReadMinutes(ParseResult parsed, Option<string?> minutes) =>
        Read<double?>(MaxMinutes, parsed.GetValue(minutes) ?? "", UserValues.MinutesAllowed, UserValues.TryReadMinutes);

    /// <summary>The values.</summary>
    /// <exception cref="UsageException">A variable has a value that is not allowed.</exception>
    public CodeSettings Read(ParseResult parsed)
    {
        var budget = ReadBudget(_context);
        return new(
            SharedOptions.GetSeverity(parsed, _severity, _context),
            SharedOptions.GetVanishedSeverity(parsed, _vanished, _context),
            new(
                Read<int?>(MaxAttempts, parsed.GetValue(_attempts) ?? "", UserValues.AttemptsAllowed, UserValues.TryReadAttempts)
                    ?? budget.MaxAttempts,
                ReadMinutes(parsed, _minutes) ?? budget.MaxMinutes));
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

    // An empty text is no limit: an extension hands over the properties of a project as they are
    private static Option<string?> CreateNumber<T>(string name, string description, string allowed, TryRead<T> read)
    {
        var option = SharedOptions.CreateText(name, description, "n");
        option.Validators.Add(result =>
        {
            if (result.Tokens is [.., var token] && !read(token.Value, out _))
            {
                result.AddError($"{name} is {Quoted.From(token.Value, 80)}. allowed: {allowed}");
            }
        });
        return option;
    }

    private static T Read<T>(string source, string text, string allowed, TryRead<T> read) => read(text, out var value)
        ? value : throw new UsageException($"{source} is {Quoted.From(text, 80)}. allowed: {allowed}");
}
