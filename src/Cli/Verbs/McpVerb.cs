using LoopJournal.Cli.Running;

namespace LoopJournal.Cli.Verbs;

/// <summary>
/// <c>mcp</c>: starts the server for agents that speak the Model Context Protocol. It is a program of its own: its libraries would make
/// every other verb start later.
/// </summary>
internal static class McpVerb
{
    public static Command Create(ToolContext context)
    {
        var gate = new Argument<string[]>("command")
        {
            Description = "The command that the tool run_gate runs, after '--'; without it there is no such tool.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var verb = new Verb(
            "mcp",
            "Serve the verbs to an agent over the Model Context Protocol, on standard input and output.",
            "mcp",
            "mcp -- dotnet test")
        {
            gate,
        };
        return verb.WithAction(parsed => Companion.Run(context, ["mcp", .. parsed.GetValue(gate)!]));
    }
}
