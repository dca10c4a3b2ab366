using System.Globalization;
using LoopJournal.Text;

namespace LoopJournal.Evidence;

/// <summary>A result of a SARIF file. A missing value is empty.</summary>
internal sealed class SarifResult
{
    private const int MaxArguments = 20;

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

    /// <summary>What the message has in place of <c>{0}</c>, <c>{1}</c> and so on.</summary>
    public List<string> Arguments { get; } = [];

    /// <summary>The file of SARIF 2.1.</summary>
    public string? Artifact { get; set; }

    /// <summary>The file of SARIF 1.0.</summary>
    public string? ResultFile { get; set; }

    /// <summary>How many places it has.</summary>
    public int Locations { get; set; }

    /// <summary>Whether it is suppressed in SARIF 2.1.</summary>
    public bool IsSuppressed { get; set; }

    /// <summary>Whether it is suppressed in SARIF 1.0.</summary>
    public bool HasStates { get; set; }

    /// <summary>Whether the rule has a part of it.</summary>
    public bool NeedsRule => Level.Length == 0 || (Rule.Length == 0 && RuleIndex >= 0) || (Message.Length == 0 && MessageId.Length > 0);

    /// <summary>Whether it fails a gate.</summary>
    public bool IsError(SarifRule rule) =>
        Kind == "fail" && !IsSuppressed && !HasStates && (Level.Length > 0 ? Level : rule.Level) == "error";

    /// <summary>The message with its arguments.</summary>
    public string GetMessage(SarifRule rule)
    {
        var message = Message.Length > 0 ? Message : rule.Texts.GetValueOrDefault(MessageId, "");
        for (var i = 0; i < Arguments.Count; i++)
        {
            var place = $"{{{i.ToString(CultureInfo.InvariantCulture)}}}";
            message = message.Replace(place, Arguments[i], StringComparison.Ordinal).Cut(Failure.MaxMessage);
        }

        return message;
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
            Arguments.Add(argument.Cut(Failure.MaxMessage));
        }
    }
}
