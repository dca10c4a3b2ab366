using System.Diagnostics;
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
        return verb.WithAction(parsed => Run(parsed.GetValue(gate)!, context));
    }

    private static int Run(string[] gate, ToolContext context)
    {
        var server = Path.Combine(AppContext.BaseDirectory, "mcp", "loop-journal-mcp.dll");
        if (!File.Exists(server))
        {
            context.Error.WriteLine("loop-journal: the server is in the package LoopJournal.Tool: dotnet tool install LoopJournal.Tool");
            return ExitCodes.Failed;
        }

        if (FindDotnet(context) is not { } dotnet)
        {
            context.Error.WriteLine("loop-journal: the server needs dotnet, and no folder of PATH has it");
            return ExitCodes.NotFound;
        }

        using var process = Process.Start(new ProcessStartInfo(dotnet, [server, .. gate]))!;
        using var signals = new Signals(process);
        process.WaitForExit();
        return process.ExitCode;
    }

    private static string? FindDotnet(ToolContext context)
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        string?[] places =
        [
            context.Variable("DOTNET_HOST_PATH"), Path.Combine(context.Variable("DOTNET_ROOT") ?? "", name), Environment.ProcessPath,
        ];
        return places.OfType<string>()
                .FirstOrDefault(place => Path.IsPathFullyQualified(place) && Path.GetFileName(place) == name && File.Exists(place))
            ?? ProgramPath.Find("dotnet", context.Variable("PATH") ?? "");
    }
}
