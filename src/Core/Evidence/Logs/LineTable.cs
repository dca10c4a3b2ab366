using System.Buffers;
using System.Collections.Frozen;

namespace LoopJournal.Evidence.Logs;

/// <summary>Finds the row that knows a line of a log.</summary>
internal static class LineTable
{
    /// <summary>The rows in the order in which they are tried.</summary>
    public static IReadOnlyList<(Runner Runner, LinePattern Pattern)> Rows { get; } =
    [
        .. ScriptRunners.All.Concat(CompiledRunners.All).Concat(Tools.All)
            .SelectMany(runner => runner.Lines, (runner, pattern) => (runner, pattern)),
    ];

    private static readonly SearchValues<string> Keywords =
        SearchValues.Create([.. Rows.SelectMany(row => row.Pattern.Keywords).Distinct()], StringComparison.Ordinal);

    // the rows by the first character of a keyword, so that a line asks only the rows that may know it
    private static readonly FrozenDictionary<char, (string Keyword, int Row)[]> RowsByStart = Rows
        .SelectMany((row, number) => row.Pattern.Keywords.Select(keyword => (Keyword: keyword, Row: number)))
        .GroupBy(entry => entry.Keyword[0]).ToFrozenDictionary(group => group.Key, group => group.ToArray());

    /// <summary>What a line is; <see cref="LineKind.Unknown"/> where no row knows it.</summary>
    /// <param name="line">The line without its prefix and surrounding blanks.</param>
    /// <param name="open">The runner whose list of failing tests is open.</param>
    public static KnownLine Find(ReadOnlySpan<char> line, Runner? open)
    {
        var candidates = FindCandidates(line);
        var text = candidates.Count > 0 ? line.ToString() : "";
        foreach (var number in candidates)
        {
            var (runner, pattern) = Rows[number];
            if ((pattern.Kind != LineKind.Listed || runner == open) && pattern.Match(text) is { Success: true } match)
            {
                return new(pattern.Kind, runner, match);
            }
        }

        return default;
    }

    private static SortedSet<int> FindCandidates(ReadOnlySpan<char> line)
    {
        var rows = new SortedSet<int>();
        for (var rest = line; rest.IndexOfAny(Keywords) is >= 0 and var at; rest = rest[(at + 1)..])
        {
            foreach (var (keyword, row) in RowsByStart[rest[at]])
            {
                if (rest[at..].StartsWith(keyword, StringComparison.Ordinal))
                {
                    rows.Add(row);
                }
            }
        }

        return rows;
    }
}

/// <summary>A line that a row of the tables knows.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Runner">The row.</param>
/// <param name="Match">How it matched.</param>
internal readonly record struct KnownLine(LineKind Kind, Runner? Runner, Match? Match)
{
    /// <summary>The text of a group of the pattern; empty where the line has none.</summary>
    public string Get(string group) => Match?.Groups[group].Value ?? "";

    /// <summary>The name of the failing test in the line; empty where it goes on in the next line.</summary>
    public string GetTest() => Get("class") is { Length: > 0 } type ? $"{type}.{Get("method")}"
        : Get("ended") is { Length: > 0 } ended ? ended
        : Get("test") + Get("more");

    /// <summary>How many failures the line counts; null where it does not say.</summary>
    public int? ReadCount() =>
        Match?.Groups is { } groups && (groups["n"].Success || groups["m"].Success)
            ? (int)Math.Min(int.MaxValue, Parse(groups["n"]) + Parse(groups["m"])) : null;

    private static long Parse(Group group) => group.Success ? long.Parse(group.Value, CultureInfo.InvariantCulture) : 0;
}
