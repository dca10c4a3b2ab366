using LoopJournal.Text;

namespace LoopJournal.Evidence;

/// <summary>A result of a SARIF file of version 2.1 or 1.0.</summary>
internal sealed partial class SarifResult(SarifValues values)
{
    private const string Location = "result{locations[0{physicalLocation{artifactLocation";
    private const int MaxArgument = 400;

    /// <summary>The rule's id; empty where it is missing.</summary>
    public string Rule => values.FindText("result{rule{id") ?? values.FindText("result{ruleId") ?? "";

    /// <summary>The rule's place among those of its component.</summary>
    public int? RuleIndex => values.FindNumber("result{ruleIndex") ?? values.FindNumber("result{rule{index");

    /// <summary>The number of the extension that has the rule; null for the tool itself.</summary>
    public int? Extension => values.FindNumber("result{rule{toolComponent{index");

    /// <summary>The address of the file of its first place; empty where it is missing.</summary>
    public string File => (values.Has(Location) ? values.FindText(Location + "{uri") : values.FindText("result{locations[0{resultFile{uri"))
        ?? "";

    /// <summary>The line of its first place; zero where it is not known.</summary>
    public int Line => values.FindNumber("result{locations[0{physicalLocation{region{startLine")
        ?? values.FindNumber("result{locations[0{resultFile{region{startLine") ?? 0;

    /// <summary>Whether the level, the id or the text comes from the rule.</summary>
    public bool NeedsRule =>
        Level.Length == 0 || (Rule.Length == 0 && RuleIndex is not null) || (Message.Length == 0 && MessageId.Length > 0);

    /// <summary>How many characters it has.</summary>
    public int Length => values.Length;

    private string Level => values.FindText("result{level") ?? "";

    private string Message => values.FindText("result{message") ?? values.FindText("result{message{text") ?? "";

    private string MessageId => values.FindText("result{message{id") ?? "";

    /// <summary>Whether it fails a gate.</summary>
    public bool IsError(SarifRule rule) =>
        (values.FindText("result{kind") ?? "fail") == "fail"
        && !values.Has("result{suppressions[0") && !values.Has("result{suppressionStates[0")
        && (Level.Length > 0 ? Level : rule.Level) == "error";

    /// <summary>The message with its arguments.</summary>
    public string GetMessage(SarifRule rule) =>
        Placeholder().Replace(Message.Length > 0 ? Message : rule.FindText(MessageId), place =>
        {
            var argument = SarifValues.GetArgumentPath(int.Parse(place.Groups["index"].ValueSpan, CultureInfo.InvariantCulture));
            return values.Has(argument) ? (values.FindText(argument) ?? "").Cut(MaxArgument) : place.Value;
        }).Cut(Failure.MaxMessage);

    [GeneratedRegex(@"\{(?<index>[0-9]{1,2})\}")]
    private static partial Regex Placeholder();
}

/// <summary>A rule of a SARIF file.</summary>
internal sealed class SarifRule(SarifValues values)
{
    /// <summary>A rule that the file does not have.</summary>
    public static readonly SarifRule None = new(new());

    /// <summary>Its id, as in <c>CA2000</c>; empty where it is missing.</summary>
    public string Id => values.FindText("rule{id") ?? "";

    /// <summary>The level of its results that name none. The standard's default is <c>warning</c>.</summary>
    public string Level => values.FindText("rule{defaultConfiguration{level") ?? "warning";

    /// <summary>How many characters it has.</summary>
    public int Length => values.Length;

    /// <summary>The text of a message; empty where it is missing.</summary>
    public string FindText(string id) => values.FindText(SarifValues.GetTextPath(id)) ?? "";
}
