namespace LoopJournal.Journal;

/// <summary>The damaged lines, in which something could not be read: rows torn by a killed writer or a full disk, foreign text.</summary>
internal sealed class SkippedLines
{
    /// <summary>How many numbers are kept.</summary>
    internal const int MaxNumbers = 20;

    private readonly List<long> _numbers = [];

    /// <summary>How many there are.</summary>
    public long Count { get; private set; }

    /// <summary>The numbers of the first of them, at most 20, rising; the file's first line is 1, and blank lines count.</summary>
    public IReadOnlyList<long> Numbers => _numbers;

    /// <summary>The damaged lines where the numbers of the first of them are known, and how many there are.</summary>
    internal static SkippedLines FromNumbers(IEnumerable<long> numbers, long count)
    {
        var skipped = new SkippedLines();
        skipped._numbers.AddRange(numbers.Take(MaxNumbers));
        skipped.Count = count;
        return skipped;
    }

    internal void Add(long number)
    {
        Count++;
        if (_numbers.Count < MaxNumbers)
        {
            _numbers.Add(number);
        }
    }
}
