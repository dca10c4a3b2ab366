using System.Diagnostics;
using LoopJournal.Capture;

namespace LoopJournal.Cli.Running;

/// <summary>
/// The second program of the package, <c>loop-journal-mcp</c>: it has the libraries that would make every other verb start later.
/// </summary>
internal static class Companion
{
    /// <summary>Runs it to its end.</summary>
    /// <param name="context">The surroundings; a signal that ends this process ends the program too.</param>
    /// <param name="arguments">Its work, and the arguments of that.</param>
    /// <param name="input">Writes its standard input; null: it has that of this process.</param>
    /// <returns>Its exit code.</returns>
    public static int Run(ToolContext context, IEnumerable<string> arguments, Action<Stream>? input = null)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "mcp", "loop-journal-mcp.dll");
        if (!File.Exists(program))
        {
            context.Error.WriteLine("loop-journal: this part is in the package LoopJournal.Tool: dotnet tool install LoopJournal.Tool");
            return ExitCodes.Failed;
        }

        if (FindDotnet(context) is not { } dotnet)
        {
            context.Error.WriteLine("loop-journal: this part needs dotnet, and no folder of PATH has it");
            return ExitCodes.NotFound;
        }

        using var process = Process.Start(
            new ProcessStartInfo(dotnet, [program, .. arguments]) { RedirectStandardInput = input is not null })!;
        using var signals = new Signals(process);
        if (input is not null)
        {
            FileErrors.Ignore(() => // a program that ended before says why by itself
            {
                using var pipe = process.StandardInput.BaseStream;
                input(pipe);
            });
        }

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
