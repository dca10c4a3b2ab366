using System.Buffers;

namespace LoopJournal.Text;

/// <summary>
/// Where in a line a mask can begin: not inside a word, not at a mark that never begins one, not at a word without a digit or a joining
/// mark in reach. A filter only: it never leaves out a place where <see cref="Masks.Pattern"/> matches.
/// </summary>
internal static class MaskStarts
{
    // the longest text between the beginning of a mask and its first digit: "Exit code was: (", "Monday, ", "September "
    private const int DigitReach = 48;

    // the longest word without a digit that begins a URL, an address, an e-mail, a drive, base64 or a cut GUID
    private const int RunReach = 128;

    // the first letters of every word with which a mask begins and which a blank or a colon follows: Jan 2, Exit code 1, line: 3
    private const string Labels = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec Mon Tue Wed Thu Fri Sat Sun "
        + "exi Exi ret Ret err Err sta Sta HTT sig Sig cod Cod lin Lin col Col Zei Spa pos Pos";

    // an identifier of letters alone
    private const int NanoidLength = 21;

    private static readonly SearchValues<char> WordCharacters =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

    private static readonly SearchValues<char> Marks = SearchValues.Create("/\\~<[(:-+");
    private static readonly SearchValues<char> Joins = SearchValues.Create("@:.=/\\-+\u2026\u00b7'\"");

    /// <summary>The first place at or after <paramref name="index"/>; the line's length when there is none.</summary>
    public static int FindNext(ReadOnlySpan<char> line, int index)
    {
        for (var i = index; i < line.Length; i++)
        {
            var c = line[i];
            if (IsWord(c) ? (i == 0 || !IsWord(line[i - 1])) && (char.IsAsciiDigit(c) || CanBegin(line[i..])) : Marks.Contains(c))
            {
                return i;
            }
        }

        return line.Length;
    }

    private static bool CanBegin(ReadOnlySpan<char> rest)
    {
        var word = GetWord(rest);
        if (word.ContainsAnyInRange('0', '9') || word.Length == NanoidLength || word.EndsWith("seed", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var hasDigit = rest[..Math.Min(rest.Length, DigitReach)].ContainsAnyInRange('0', '9');
        if (rest[word.Length..] is [] or [' ' or '\t', ..] or [':', ' ', ..])
        {
            return hasDigit && word.Length >= 3 && Labels.AsSpan().Contains(word[..3], StringComparison.Ordinal);
        }

        var reach = rest[..Math.Min(rest.Length, RunReach)];
        var blank = reach.IndexOfAny(' ', '\t');
        return hasDigit || (blank < 0 && rest.Length > RunReach) || (blank < 0 ? reach : reach[..blank]).ContainsAny(Joins);
    }

    // a serial has its digits anywhere: each word is looked through once, so the line is still read in linear time
    private static ReadOnlySpan<char> GetWord(ReadOnlySpan<char> rest) =>
        rest.IndexOfAnyExcept(WordCharacters) is >= 0 and var end ? rest[..end] : rest;

    private static bool IsWord(char c) => WordCharacters.Contains(c);
}
