using LoopJournal.Text.Secrets;

namespace LoopJournal.Text;

/// <summary>Makes untrusted text fit to be shown: on one line, without secrets and without commands to a terminal or a CI runner.</summary>
internal static class OneLine
{
    /// <summary>
    /// The text on one line and without secrets: white space and controls become single blanks, characters that cannot be seen or turn the
    /// writing direction are dropped, broken UTF-16 becomes U+FFFD, a blank breaks the commands of CI services.
    /// </summary>
    /// <param name="text">Any text.</param>
    /// <param name="max">The most characters (UTF-16) to give back, 1 or more; what is longer ends in an ellipsis.</param>
    /// <remarks>
    /// Masks before cutting: half a secret no longer matches its pattern. Masks the line as well as the text: a line break may end a
    /// secret, and a character that is dropped may have stood in one.
    /// </remarks>
    public static string From(string text, int max = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        var masked = SecretMask.Mask(text);
        var line = Flatten(masked, int.MaxValue);
        return Flatten(line == masked ? line : SecretMask.Mask(line), max);
    }

    private static string Flatten(string text, int max)
    {
        var line = new StringBuilder();
        var blank = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsBlank(rune))
            {
                blank = line.Length > 0;
            }
            else if (!IsUnseen(rune))
            {
                blank |= IsCommand(line, rune);
                if (line.Length + (blank ? 1 : 0) + rune.Utf16SequenceLength > max)
                {
                    return line.ToString().CutWithEllipsis(max);
                }

                line.Append(blank ? " " : "").Append(rune);
                blank = false;
            }
        }

        return line.ToString();
    }

    private static bool IsBlank(Rune rune) => Rune.IsWhiteSpace(rune) || Rune.IsControl(rune);

    /// <summary>
    /// Format characters (bidi controls, zero-width joiners, tags) and the rest of Unicode's Default_Ignorable_Code_Point: fillers
    /// and variation selectors.
    /// </summary>
    private static bool IsUnseen(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format || rune.Value is
        0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x2065 or 0x3164
        or (>= 0xFE00 and <= 0xFE0F) or 0xFFA0 or (>= 0xFFF0 and <= 0xFFF8) or (>= 0xE0000 and <= 0xE0FFF);

    /// <summary>
    /// Whether the rune makes the line's end the beginning of a CI service's command. GitHub Actions and Azure Pipelines obey <c>##[</c>
    /// and <c>##vso[</c> anywhere in a line, TeamCity <c>##teamcity[</c>; GitHub Actions obeys <c>::</c> at the start, after blanks too.
    /// </summary>
    private static bool IsCommand(StringBuilder line, Rune rune) => rune.Value == ':'
        ? line.Length == 1 && line[0] == ':'
        : line.Length > 1 && line[^1] == '#' && line[^2] == '#' && (rune.Value == '[' || Rune.IsLetter(rune));
}
