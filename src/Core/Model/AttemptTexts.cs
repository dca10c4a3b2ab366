namespace LoopJournal.Model;

/// <summary>The texts that users give an attempt, in their own words; a text that is not given is empty.</summary>
internal abstract record AttemptTexts
{
    /// <summary>What was tried.</summary>
    public string Action { get; set; } = "";

    /// <summary>Why it should help.</summary>
    public string Hypothesis { get; set; } = "";

    /// <summary>Free text.</summary>
    public string Note { get; set; } = "";
}

/// <summary>One of the texts.</summary>
/// <param name="Name">Its field in the record, and its option at the prompt.</param>
/// <param name="Description">Its help, in a sentence.</param>
/// <param name="Get">Reads it.</param>
/// <param name="Set">Gives the same attempt with another text.</param>
internal sealed record UserText(
    string Name, string Description, Func<AttemptTexts, string> Get, Func<AttemptTexts, string, AttemptTexts> Set)
{
    /// <summary>The table: a new text is a property of <see cref="AttemptTexts"/> and a row here.</summary>
    public static readonly UserText[] All =
    [
        new("action", "What was tried.", texts => texts.Action, (texts, text) => texts with { Action = text }),
        new("hypothesis", "Why it should help.", texts => texts.Hypothesis, (texts, text) => texts with { Hypothesis = text }),
        new("note", "Anything else.", texts => texts.Note, (texts, text) => texts with { Note = text }),
    ];

    /// <summary>The property of MSBuild and the variable of the environment that give it: <c>LoopAction</c> for <c>action</c>.</summary>
    public string Variable => $"Loop{char.ToUpperInvariant(Name[0])}{Name[1..]}";

    /// <summary>The same attempt with all texts as <paramref name="get"/> gives them.</summary>
    public static T SetAll<T>(T attempt, Func<UserText, string> get)
        where T : AttemptTexts => All.Aggregate(attempt, (changed, text) => (T)text.Set(changed, get(text)));
}
