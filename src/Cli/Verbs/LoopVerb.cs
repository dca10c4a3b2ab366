using LoopJournal.Cli.Running;

namespace LoopJournal.Cli.Verbs;

/// <summary><c>loop</c>: runs an agent and a gate in turns.</summary>
internal static class LoopVerb
{
    private const int DefaultTurns = 20;
    private const string Pass = "pass";
    private const string Proof = "proof";

    public static Command Create(ToolContext context)
    {
        var command = SharedOptions.CreateCommand();
        var agent = SharedOptions.CreateText(
            "--agent", "The agent's command line, for the shell. It gets the loop's summary as its input and in LOOP_RESUME.", "command");
        agent.Required = true;
        var turns = SharedOptions.CreateWholeNumber(
            "--max-attempts", "The most turns from the loop's start.", 1, int.MaxValue, () => DefaultTurns);
        var minutes = CodeOptions.CreateMinutes("The most minutes from the loop's start, agent and gate included.");
        var until = SharedOptions.CreateChoice("--until", "What ends the loop: a clean pass, or a proof.", "goal", Pass, Pass, Proof);
        var results = SharedOptions.CreateResults();
        var k = SharedOptions.CreateThreshold(context);
        var verb = new Verb(
            "loop",
            "Run an agent and a gate in turns, until the gate passes, the loop is stalled, or its budget is spent.",
            "loop --agent 'claude -p' -- pytest",
            "loop --agent 'codex exec -' --max-minutes 60 --max-attempts 10 -- npm test",
            "loop --agent 'agent \"Make the tests pass. $LOOP_RESUME\"' --results 'reports/*.xml' -- make check")
        {
            command, agent, turns, minutes, until, results, k,
        };
        var attempt = AttemptOptions.AddTo(verb, context, hasCommand: true, isRepeated: true);
        return verb.WithAction(parsed =>
        {
            var gate = parsed.GetValue(command)!;
            var settings = new LoopSettings(
                parsed.GetValue(agent)!,
                gate,
                parsed.GetValue(turns),
                CodeOptions.ReadMinutes(parsed, minutes) is { } limit ? TimeSpan.FromMinutes(limit) : null,
                parsed.GetValue(until) == Proof,
                parsed.GetValue(k),
                CodeOptions.ReadBudget(context),
                parsed.GetValue(results)!);
            var (location, _) = attempt.Read(parsed, "");
            using var loop = new RetryLoop(settings, location, () => attempt.Read(parsed, CommandText.From(gate)).Inputs, context);
            return loop.Run();
        });
    }
}
