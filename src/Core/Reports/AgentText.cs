using LoopJournal.Text;

namespace LoopJournal.Reports;

/// <summary>Tells the attempts of several agents apart.</summary>
internal static class AgentText
{
    private const int NameLength = 20;

    /// <summary>Whether not all attempts are by one agent, or all by none.</summary>
    public static bool AreSeveral(IEnumerable<Attempt> attempts) =>
        attempts.Where(attempt => attempt.Gate is not Gates.Reset).Select(attempt => attempt.Agent).Distinct().Skip(1).Any();

    /// <summary>The name of an attempt's agent, in quotes where it is not a word; empty without one.</summary>
    public static string GetName(Attempt attempt) =>
        attempt.Agent.Length <= NameLength && Quoted.IsWord(attempt.Agent) ? attempt.Agent : Quoted.FromVisible(attempt.Agent, NameLength);
}
