using LoopJournal.Text;

namespace LoopJournal.Evidence;

/// <summary>
/// Removes the values that a property test generated, and marks the calls of a mock, whose order varies.
/// </summary>
internal static partial class MessageParts
{
    /// <summary>The parts of one exception's message, in their order.</summary>
    public static IEnumerable<MessagePart> From(IReadOnlyList<string> lines)
    {
        var told = SkipSamples(lines).ToList();
        var calls = told.FindIndex(line => CallsHeader().IsMatch(line)) is >= 0 and var header ? header + 1 : told.Count;
        yield return new(told[..calls]);
        foreach (var line in told[calls..])
        {
            yield return CallsHeader().IsMatch(line) ? new([line]) : new([CallNumber().Replace(line, "")], IsInAnyOrder: true);
        }
    }

    // FsCheck, CsCheck and Hedgehog print the values that they generated, and how many tests and shrinks it took
    private static IEnumerable<string> SkipSamples(IReadOnlyList<string> lines)
    {
        var isSample = false;
        foreach (var line in lines)
        {
            var falsified = Falsified().Match(line);
            isSample = falsified.Success || (isSample && !AfterSample().IsMatch(line));
            if (falsified.Success)
            {
                yield return line[..falsified.Index] + falsified.Groups["told"].Value;
            }
            else if (!isSample)
            {
                yield return line;
            }
        }
    }

    [GeneratedRegex(@"(?<told>Falsifiable),? \(?after |(?<told>Set seed): .{1,200} to reproduce \(")]
    private static partial Regex Falsified();

    [GeneratedRegex("^(?:-{3,40}>? |with exception:|Label of failing property:)")]
    private static partial Regex AfterSample();

    // Moq, NSubstitute, FakeItEasy
    [GeneratedRegex(@"^(?:Performed invocations|(?:Actually r|R)eceived .{1,40} calls?(?: \(.{1,200}\))?|.{1,200} among the calls):$")]
    private static partial Regex CallsHeader();

    [GeneratedRegex("^[0-9]{1,9}: ")]
    private static partial Regex CallNumber();
}
