using LoopJournal.Reports.History;

namespace LoopJournal.Reports;

/// <summary>A strip for a terminal, with the number of failing tests below each mark.</summary>
internal static class StripText
{
    private const string Cut = "... ";
    private const string Reset = "\u001b[0m";
    private const int Green = 32;
    private const int Yellow = 33;

    // Red, cyan, magenta and blue, then their bright forms: a terminal's theme makes them readable on its own background
    private static readonly int[] LetterColors = [31, 36, 35, 34, 91, 96, 95, 94];

    /// <summary>The strip in one or two lines, without their breaks; none where it has no mark.</summary>
    /// <param name="strip">The strip.</param>
    /// <param name="indent">What each line begins with.</param>
    /// <param name="width">The most columns. The oldest marks are left out where it is too narrow.</param>
    /// <param name="isColored">Whether the marks are coloured.</param>
    public static IEnumerable<string> GetLines(Strip strip, string indent, int width, bool isColored)
    {
        var cells = strip.Marks.Select(Cell.From).ToList();
        var room = width - indent.Length + 1;
        var isCut = cells.Sum(cell => cell.Width + 1) > room;
        room -= isCut ? Cut.Length : 0;
        var shown = cells.AsEnumerable().Reverse().TakeWhile(cell => (room -= cell.Width + 1) >= 0).Count();
        if (shown == 0)
        {
            return [];
        }

        cells.RemoveRange(0, cells.Count - shown);
        var marks = Join(cells, cell => Color(cell.Symbol, isColored ? cell.Color : null), cell => cell.Symbol);
        var counts = Join(cells, cell => cell.Count, cell => cell.Count);
        return counts.Length == 0 ? [indent + (isCut ? Cut : "") + marks]
            : [indent + (isCut ? Cut : "") + marks, indent + (isCut ? new(' ', Cut.Length) : "") + counts];
    }

    private static string Join(List<Cell> cells, Func<Cell, string> show, Func<Cell, string> measure) =>
        string.Join(' ', cells.Select(cell => show(cell) + new string(' ', cell.Width - measure(cell).Length))).TrimEnd();

    private static string Color(string text, int? color) => color is null ? text : $"\u001b[{color}m{text}{Reset}";

    private sealed record Cell(string Symbol, string Count, int? Color)
    {
        public int Width => Math.Max(Symbol.Length, Count.Length);

        public static Cell From(Mark mark)
        {
            var symbol = Strip.GetSymbol(mark);
            var count = mark.Count is > 0 and var known ? known.ToString(CultureInfo.InvariantCulture) : "";
            return new(symbol, count, mark.Kind switch
            {
                MarkKind.Fail when mark.Letter.Length > 0 => LetterColors[(mark.Letter[^1] - 'A') % LetterColors.Length],
                MarkKind.Pass => Green,
                MarkKind.Fail or MarkKind.Reset => null,
                _ => Yellow,
            });
        }
    }
}
