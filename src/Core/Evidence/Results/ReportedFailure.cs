using LoopJournal.Text;
using LoopJournal.Text.Secrets;

namespace LoopJournal.Evidence.Results;

/// <summary>Turns a failing test of a JUnit or CTRF file into a <see cref="Failure"/>, the same one in each run of any runner.</summary>
internal static partial class ReportedFailure
{
    private const int MaxName = 4096;
    private const int MaxLines = 200;
    private const int MaxLine = 1024;

    /// <summary>How much of a text is read, in characters: what is behind it says nothing new.</summary>
    private const int MaxText = 1 << 18;

    /// <summary>The test as a later run names it.</summary>
    public static RanTest Identify(ReportedTest test)
    {
        var name = test.Name.Trim().Cut(MaxName);
        return RanTest.From(test.Group.Trim().Cut(MaxName), name[..FindRow(name)].TrimEnd(), name, test.Outcome);
    }

    /// <summary>The failure.</summary>
    /// <param name="test">The test, which failed.</param>
    /// <param name="repository">Distinguishes the repository's own files from others.</param>
    public static Failure From(ReportedTest test, RepositoryPaths repository)
    {
        var trace = ListLines(test.Text);
        var isHeader = trace.Count > 0 && trace[0].Contains("::" + test.Name, StringComparison.Ordinal); // PHPUnit
        var isWhole = IsTelling(test.Message) && !test.Text.TrimStart().StartsWith(test.Message.Trim(), StringComparison.Ordinal);
        var lines = ReportedTrace.RemoveFrames(isWhole ? ListLines(test.Message) : trace[(isHeader ? 1 : 0)..]);
        var (type, isException) = TakeType(test.Type, lines);
        var shape = MessageShape.From(MessageParts.From(lines), isException, repository);
        var (places, site) = ReportedTrace.FindPlaces(trace, test.File, repository);
        var (group, name) = (SecretMask.Mask(test.Group), SecretMask.Mask(test.Name));
        return new()
        {
            Id = GetId(test.Group, test.Name, repository),
            Name = group == test.Group && name == test.Name ? "" : GetId(group, name, repository),
            Type = type,
            Message = MessageCut.From(string.Join('\n', lines), Failure.MaxMessage),
            Site = site,
            Shape = shape.Shape,
            Values = shape.Values,
            Frame = places.Product,
            Callers = places.Callers,
            TestFrame = places.Test,
            Files = places.Files,
            Cause = FailureCause.GetKey(type, shape.Shape, places.Product),
            Printed = test.Printed,
        };
    }

    /// <summary>Where the arguments of a data row begin: <c>total[1-2]</c>, <c>total(1)</c>; the length of a name without them.</summary>
    private static int FindRow(string name) => Row().Match(name) is { Success: true } row ? row.Index : name.Length;

    // Classes and packages join their tests with a dot. Sentences and files do not: "cart > adds an item"
    private static string GetId(string group, string name, RepositoryPaths repository)
    {
        (group, name) = (group.Trim().Cut(MaxName), name.Trim().Cut(MaxName));
        group = name.StartsWith(group, StringComparison.Ordinal) ? "" : group;
        var start = FindRow(name);
        start += start < name.Length && name[start] == '/' ? 1 : 0; // the row is not a path
        var (method, row) = (name[..start], name[start..]);
        var join = group.Length == 0 ? "" : Word().IsMatch(group) && Word().IsMatch(method) ? "." : " > ";
        return Masks.ApplyToName(repository.Shorten(group + join + method)) + TestRow.Mask(repository.Shorten(row));
    }

    private static bool IsTelling(string message) => message.Any(char.IsLetter) && !Constant().IsMatch(message.Trim());

    private static List<string> ListLines(string text) =>
    [
        .. TerminalFilter.Clean(text.Cut(MaxText)).Split('\n').Where(line => !string.IsNullOrWhiteSpace(line))
            .Select(line => line.TrimEnd().Cut(MaxLine)).Take(MaxLines),
    ];

    /// <summary>The type of the exception, taken out of the message's first line; empty for an assertion of any framework.</summary>
    private static (string Type, bool IsException) TakeType(string given, List<string> lines)
    {
        var leading = lines.Count > 0 ? LeadingType().Match(lines[0]) : Match.Empty;
        var type = leading.Success ? leading.Groups["type"].Value : TypeName().IsMatch(given) ? given : "";
        var rest = leading.Success ? lines[0][leading.Length..] : lines.Count > 0 ? lines[0] : "";
        if (leading.Success)
        {
            lines[0] = rest;
        }

        var isAssertion = type.Length == 0 || AssertionType().IsMatch(type) || rest.StartsWith("expect(", StringComparison.Ordinal);
        return isAssertion ? ("", false) : (type, true);
    }

    [GeneratedRegex(@"(?<=\S)(?:\[[^\[]*\]$|(?>\(.*)(?<=\))| with data set )|(?<=^\w{1,200})/\S*$", RegexOptions.Singleline)]
    private static partial Regex Row();

    [GeneratedRegex(@"^[\w.$:/\\-]+$")]
    private static partial Regex Word();

    /// <summary>Words that say only that the test failed.</summary>
    [GeneratedRegex(
        "^(?:test )?(?:failed|failure|error|collection failure)[.!]?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Constant();

    [GeneratedRegex(
        @"^(?:Uncaught )?(?<type>(?:[A-Za-z_][\w.$\\]{0,200}?)?(?:Error|Exception|Failure|Panic))(?: \[[A-Z_]{1,60}\])? ?:(?: |$)")]
    private static partial Regex LeadingType();

    [GeneratedRegex(@"^[A-Za-z_][\w.$\\]{0,200}(?:Error|Exception|Panic)$")]
    private static partial Regex TypeName();

    [GeneratedRegex("Assert|Expectation|ComparisonFailure|TestFailure")]
    private static partial Regex AssertionType();
}
