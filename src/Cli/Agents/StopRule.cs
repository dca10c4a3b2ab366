namespace LoopJournal.Cli.Agents;

/// <summary>What the stop hook knows when an agent is about to stop.</summary>
/// <param name="HasEdits">Whether files were edited since the agent's session began; null where that is not known.</param>
/// <param name="HasAttempts">Whether the journal has an attempt.</param>
/// <param name="Proof">The proof of the files; null where nothing can be known.</param>
/// <param name="Error">The verdict or the budget that ends the loop, for people; null without one.</param>
/// <param name="Holds">How often the agent was held in this session.</param>
/// <param name="HasNewAttempt">Whether an attempt was recorded since it was held last; true where it was not held.</param>
internal sealed record StopFacts(bool? HasEdits, bool HasAttempts, Proof? Proof, string? Error, int Holds, bool HasNewAttempt);

/// <summary>Whether an agent is held, and what is said.</summary>
/// <param name="IsHeld">Whether the agent has to go on.</param>
/// <param name="Text">Why, for the agent that is held, else for its user; empty where nothing is to be said.</param>
internal sealed record StopDecision(bool IsHeld, string Text);

/// <summary>
/// Holds an agent that edited files and has no proof of them, and lets it go where a hold cannot help: else its session would never end.
/// </summary>
internal static class StopRule
{
    private const string NotDone = "stalled, not done: ";

    /// <summary>Decides. Pure.</summary>
    /// <param name="facts">What is known.</param>
    /// <param name="k">How often an agent is held in a session at the most.</param>
    public static StopDecision Decide(StopFacts facts, int k) => facts switch
    {
        { HasEdits: false } => new(false, ""),
        { Proof: null } => new(false, "not checked: " + ProofText.NotKnown),
        { HasEdits: null } => new(false, ""),
        { HasAttempts: false } => new(false, "not checked: no attempt is recorded in this repository; run the tests"),
        { Proof.HasPassed: true } => new(false, DescribeAccepted(facts.Proof)),
        { Error: { } error } => new(false, NotDone + error),
        _ when facts.Holds >= k => new(false, $"{NotDone}held {Count(facts.Holds)} in this session, and the files still have no proof"),
        { HasNewAttempt: false } => new(false, $"{NotDone}the agent was held and ran no test since"),
        _ => new(true, $"not done (hold {facts.Holds + 1} of {k}): these files have no proof"),
    };

    private static string DescribeAccepted(Proof proof) => proof.IsProven && proof.Resets.Count == 0 ? ""
        : string.Join('\n', ["proven but for what was accepted:", .. ProofText.GetLines(proof, null).Skip(1)]);

    private static string Count(int times) => times == 1 ? "once" : string.Create(CultureInfo.InvariantCulture, $"{times} times");
}
