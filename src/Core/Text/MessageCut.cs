namespace LoopJournal.Text;

/// <summary>Cuts the message of an assertion so that what was expected and what came can both be read.</summary>
internal static class MessageCut
{
    private const int MinParts = 40; // below, labels and values do not fit
    private const int MaxRead = 16 * 1024; // as much as a capture holds
    private const int Context = 20; // equal characters that are shown before a difference

    private const RegexOptions Any = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
    private static readonly Regex ExpectedColon = new(@"\bexpected(?: [a-z]{1,20}){0,2}\s{0,9}:", Any);
    private static readonly Regex ActualColon =
        new(@"\b(?:but was|but found|got|found|(?:actual|received)(?: [a-z]{1,20}){0,2})\s{0,9}:", Any);
    private static readonly Regex Searched = new(@"\b(?:String|Collection|Value):");
    private static readonly Regex NotFound = new(@"\b(?:Not found|Found|Expected start|Expected end):");
    private static readonly Regex Should = new(@"\bshould\b", Any);
    private static readonly Regex Expected = new(@"\bexpect(?:ed)?\b", Any);
    private static readonly Regex To = new(@"\b(?:not )?to\b", Any);
    private static readonly Regex But = new(@"\b(?:but|actually)\b", Any);
    private static readonly Regex Came = new(@"\b(?:but|actually|received|got|found|was)\b", Any);
    private static readonly Regex Got = new(@"\b(?:got|have)\b");
    private static readonly Regex Want = new(@"\bwant(?:ed)?\b");

    /// <summary>
    /// How assertion libraries label the two values. The first row decides of which all labels are found, in this order; the last two begin
    /// the values, and the text before them is the first to be cut. A new form is a row here.
    /// </summary>
    private static readonly Regex[][] Forms =
    [
        [ExpectedColon, ActualColon], // MSTest, NUnit, xUnit, JUnit, Jest
        [Searched, NotFound], // xUnit: Assert.Contains, StartsWith
        [Should, But], // Shouldly
        [Expected, To, But], // AwesomeAssertions, TUnit, NSubstitute
        [Expected, Came], // "expected 3, got 4", Moq
        [Expected, To], // Chai
        [Got, Want], // Go
    ];

    /// <summary>
    /// The message in at most <paramref name="max"/> (1 or more) characters; one that fits stays as it is. The head, the expected and the
    /// actual value are each cut at their ends, and quotes and brackets that a cut leaves open are closed. Of two long texts that begin
    /// alike, the equal beginnings go too, so that the difference can be seen.
    /// </summary>
    public static string From(string message, int max)
    {
        if (message.Length <= max)
        {
            return message;
        }

        message = message.Cut(Math.Max(MaxRead, max));
        if (max < MinParts || FindValues(message) is not (var expectedAt, var actualAt))
        {
            return Brackets.Cut(message, max);
        }

        var (expected, actual) = SkipEqual(message[expectedAt..actualAt], message[actualAt..], max * 3 / 8);
        var head = CutPart(message[..expectedAt], Math.Max(max / 4, max - expected.Length - actual.Length));
        var left = max - head.Length;
        expected = CutPart(expected, Math.Max(left / 2, left - actual.Length));
        return head + expected + Brackets.Cut(actual, left - expected.Length);
    }

    private static (string Expected, string Actual) SkipEqual(string expected, string actual, int room)
    {
        var (e, a) = (expected.AsSpan().IndexOfAny('"', '\'') + 1, actual.AsSpan().IndexOfAny('"', '\'') + 1);
        if (e == 0 || a == 0 || expected[e - 1] != actual[a - 1])
        {
            return (expected, actual);
        }

        var equal = expected.AsSpan(e).CommonPrefixLength(actual.AsSpan(a));
        var skip = equal - Context;
        skip -= skip > 0 && char.IsLowSurrogate(expected[e + skip]) ? 1 : 0;
        return skip <= 1 || Math.Max(e, a) + equal < room - 8 || expected.AsSpan(e, skip).Contains(expected[e - 1])
            ? (expected, actual)
            : ($"{expected[..e]}…{expected[(e + skip)..]}", $"{actual[..a]}…{actual[(a + skip)..]}");
    }

    private static string CutPart(string part, int max)
    {
        var text = part.TrimEnd();
        return part.Length <= max ? part
            : text.Length < part.Length ? Brackets.Cut(text, max - 1) + part[text.Length]
            : Brackets.Cut(text, max);
    }

    /// <summary>
    /// Where the two values begin, with their labels. Labels inside quotes and brackets are a value's text, unless there are no others.
    /// </summary>
    private static (int Expected, int Actual)? FindValues(string message) => FindLabels(BlankInside(message)) ?? FindLabels(message);

    private static (int Expected, int Actual)? FindLabels(string message)
    {
        foreach (var form in Forms)
        {
            var (last, at, end) = (0, 0, 0);
            var isFound = Array.TrueForAll(form, label =>
            {
                var match = label.Match(message, end);
                (last, at, end) = (at, match.Index, match.Index + match.Length);
                return match.Success;
            });
            if (isFound)
            {
                return (last, at);
            }
        }

        return null;
    }

    private static string BlankInside(string message)
    {
        var partners = Brackets.Pair(message);
        return string.Create(message.Length, (message, partners), static (blanked, from) =>
        {
            from.message.CopyTo(blanked);
            for (var i = 0; i < blanked.Length; i++)
            {
                if (from.partners[i] > i)
                {
                    blanked[(i + 1)..from.partners[i]].Clear();
                    i = from.partners[i];
                }
            }
        });
    }
}
