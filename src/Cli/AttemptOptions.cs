namespace LoopJournal.Cli;

/// <summary>The options that describe an attempt. Their defaults are the variables that <c>dotnet test</c> reads too.</summary>
internal sealed class AttemptOptions
{
    private readonly ToolContext _context;
    private readonly Option<string?> _journal = SharedOptions.CreateJournal();
    private readonly Option<long?> _iteration;
    private readonly Dictionary<UserText, Option<string?>> _texts = UserText.All.ToDictionary(
        text => text, text => SharedOptions.CreateText("--" + text.Name, text.Description, "text"));

    private readonly StreamOptions _stream = new("by default LoopId, else the branch");
    private readonly bool _hasCommand;

    private AttemptOptions(ToolContext context, bool hasCommand)
    {
        _context = context;
        _hasCommand = hasCommand;
        _iteration = new("--iteration")
        {
            Description = "The attempt's number, 0 or more; by default the last of the stream + 1.",
            HelpName = "n",
        };
        _iteration.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !UserValues.TryReadIteration(token.Value, out _))
            {
                result.AddError($"--iteration is {Quoted.From(token.Value, 80)}. allowed: {UserValues.IterationsAllowed}");
            }
        });
    }

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="context">Its surroundings.</param>
    /// <param name="hasCommand">Whether the verb itself gives the stream's command.</param>
    /// <param name="isRepeated">Whether the verb makes many attempts: it has no options that describe one.</param>
    public static AttemptOptions AddTo(Command verb, ToolContext context, bool hasCommand = false, bool isRepeated = false)
    {
        var options = new AttemptOptions(context, hasCommand);
        if (!isRepeated)
        {
            verb.Add(options._iteration);
            Array.ForEach(UserText.All, text => verb.Add(options._texts[text]));
        }

        options._stream.AddTo(verb, withCommand: !hasCommand);
        verb.Add(options._journal);
        return options;
    }

    /// <summary>The journal, and the attempt's inputs.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="command">The stream's command where none was given.</param>
    public (JournalLocation Place, AttemptInputs Inputs) Read(ParseResult parsed, string command)
    {
        var location = JournalLocation.Find(parsed.GetValue(_journal), _context);
        var inputs = new AttemptInputs
        {
            Id = AttemptInputs.CreateId(),
            Loop = parsed.GetValue(_stream.Loop) ?? location.FindLoop(_context),
            Project = _stream.GetProject(parsed) ?? "",
            Framework = parsed.GetValue(_stream.Framework) ?? "",
            Command = _hasCommand ? command : parsed.GetValue(_stream.Command) ?? command,
            Iteration = parsed.GetValue(_iteration) ?? ReadNumber("LoopIteration"),
            Agent = AgentVariables.Find(_context.Variable),
            Commit = location.GitStatus.GetCommit(),
            Root = location.Root,
        };
        string ReadText(UserText text) => parsed.GetValue(_texts[text]) ?? _context.Variable(text.Variable) ?? "";
        return (location, AttemptLimits.Apply(UserText.SetAll(inputs, ReadText)));
    }

    /// <summary>
    /// The options of the command line as the variables that say the same, for a command that journals its own attempts.
    /// </summary>
    /// <param name="parsed">The command line.</param>
    public IReadOnlyDictionary<string, string> GetVariables(ParseResult parsed)
    {
        (string Name, string? Value)[] variables =
        [
            ("LoopId", parsed.GetValue(_stream.Loop)),
            ("LoopIteration", parsed.GetValue(_iteration)?.ToString(CultureInfo.InvariantCulture)),
            .. UserText.All.Select(text => (text.Variable, parsed.GetValue(_texts[text]))),
        ];
        return variables.Where(variable => variable.Value is not null).ToDictionary(variable => variable.Name, variable => variable.Value!);
    }

    private long? ReadNumber(string name) => _context.Variable(name) switch
    {
        null or "" => null,
        var text when UserValues.TryReadIteration(text, out var number) => number,
        var text => throw new UsageException($"the variable {name} is {Quoted.From(text, 80)}. allowed: {UserValues.IterationsAllowed}"),
    };
}
