using System.Buffers;

namespace LoopJournal.Text;

/// <summary>
/// The numbers that most messages have: a few digits alone, as in <c>expected: 27</c> or <c>Expected:&lt;27&gt;</c>. Only the mask of
/// numbers matches them, so they need no regular expression. It finds what <see cref="Masks.Pattern"/> finds, or nothing.
/// </summary>
internal static class PlainNumber
{
    // eight digits may be a date or a part of a GUID
    private const int MaxDigits = 6;

    private static readonly SearchValues<char> Before = SearchValues.Create(" (<[");

    // the first letters of units, of months and of the words that the mask of counts knows: 3 tests
    private const string Belonging = "ns us \u00b5s \u03bcs ms se Se mi ho da te sh Ja Fe Ma Ap Ju Au Oc No De";

    /// <summary>How many digits begin at <paramref name="index"/>; 0 where they are no such number, or may be.</summary>
    public static int GetLength(string line, int index)
    {
        var rest = line.AsSpan(index);
        var length = rest.IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : rest.Length;
        return length <= MaxDigits && (index == 0 || Before.Contains(line[index - 1])) && EndsNumber(rest[length..]) ? length : 0;
    }

    private static bool EndsNumber(ReadOnlySpan<char> rest) => rest switch
    {
        [] or ['>' or ')' or ']' or ';', ..] or ['.' or ','] or ['.' or ',', ' ', ..] => true,
        [' ', .. var next] => !CanBelong(next),
        _ => false,
    };

    private static bool CanBelong(ReadOnlySpan<char> next) => next.Length > 0 && char.IsLetterOrDigit(next[0])
        && (next.Length == 1 || !char.IsLetter(next[1]) || Belonging.AsSpan().Contains(next[..2], StringComparison.Ordinal));
}
