using LoopJournal.Text;

namespace LoopJournal.Evidence;

/// <summary>The arguments of a data row, as a part of the test's identity.</summary>
internal static partial class TestRow
{
    /// <summary>
    /// The row without generated values: GUIDs, times of day, identifiers. A row of generated values only is empty. The method then
    /// identifies the test.
    /// </summary>
    /// <param name="row">The row as the runner shows it, with its parentheses.</param>
    /// <remarks>A number identifies a row, except beside a string that AutoFixture made: numbers and characters are made too.</remarks>
    public static string Mask(string row)
    {
        var masked = Masks.ApplyToRow(row);
        masked = AutoFixtureText().IsMatch(masked) ? NumberOrCharacter().Replace(masked, "<n>") : masked;
        var random = RandomNumber().Replace(masked, number => IsTyped(number.Value) ? number.Value : "<n>");
        var rest = Placeholder().Replace(ParameterName().Replace(random, ""), "");
        return Placeholder().IsMatch(random) && !rest.Any(char.IsLetterOrDigit) ? "" : masked;
    }

    // limits of types, round numbers, 99999999, 12345678
    private static bool IsTyped(string number) =>
        number is "2147483647" or "2147483648" or "4294967295" or "9223372036854775807" or "9223372036854775808" or "18446744073709551615"
        || number.EndsWith("000", StringComparison.Ordinal) || number.Distinct().Count() <= 2
        || "1234567890123456789".Contains(number, StringComparison.Ordinal) || "9876543210".Contains(number, StringComparison.Ordinal);

    [GeneratedRegex("[A-Za-z]<guid>")]
    private static partial Regex AutoFixtureText();

    [GeneratedRegex(
        @"(?<![0-9A-Za-z_<.])-?[0-9]+(?:[.][0-9]+)?(?![0-9A-Za-z_>])"
        + @"|(?<=: )(?:'(?:\\.[0-9A-Fa-f]{0,4}|[^\\])'|0x[0-9A-Fa-f]{2,4})(?=[,)])")]
    private static partial Regex NumberOrCharacter();

    // Random.Next() has fewer digits in one of two hundred runs
    [GeneratedRegex("(?<![0-9A-Za-z_.])[0-9]{8,20}(?![0-9A-Za-z_.])")]
    private static partial Regex RandomNumber();

    [GeneratedRegex("<(?:guid|time|span|tmp|n)>")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"(?<=[(] ?|, )[\p{L}_][\p{L}\p{Nd}_]{0,200}: ")]
    private static partial Regex ParameterName();
}
