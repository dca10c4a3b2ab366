using System.CommandLine;

namespace LoopJournal.Cli;

/// <summary>The options of the verbs that read the journal: where it is, which streams, how many attempts make a stall.</summary>
internal sealed class LoopOptions
{
    private readonly Shell _shell;
    private readonly Option<string?> _journal = Common.Journal();
    private readonly StreamOptions _streams = new("by default that of the newest record");
    private readonly Option<int> _k;
    private JournalPlace? _place;

    private LoopOptions(Shell shell)
    {
        _shell = shell;
        _k = Common.Threshold(shell);
    }

    /// <summary>Adds the options to a verb.</summary>
    public static LoopOptions AddTo(Command verb, Shell shell)
    {
        var options = new LoopOptions(shell);
        verb.Add(options._k);
        options._streams.AddTo(verb);
        verb.Add(options._journal);
        return options;
    }

    public int Threshold(ParseResult parsed) => parsed.GetValue(_k);

    /// <summary>The option that names this journal on another command line; empty where it was not named.</summary>
    public string RepeatJournal(ParseResult parsed) =>
        parsed.GetValue(_journal) is not { } journal ? ""
        : $" --journal {(Quoted.IsWord(journal) ? journal : Quoted.Of(journal))}";

    /// <summary>The journal. Before a verb sees it, the captures of killed runs are journaled.</summary>
    public JournalPlace Place(ParseResult parsed)
    {
        if (_place is null)
        {
            _place = JournalPlace.Find(parsed.GetValue(_journal), _shell);
            var recorder = _place.Recorder;
            recorder.Claim();
            Report.Claimed(recorder, _place, _shell);
        }

        return _place;
    }

    public StreamFilter Filter(ParseResult parsed) => _streams.Filter(parsed);

    /// <summary>Reads the loop; says on standard error which lines of the journal could not be read.</summary>
    public LoopState Read(ParseResult parsed, int newest = 0) =>
        Tell(LoopState.Read(Place(parsed).Reader, Filter(parsed), Threshold(parsed), newest));

    /// <summary>Reads only the verdicts: that of one stream needs only the journal's end.</summary>
    public LoopState ReadVerdicts(ParseResult parsed) =>
        LoopState.ReadEnd(Place(parsed).Reader, Filter(parsed), Threshold(parsed)) is { } loop ? Tell(loop) : Read(parsed);

    private LoopState Tell(LoopState loop)
    {
        if (HostText.DescribeSkipped(loop.Skipped) is { } warning)
        {
            _shell.Error.WriteLine($"warning {Codes.LinesSkipped}: {warning}");
        }

        return loop;
    }
}
