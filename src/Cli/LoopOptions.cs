namespace LoopJournal.Cli;

/// <summary>The options of the verbs that read the journal: where it is, which streams, how many attempts make a stall.</summary>
internal sealed class LoopOptions
{
    private readonly ToolContext _context;
    private readonly Option<string?> _journal = SharedOptions.CreateJournal();
    private readonly StreamOptions _streams;
    private readonly Option<int> _k;
    private JournalLocation? _location;

    private LoopOptions(ToolContext context, string defaultLoop)
    {
        _context = context;
        _streams = new(defaultLoop);
        _k = SharedOptions.CreateThreshold(context);
    }

    /// <summary>Adds the options to a verb.</summary>
    public static LoopOptions AddTo(Command verb, ToolContext context, string defaultLoop = "by default that of the newest record")
    {
        var options = new LoopOptions(context, defaultLoop);
        verb.Add(options._k);
        options._streams.AddTo(verb);
        verb.Add(options._journal);
        return options;
    }

    public int GetThreshold(ParseResult parsed) => parsed.GetValue(_k);

    /// <summary>The option that names this journal on another command line; empty where it was not named.</summary>
    public string RepeatJournal(ParseResult parsed) =>
        parsed.GetValue(_journal) is not { } journal ? ""
        : $" --journal {(Quoted.IsWord(journal) ? journal : Quoted.From(journal))}";

    /// <summary>The journal. Before a verb sees it, the captures of killed runs are journaled.</summary>
    public JournalLocation GetLocation(ParseResult parsed)
    {
        if (_location is null)
        {
            _location = JournalLocation.Find(parsed.GetValue(_journal), _context);
            var recorder = _location.Recorder;
            recorder.Claim();
            AttemptReporter.WriteClaimed(recorder, _location, _context);
        }

        return _location;
    }

    public StreamFilter GetFilter(ParseResult parsed) => _streams.GetFilter(parsed);

    /// <summary>Reads the loop; says on standard error which lines of the journal could not be read.</summary>
    public LoopState Read(ParseResult parsed, int newest = 0) =>
        ReportSkipped(LoopState.Read(GetLocation(parsed).Reader, GetFilter(parsed), GetThreshold(parsed), newest));

    /// <summary>The same, without the rows of other loops, and of other streams where the options name one.</summary>
    public LoopState ReadStreams(ParseResult parsed, int newest = 0) => ReportSkipped(
        LoopState.Read(GetLocation(parsed).Reader, GetFilter(parsed), GetThreshold(parsed), newest, onlyTheirs: true));

    /// <summary>Reads the loop that was named, else the one of the attempt that would begin now.</summary>
    public LoopState ReadCurrent(ParseResult parsed)
    {
        var (location, filter) = (GetLocation(parsed), GetFilter(parsed));
        var current = filter with { Loop = filter.Loop ?? StreamFilter.From(location.FindLoop(_context), null, null, null).Loop };
        return ReportSkipped(LoopState.Read(location.Reader, current, GetThreshold(parsed)));
    }

    /// <summary>Reads only the verdicts: that of one stream needs only the journal's end.</summary>
    public LoopState ReadVerdicts(ParseResult parsed) =>
        LoopState.ReadEnd(GetLocation(parsed).Reader, GetFilter(parsed), GetThreshold(parsed)) is { } loop
            ? ReportSkipped(loop) : ReadStreams(parsed);

    private LoopState ReportSkipped(LoopState loop)
    {
        if (HostText.DescribeSkipped(loop.Skipped) is { } warning)
        {
            _context.Error.WriteLine($"warning {Codes.LinesSkipped}: {warning}");
        }

        return loop;
    }
}
