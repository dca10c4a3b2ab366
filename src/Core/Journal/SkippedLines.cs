namespace LoopJournal.Journal;

/// <summary>The damaged lines, in which something could not be read: rows torn by a killed writer or a full disk, foreign text.</summary>
public sealed class SkippedLines
{
    private const int MostNumbers = 20;

    private readonly List<long> _numbers = [];

    /// <summary>How many there are.</summary>
    public long Count { get; private set; }

    /// <summary>The numbers of the first of them, at most 20, rising; the file's first line is 1, and blank lines count.</summary>
    public IReadOnlyList<long> Numbers => _numbers;

    internal static SkippedLines At(IEnumerable<long> numbers)
    {
        var skipped = new SkippedLines();
        foreach (var number in numbers)
        {
            skipped.Add(number);
        }

        return skipped;
    }

    internal void Add(long number)
    {
        Count++;
        if (_numbers.Count < MostNumbers)
        {
            _numbers.Add(number);
        }
    }
}
