using System.Text.Json.Nodes;
using LoopJournal.Cli.Agents;

namespace LoopJournal.Cli.Verbs;

/// <summary>
/// <c>hook</c>, which coding agents call at events of a session: hands the memory to the agent, and holds an agent that stops without a
/// proof. It ends with 0 whatever happens: see <see cref="CommandLine.Run"/>.
/// </summary>
internal static class HookVerb
{
    public const string Name = "hook";

    public static Command Create(ToolContext context)
    {
        var name = new Argument<string>("event") { Description = "session-start, stop or post-tool." };
        var agent = SharedOptions.CreateText("--agent", $"The agent: {string.Join(", ", HookAgent.All.Select(row => row.Name))}.", "name");
        var verb = new Verb(
            Name,
            "Answer an agent's hook: reads the agent's JSON from standard input. loop-journal init writes the hooks.",
            "hook session-start --agent claude < payload.json",
            "hook stop --agent claude < payload.json") { name, agent };
        var options = LoopOptions.AddTo(verb, context, "by default LoopId, else the branch");
        return verb.WithAction(parsed =>
        {
            if (FindAnswer(parsed.GetValue(name)!) is not { } answer)
            {
                return Complain(context, $"{Quoted.From(parsed.GetValue(name)!, 80)} is not an event that it knows");
            }

            if (HookAgent.Find(parsed.GetValue(agent) ?? "") is not { } known)
            {
                return Complain(context, $"--agent {Quoted.From(parsed.GetValue(agent) ?? "", 80)} is not an agent that it knows");
            }

            try
            {
                using var input = context.Input();
                var payload = HookInput.Read(input);
                var folder = context.Variable(known.RootVariable) is { } root && Path.IsPathFullyQualified(root) ? root : payload.Directory;
                context.CurrentDirectory = folder.Length > 0 ? () => folder : context.CurrentDirectory;
                if (answer(new(known, payload, options, parsed, context)) is { } json)
                {
                    context.Output.WriteLine(JsonPlace.Write(json));
                }

                return ExitCodes.Done;
            }
            catch (JsonException e)
            {
                return Complain(context, $"standard input is not a payload: {Quoted.From(e.Message)}");
            }
        });
    }

    private static Func<Hook, JsonObject?>? FindAnswer(string name) => name switch
    {
        "session-start" => hook => hook.StartSession(),
        "stop" => hook => hook.Stop(),
        "post-tool" => hook => hook.NoteTool(),
        _ => null,
    };

    private static int Complain(ToolContext context, string problem)
    {
        context.Error.WriteLine($"loop-journal hook: {problem}");
        return ExitCodes.Done;
    }
}
