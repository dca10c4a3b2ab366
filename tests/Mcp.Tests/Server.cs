using System.Diagnostics;

namespace LoopJournal.Tests;

/// <summary>The server as a process.</summary>
internal static class Server
{
    public static string Program => Path.Combine(AppContext.BaseDirectory, "loop-journal-mcp.dll");

    /// <summary>Starts it in a folder.</summary>
    public static Process Start(string folder, params string[] gate) => Process.Start(
        new ProcessStartInfo("dotnet", [Program, "mcp", .. gate])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
}
