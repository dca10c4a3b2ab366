namespace LoopJournal.Reports.History;

/// <summary>A time line in one line of text: a letter for each failure, a check mark for a clean pass.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Marks">Its newest attempts, oldest first.</param>
internal sealed record Strip(StreamState Stream, IReadOnlyList<Mark> Marks)
{
    /// <summary>How many of the newest rows the strips of a loop are made of.</summary>
    public const int MaxRows = 500;

    /// <summary>The strips of a loop that was read with its newest rows. No attempt is judged again.</summary>
    public static IReadOnlyList<Strip> FindAll(LoopState loop)
    {
        var letters = new FailureLetters(loop.Newest);
        return
        [
            .. LoopHistory.Split(loop.Streams, loop.Newest).Select(stream => new Strip(
                stream.State,
                [
                    .. stream.Rows.Where(row => Mark.IsOf(stream.State.Key, row))
                        .Select(row => new Mark(row, Mark.GetKind(row), letters.Get(row))),
                ])),
        ];
    }

    /// <summary>A mark as one word.</summary>
    public static string GetSymbol(Mark mark) => mark.Kind switch
    {
        MarkKind.Fail when mark.Letter.Length > 0 => mark.Letter,
        MarkKind.Fail => "?",
        MarkKind.Blocked => mark.Letter + GetSymbol(mark.Kind),
        var kind => GetSymbol(kind),
    };

    /// <summary>What the marks mean that are neither letters nor check marks; null where there is none.</summary>
    public static string? DescribeSymbols(IEnumerable<Strip> strips)
    {
        var kinds = strips.SelectMany(strip => strip.Marks, (_, mark) => mark.Kind)
            .Where(kind => kind is not (MarkKind.Fail or MarkKind.Pass)).Distinct().Order();
        var words = kinds.Select(kind => $"{GetSymbol(kind)} {Describe(kind)}").ToList();
        return words.Count == 0 ? null : string.Join(", ", words);
    }

    private static string GetSymbol(MarkKind kind) => kind switch
    {
        MarkKind.Pass => "\u2713",
        MarkKind.Vanished => "v",
        MarkKind.Stale => "s",
        MarkKind.Known => "k",
        MarkKind.Reset => "|",
        _ => "!",
    };

    private static string Describe(MarkKind kind) => kind switch
    {
        MarkKind.Vanished => "passed but tests vanished",
        MarkKind.Stale => "passed on old binaries",
        MarkKind.Known => "only known failures",
        MarkKind.Reset => "reset",
        _ => "blocked",
    };
}
