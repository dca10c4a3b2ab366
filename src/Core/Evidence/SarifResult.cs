using LoopJournal.Text;

namespace LoopJournal.Evidence;

/// <summary>A result of a SARIF file. A missing value is empty.</summary>
internal sealed partial class SarifResult
{
    private const int MaxArguments = 20;
    private const int MaxArgument = 400;

    /// <summary>The level; where it is empty, the rule's counts.</summary>
    public string Level { get; set; } = "";

    /// <summary>The kind; a result of another kind than <c>fail</c> is not an error.</summary>
    public string Kind { get; set; } = "fail";

    /// <summary>The rule's id.</summary>
    public string Rule { get; set; } = "";

    /// <summary>The rule's place among those of its component.</summary>
    public int RuleIndex { get; set; } = -1;

    /// <summary>The number of the extension that has the rule; -1 for the tool itself.</summary>
    public int Component { get; set; } = -1;

    /// <summary>The message.</summary>
    public string Message { get; set; } = "";

    /// <summary>The id of the message among the rule's texts.</summary>
    public string MessageId { get; set; } = "";

    /// <summary>The texts that replace <c>{0}</c>, <c>{1}</c> and so on in the message.</summary>
    public List<string> Arguments { get; } = [];

    /// <summary>The file of SARIF 2.1.</summary>
    public string? Artifact { get; set; }

    /// <summary>The file of SARIF 1.0.</summary>
    public string? ResultFile { get; set; }

    /// <summary>The line of the first place; zero where it is not known.</summary>
    public int Line { get; set; }

    /// <summary>How many places it has.</summary>
    public int Locations { get; set; }

    /// <summary>Whether it is suppressed in SARIF 2.1.</summary>
    public bool IsSuppressed { get; set; }

    /// <summary>Whether it is suppressed in SARIF 1.0.</summary>
    public bool IsSuppressedInVersion1 { get; set; }

    /// <summary>Whether the level, the id or the text comes from the rule.</summary>
    public bool NeedsRule => Level.Length == 0 || (Rule.Length == 0 && RuleIndex >= 0) || (Message.Length == 0 && MessageId.Length > 0);

    /// <summary>Whether it fails a gate.</summary>
    public bool IsError(SarifRule rule) =>
        Kind == "fail" && !IsSuppressed && !IsSuppressedInVersion1 && (Level.Length > 0 ? Level : rule.Level) == "error";

    /// <summary>How many characters the texts have together.</summary>
    public int Length => Level.Length + Rule.Length + Message.Length + MessageId.Length
        + (Artifact?.Length ?? 0) + (ResultFile?.Length ?? 0) + Arguments.Sum(argument => argument.Length);

    /// <summary>The message with its arguments.</summary>
    public string GetMessage(SarifRule rule)
    {
        var message = Message.Length > 0 ? Message : rule.Texts.GetValueOrDefault(MessageId, "");
        return Arguments.Count == 0 ? message : Placeholder().Replace(message, place =>
            int.Parse(place.Groups["index"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) is var index
                && index < Arguments.Count
                ? Arguments[index]
                : place.Value).Cut(Failure.MaxMessage);
    }

    /// <summary>Begins a message.</summary>
    public void SetMessage(string text)
    {
        (Message, MessageId) = (text, "");
        Arguments.Clear();
    }

    /// <summary>Adds an argument of the message.</summary>
    public void AddArgument(string argument)
    {
        if (Arguments.Count < MaxArguments)
        {
            Arguments.Add(argument.Cut(MaxArgument));
        }
    }

    [GeneratedRegex(@"\{(?<index>[0-9]{1,2})\}")]
    private static partial Regex Placeholder();
}
